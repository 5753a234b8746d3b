#include "bench/edge/edge.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <filesystem>

#include "bench/day.hpp"
#include "bench/edge/hop.hpp"
#include "bench/edge/journal_way.hpp"
#include "bench/edge/processes.hpp"
#include "bench/feed/table.hpp"
#include "folders.hpp"
#include "net/file_limit.hpp"

namespace bowball::bench {
namespace {

using namespace feed;

constexpr std::int64_t ms_ns = 1'000'000;
constexpr std::size_t most_screens = 10'000;
constexpr std::size_t own_files = 300;
/// An edge as it comes lets in 2,000 a second, and 4,000 at once.
constexpr std::int64_t connect_within_ns = 4'000 * ms_ns;
constexpr std::uint32_t races_of_a_day = 100;
constexpr std::uint32_t races_of_a_long_meet = 300;

double ms(const Samples& samples, double share = 0.5) { return static_cast<double>(quantile(samples, share)) / 1e6; }

class EdgeBench {
public:
    EdgeBench(std::string folder, bool is_quick) : is_quick_(is_quick), folder_(std::move(folder)), ground_(prepare_ground(folder_)), tls_(make_tls_context()) {
        ::signal(SIGPIPE, SIG_IGN);
        take_last_core();
        const auto allowed = net::raise_file_limit();
        most_ = std::min(is_quick_ ? most_screens / 10 : most_screens, allowed - std::min(allowed, own_files));
    }

    void run() {
        title("Beyond one machine: bowball serve, nats-server and bowball edge on loopback, together on all cores but the last; what listens has that one");
        if (const auto missing = what_is_missing({Kind::edge}); !missing.empty()) return print("not measured", missing);
        hop();
        way("a day's journal", races_of_a_day);
        if (!is_quick_) way("a long meet's journal", races_of_a_long_meet);
        screens(most_ / 10, 1'000 * ms_ns, 900, 600);
        screens(most_, connect_within_ns, 2'000, 1'000);
        entries();
    }

private:
    void hop() {
        title("The hop: a line of a timer, a board at a screen of the venue, the same at a screen of the edge");
        const auto hop = edge::measure_hop(folder_ + "/hop", is_quick_ ? 3 : 25);
        if (!hop.trouble.empty()) return print("not measured", hop.trouble);
        print("impulse to frame at the venue", hop.venue);
        print("impulse to frame at the edge", hop.edge);
        print("added by the hop, impulse by impulse", hop.added);
        print("the hub alone, 2,000 bytes published and heard", hop.bare);
        print("impulses", fmt::format("{} sent, {} reached both screens", hop.sent, hop.added.size()));
        print("added by the hop, of the hub alone", fmt::format("p50 {:.2f}   p99 {:.2f}", ms(hop.added) / ms(hop.bare), ms(hop.added, 0.99) / ms(hop.bare, 0.99)));
        print("at the edge, of at the venue", fmt::format("p50 {:.2f}   p99 {:.2f}", ms(hop.edge) / ms(hop.venue), ms(hop.edge, 0.99) / ms(hop.venue, 0.99)));
    }

    void way(const std::string& what, std::uint32_t races) {
        const auto way = edge::measure_way(folder_ + "/way_" + std::to_string(races), make_day(races), is_quick_ ? 1 : 3);
        title(fmt::format("{}: {} races, {} entries, whole", what, races, way.entries));
        if (way.entries > 0) print("relayed, as fast as the hub takes them", fmt::format("{:.0f} entries/s", way.relayed_a_second));
        if (!way.trouble.empty()) return print("not measured further", way.trouble);
        print("bowball pull into a file", fmt::format("{:.0f} entries/s; {}", way.pulled_a_second, way.is_equal ? "it ends as the venue's own journal does, by its hash" : "IT IS NOT THE VENUE'S JOURNAL"));
        print("a cold edge serves (kept views, newest entries)", way.edge_serves);
        print("... and a screen there has the newest entry", way.edge_caught_up);
        print("without kept views: a standby, whole stream folded", way.standby_ready);
        print("a cold edge, of a cold standby", fmt::format("p50 {:.2f}", ms(way.edge_serves) / ms(way.standby_ready)));
    }

    void screens(std::size_t count, std::int64_t connect_ns, std::int64_t pace_ms, std::int64_t saturated_ms) {
        title(fmt::format("{} screens at an edge, connected within {} s, beside as many at the venue's own server; race pace, then as many as are taken", count, connect_ns / 1'000 / ms_ns));
        const Plan pace{std::max<std::int64_t>(50 * ms_ns, static_cast<std::int64_t>(count) * 25'000), pace_ms * ms_ns};
        const Plan saturated{0, saturated_ms * ms_ns};
        const auto standings = hold({.entrants = {{Kind::bowball}, {Kind::edge}, {Kind::edge, true}}, .screens = count, .plans = {pace, saturated}, .rounds = is_quick_ ? 1 : 3,
                                     .connect_over_ns = connect_ns, .one_at_a_time = true}, ground_, tls_.get());
        print_table(standings);
        for (const auto& standing : standings) {
            std::size_t fewest = count;
            std::int64_t last_ns = 0;
            for (const auto& entry : standing.entries) {
                fewest = std::min(fewest, entry.in);
                last_ns = std::max(last_ns, entry.last_in_ns);
            }
            if (!standing.entries.empty()) print(name_of(standing.entrant) + ": got in", fmt::format("{} of {} each turn, the last after {:.2f} s", fewest, count, static_cast<double>(last_ns) / 1e9));
            if (const auto cpu = median_of(standing.rounds.back(), &Round::cpu_us); cpu > 0) print(name_of(standing.entrant) + ": one core, saturated", fmt::format("{:.0f} deliveries/s by its own processor time", 1e6 / cpu));
        }
    }

    /// What somebody costs who comes: the handshakes, the wish, the newest of what he follows.
    void entries() {
        title("What a newcomer costs an edge");
        for (const auto is_tls : {false, true}) {
            std::vector<double> costs;
            for (int turn = 0; turn < (is_quick_ ? 1 : 5); ++turn) {
                const auto contestant = start({Kind::edge, is_tls}, ground_, tls_.get());
                if (!contestant) return print("not measured", "the edge did not start");
                contestant->publish(32);
                Audience audience{contestant->manner()};
                audience.connect(20, 0);
                audience.settle(300);
                const auto before = contestant->process().cpu_ns();
                const auto entry = audience.connect(most_ / 10, 1'000 * ms_ns);
                audience.settle(300);
                costs.push_back(static_cast<double>(contestant->process().cpu_ns() - before) / 1e3 / std::max(1.0, static_cast<double>(entry.in)));
            }
            print(is_tls ? "over TLS, with 32 boards" : "plain, with 32 boards", fmt::format("{:.0f} us of processor time", median(costs)));
        }
        refusals();
    }

    /// Somebody who is sent away: plain with a 503, over TLS without a word, before any handshake.
    void refusals() {
        std::filesystem::remove_all(folder_ + "/refusals");
        const auto hub = edge::start_hub(folder_ + "/refusals");
        if (!hub) return;
        Child venue{{build_folder() + "/bench_edge_venue", folder_ + "/refusals", hub->url}, folder_ + "/refusals/venue.log"};
        if (!venue.wait_for("ready")) return;
        const auto house = edge::start_edge_process(hub->url, folder_ + "/refusals/edge.log", {"--newcomers", "1", "--certificate", ground_.certificate, "--key", ground_.key, "--tls-port", "0"});
        if (!house) return;
        for (const auto is_tls : {false, true}) {
            std::vector<double> costs;
            for (int turn = 0; turn < (is_quick_ ? 1 : 5); ++turn) {
                Audience audience{manner_of_ours({Kind::edge, is_tls}, house->port, house->tls_port, tls_.get())};
                const auto before = house->process->cpu_ns();
                const auto in = audience.connect(most_ / 10, 500 * ms_ns).in;
                costs.push_back(static_cast<double>(house->process->cpu_ns() - before) / 1e3 / std::max(1.0, static_cast<double>(most_ / 10 - in)));
            }
            print(is_tls ? "sent away at the door of TLS" : "sent away with 503", fmt::format("{:.0f} us of processor time", median(costs)));
        }
    }

    bool is_quick_;
    std::string folder_;
    Ground ground_;
    TlsContext tls_;
    std::size_t most_ = 0;
};

}  // namespace

void bench_edge(const std::string& folder, bool is_quick) { EdgeBench{folder + "/edge", is_quick}.run(); }

}  // namespace bowball::bench
