// ./run bench [engine|impulse|edge|feed|fold|replay|journal|capture|scale ...] [--long|--quick|--tls|--limit]: prints figures of this machine. They are never asserted: machines
// are shared and noisy, so run it a few times and compare medians.
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <thread>

#include "edge/edge.hpp"
#include "feed/feed.hpp"
#include "figures.hpp"
#include "scale/scale.hpp"

namespace bowball::bench {

void title(const std::string& text) { std::printf("\n%s\n", text.c_str()); }

void print(const std::string& name, const std::string& figure) {
    std::printf("  %-52s %s\n", name.c_str(), figure.c_str());
    std::fflush(stdout);
}

void print(const std::string& name, const Samples& samples) {
    char text[160];
    const auto ms = [&](double share) { return static_cast<double>(quantile(samples, share)) / 1e6; };
    std::snprintf(text, sizeof text, "p50 %7.3f ms   p99 %7.3f ms   p99.9 %7.3f ms   n %zu", ms(0.5), ms(0.99), ms(0.999), samples.size());
    print(name, std::string{text});
}

namespace {

int run(std::vector<std::string> wanted) {
    const auto is_long = std::erase(wanted, "--long") > 0;
    const auto is_quick = std::erase(wanted, "--quick") > 0;
    const auto only_tls = std::erase(wanted, "--tls") > 0;
    const auto only_limit = std::erase(wanted, "--limit") > 0;
    const auto which = only_limit ? FeedBench::limit : only_tls ? FeedBench::tls : is_long ? FeedBench::longer : is_quick ? FeedBench::quick : FeedBench::usual;
    // On the disk that a regatta would use, not in memory: durability is what is measured.
    const auto folder = std::filesystem::current_path() / "build" / "bench_data";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const std::map<std::string, std::function<void(const std::string&)>> groups{
        {"impulse", bench_edge_to_frame}, {"engine", [](const std::string&) { bench_engine(); }}, {"fold", [](const std::string&) { bench_fold(); }}, {"replay", bench_replay},
        {"journal", bench_journal},    {"capture", bench_capture},
        {"feed", [which](const std::string& path) { bench_feed(path, which); }},
        {"edge", [is_quick](const std::string& path) { bench_edge(path, is_quick); }},
        {"scale", [is_quick](const std::string&) { bench_scale(is_quick ? 100'000 : 1'000'000); }},
    };
    for (const auto& name : wanted) {
        if (groups.contains(name)) continue;
        std::fprintf(stderr, "There is no benchmark \"%s\". There are: engine, impulse, edge, feed, fold, replay, journal, capture, scale.\n", name.c_str());
        return 2;
    }
    std::printf("%u cores, build " BOWBALL_VERSION "\n", std::thread::hardware_concurrency());
    for (const auto& [name, group] : groups) {
        if (wanted.empty() || std::ranges::find(wanted, name) != wanted.end()) group(folder.string());
    }
    std::filesystem::remove_all(folder);
    return 0;
}

}  // namespace
}  // namespace bowball::bench

int main(int argc, char** argv) { return bowball::bench::run({argv + 1, argv + argc}); }
