#include "bench/edge/hop.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "bench/edge/ear.hpp"
#include "bench/edge/processes.hpp"
#include "bench/edge/timer_line.hpp"
#include "bench/feed/instant.hpp"
#include "nats/connection.hpp"

namespace bowball::bench::edge {
namespace {

constexpr int lanes = 8;
constexpr std::int64_t ms_ns = 1'000'000;
constexpr std::int64_t patience_ns = 2'000 * ms_ns;
constexpr std::int64_t between_impulses_ns = 20 * ms_ns;
constexpr std::int64_t race_lasts_ns = 400 * ms_ns;   ///< nobody is faster than the rules think possible, not even over ten metres
constexpr int bare_messages = 500;
constexpr std::size_t bare_bytes = 2'000;             ///< as a board of eight

void write_config(const std::string& folder, const std::string& hub, std::uint16_t timer, int races) {
    std::filesystem::create_directories(folder + "/data");
    std::ofstream programme{folder + "/programme.toml"};
    programme << "name = \"Bench\"\nvenue = \"Lake\"\ncourse_m = 10\n[[events]]\ncode = \"TT\"\ntitle = \"Time trial\"\n";
    std::string numbers;
    for (int lane = 1; lane <= lanes; ++lane) {
        programme << fmt::format("[[crews]]\nid = {0}\nevent = \"TT\"\ncode = \"N{0}\"\nname = \"Number {0}\"\n", lane);
        numbers += fmt::format("{}{}", lane > 1 ? ", " : "", lane);
    }
    for (int race = 1; race <= races; ++race) programme << fmt::format("[[races]]\nnumber = {0}\nevent = \"TT\"\nphase = \"R{0}\"\nrules = \"time_trial\"\nlanes = [{1}]\n", race, numbers);
    std::ofstream{folder + "/config.toml"} << "[server]\ntls = false\n[meet]\nprogramme = \"programme.toml\"\n[log]\nlevel = \"warn\"\n[relay]\nurl = \"" << hub << "\"\nmeet = \"" << meet
                                           << "\"\n[[devices]]\nname = \"timer\"\ndriver = \"alge_timy\"\nlink = \"tcp://127.0.0.1:" << timer
                                           << "\"\n[[channels]]\ndevice = \"timer\"\nchannel = \"C0\"\npoint = \"start_signal\"\nnumber_is_lane = true\n"
                                              "[[channels]]\ndevice = \"timer\"\nchannel = \"C1\"\npoint = \"finish\"\nnumber_is_lane = true\n";
}

class Drill {
public:
    Drill(const HouseProcess& venue, const HouseProcess& edge, TimerLine& timer)
        : port_(venue.port), cookie_(sign_in(venue.port, venue.code)), timer_(timer), here_(venue.port, "\"race/*/board\""), there_(edge.port, "\"race/*/board\"") {}

    void play(int race, Hop& hop) {
        order("arm_race", race);
        listen(between_impulses_ns * 5);
        for (int lane = 1; lane <= lanes; ++lane) impulse(lane, "C0", hop);
        listen(race_lasts_ns);
        for (int lane = 1; lane <= lanes; ++lane) impulse(lane, "C1", hop);
        order("publish_result", race);
        order("confirm_result", race, ",\"accept_warnings\":true");
    }

private:
    void order(const std::string& command, int race, const std::string& more = {}) {
        const auto body = fmt::format(R"({{"id":"bench-{}-{}","command":"{}","data":{{"race":{}{}}},"reason":"to be measured"}})", command, race, command, race, more);
        const auto answer = net::http(port_, "POST", "/api/v1/commands", body, cookie_);
        if (answer.body.find("\"accepted\"") == std::string::npos) std::fprintf(stderr, "%s %d: %s\n", command.c_str(), race, answer.body.c_str());
    }
    void listen(std::int64_t for_ns) {
        for (const auto end = feed::now_ns() + for_ns; feed::now_ns() < end;) read_both(here_, there_, 5);
    }
    void impulse(int lane, const char* channel, Hop& hop) {
        listen(between_impulses_ns);
        here_.forget();
        there_.forget();
        const auto at = feed::now_ns();
        timer_.stamp(lane, channel);
        ++hop.sent;
        while (!(here_.came() && there_.came()) && feed::now_ns() - at < patience_ns) read_both(here_, there_, 20);
        if (!here_.came() || !there_.came()) return;
        hop.venue.push_back(*here_.came() - at);
        hop.edge.push_back(*there_.came() - at);
        hop.added.push_back(*there_.came() - *here_.came());
    }

    std::uint16_t port_;
    std::string cookie_;
    TimerLine& timer_;
    Ear here_;
    Ear there_;
};

/// The limit of the hop: the hub alone, with one who publishes and one who reads.
Samples bare_hop(const std::string& hub) {
    nats::Terms terms;
    terms.urls = hub;
    Samples samples;
    const auto sender = nats::Connection::open(terms);
    const auto receiver = nats::Connection::open(terms);
    if (!sender || !receiver) return samples;
    const auto reader = (*receiver)->subscribe("bare");
    const std::string message(bare_bytes, 'x');
    for (int i = 0; reader && i < bare_messages; ++i) {
        ::poll(nullptr, 0, 2);
        const auto at = feed::now_ns();
        if (!(*sender)->publish("bare", message)) break;
        const auto heard = (*reader)->next(1'000);
        if (!heard || !*heard) break;
        samples.push_back(feed::now_ns() - at);
    }
    return samples;
}

}  // namespace

Hop measure_hop(const std::string& folder, int races) {
    Hop hop;
    const auto hub = start_hub(folder + "/hub");
    if (!hub) return hop.trouble = "nats-server did not start", hop;
    TimerLine timer;
    write_config(folder, hub->url, timer.port(), races);
    const auto venue = start_serve(folder);
    if (!venue || venue->code.empty()) return hop.trouble = "bowball serve did not start: " + folder + "/serve.log", hop;
    const auto edge = start_edge_process(hub->url, folder + "/edge.log");
    if (!edge) return hop.trouble = "bowball edge did not start", hop;
    if (!timer.is_heard()) return hop.trouble = "the venue did not connect to the timer", hop;
    Drill drill{*venue, *edge, timer};
    for (int race = 1; race <= races; ++race) drill.play(race, hop);
    hop.bare = bare_hop(hub->url);
    return hop;
}

}  // namespace bowball::bench::edge
