#include "bench/feed/feed.hpp"

#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <cstdio>

#include "bench/feed/table.hpp"
#include "bench/feed/trouble.hpp"
#include "net/file_limit.hpp"

namespace bowball::bench {
namespace {

using namespace feed;

constexpr std::size_t most_screens = 10'000;
constexpr std::size_t own_files = 300;
constexpr std::size_t officials = 10;
constexpr std::int64_t ms_ns = 1'000'000;
constexpr std::int64_t connect_within_ns = 2'000 * ms_ns;
constexpr Entrant bare{Kind::bare};
constexpr Entrant ours{Kind::bowball};

class Comparison {
public:
    Comparison(const std::string& folder, FeedBench which) : is_long_(which == FeedBench::longer), is_quick_(which == FeedBench::quick), ground_(prepare_ground(folder)), tls_(make_tls_context()) {
        // A server that ends in mid-contest is said in its row; it does not end the others.
        ::signal(SIGPIPE, SIG_IGN);
        take_last_core();
        // The load client has a descriptor for each screen, each server one for each of its own.
        const auto allowed = net::raise_file_limit();
        wanted_ = is_quick_ ? most_screens / 10 : most_screens;
        most_ = std::min(wanted_, allowed - std::min(allowed, own_files));
        allowed_ = allowed;
    }

    void run() {
        title("Live feed");
        print("messages", fmt::format("boards of a golden race with their envelopes, {} bytes in the mean", ground_.mean_bytes));
        print("descriptors", fmt::format("{} a process: {} screens{}", allowed_, most_, most_ < wanted_ ? fmt::format(" of {} wanted; raise it with ulimit -n", wanted_) : ""));
        print("cores", "the last one for the load client, the others for the servers");
        side_by_side(wanted_ / 100);
        side_by_side(some());
        at_the_limit();
        eight_at_once(some());
        compressed(some());
        secured(some());
        bench_trouble(most_ * 9 / 10, is_long_ ? 3 : 1, ground_, aims_);
        aims_.print();
    }

    void run_tls() { secured(some()); }

    void run_limit() {
        title(fmt::format("Live feed: {} screens, four messages a second", most_));
        const auto standings = hold({.entrants = {bare, ours}, .screens = most_, .plans = {pace(most_, 6'000)}, .rounds = rounds(5), .connect_over_ns = connect_within_ns, .one_at_a_time = true}, ground_, tls_.get());
        print_table(standings);
        bench_trouble(most_ * 9 / 10, 1, ground_, aims_);
        aims_.print();
    }

private:
    /// Twenty a second, as in a close finish; fewer where nobody could send so many.
    [[nodiscard]] Plan pace(std::size_t screens, std::int64_t duration_ms) const {
        return {std::max<std::int64_t>(50 * ms_ns, static_cast<std::int64_t>(screens) * 25'000), (is_long_ ? 3 : 1) * duration_ms * ms_ns};
    }
    [[nodiscard]] Plan saturated(std::int64_t duration_ms) const { return {0, (is_long_ ? 2 : 1) * duration_ms * ms_ns}; }
    [[nodiscard]] int rounds(int few) const { return is_long_ ? 7 : is_quick_ ? 1 : few; }
    /// A thousand, where it is not quick.
    [[nodiscard]] std::size_t some() const { return wanted_ / 10; }
    /// All at once if the load client has descriptors for it, else one after the other.
    [[nodiscard]] std::vector<Standing> hold_one(Contest contest) const {
        contest.one_at_a_time = contest.entrants.size() * contest.screens + own_files > allowed_;
        return hold(contest, ground_, tls_.get());
    }

    void side_by_side(std::size_t screens) {
        title(fmt::format("Live feed: {} screens; twenty messages a second, then as many as are taken", screens));
        const auto standings = hold_one({.entrants = {bare, ours, {Kind::ws}, {Kind::lws}, {Kind::nats}}, .screens = screens, .plans = {pace(screens, screens < some() ? 600 : 900), saturated(screens < some() ? 300 : 600)}, .rounds = rounds(screens < some() ? 3 : 5)});
        print_table(standings);
        if (screens < some()) return;
        against_bare(screens, standings);
        for (const auto& peer : standings) {
            if (peer.entrant.kind != Kind::bare && peer.entrant.kind != Kind::bowball && peer.missing.empty()) against_peer(screens, standings, peer);
        }
    }

    void against_bare(std::size_t screens, const std::vector<Standing>& standings) {
        const auto* limit = find(standings, bare);
        const auto* own = find(standings, ours);
        if (limit == nullptr || own == nullptr) return;
        const auto with = fmt::format(" at {} screens, of the bare server's", screens);
        aims_.at_most("last receiver, p50," + with, ratio(own->rounds[0], limit->rounds[0], &Round::last), 1.15);
        aims_.at_most("last receiver, p99," + with, ratio(own->rounds[0], limit->rounds[0], &Round::last, 0.99), 1.15);
        aims_.at_most("CPU a delivery, saturated," + with, ratio(own->rounds[1], limit->rounds[1], &Round::cpu_us), 1.15);
        aims_.at_most(fmt::format("resident KB of an idle connection at {} screens", screens), median(own->kb_per_screen), 2);
    }

    void against_peer(std::size_t screens, const std::vector<Standing>& standings, const Standing& peer) {
        const auto* own = find(standings, ours);
        if (own == nullptr) return;
        const auto of = fmt::format(" at {} screens, of {}'s", screens, name_of(peer.entrant));
        aims_.at_most("first receiver, p50," + of, ratio(own->rounds[0], peer.rounds[0], &Round::first), 1);
        aims_.at_most("last receiver, p50," + of, ratio(own->rounds[0], peer.rounds[0], &Round::last), 1);
        aims_.at_most("CPU a delivery," + of, ratio(own->rounds[1], peer.rounds[1], &Round::cpu_us), 1);
    }

    void at_the_limit() {
        title(fmt::format("Live feed: {} screens that connect within two seconds; four messages a second, then as many as are taken", most_));
        const Contest contest{.entrants = {bare, ours, {Kind::bowball, false, true}, {Kind::bowball, true, false}, {Kind::ws}, {Kind::lws}, {Kind::nats}}, .screens = most_, .officials = officials,
                              .plans = {pace(most_, 2'000), saturated(1'000)}, .rounds = rounds(3), .connect_over_ns = connect_within_ns, .one_at_a_time = true};
        const auto standings = hold(contest, ground_, tls_.get());
        print_table(standings);
        print_entries(standings);
        against_bare(most_, standings);
        for (const auto& peer : standings) {
            if (peer.entrant.kind != Kind::bare && peer.entrant.kind != Kind::bowball && peer.missing.empty()) against_peer(most_, standings, peer);
        }
        if (const auto* own = find(standings, ours)) judge_entries_and_officials(*own);
    }

    static void print_entries(const std::vector<Standing>& standings) {
        for (const auto& standing : standings) {
            for (const auto& entry : standing.entries) print(name_of(standing.entrant) + ": got in", fmt::format("{}, the last after {:.2f} s", entry.in, static_cast<double>(entry.last_in_ns) / 1e9));
        }
    }

    void judge_entries_and_officials(const Standing& own) {
        auto fewest = most_;
        for (const auto& entry : own.entries) fewest = std::min(fewest, entry.in);
        aims_.at_least("screens that got in of those that connected within two seconds", static_cast<double>(fewest), static_cast<double>(most_));
        for (std::size_t plan = 0; plan < own.rounds.size(); ++plan) {
            std::size_t messages = 0;
            std::size_t ahead = 0;
            for (const auto& round : own.rounds[plan]) {
                messages += round.officials.size();
                ahead += round.officials_ahead;
            }
            const auto at = plan == 0 ? "at race pace" : "saturated";
            const auto last = all_of(own.rounds[plan], &Round::officials);
            print(fmt::format("{} officials among them, {}", officials, at), fmt::format("the last of them p50 {:.3f} ms   p99 {:.3f} ms", static_cast<double>(quantile(last, 0.5)) / 1e6, static_cast<double>(quantile(last, 0.99)) / 1e6));
            aims_.at_least(fmt::format("messages that all officials had before the first viewer, {}", at), static_cast<double>(ahead), static_cast<double>(messages));
        }
    }

    void eight_at_once(std::size_t screens) {
        title(fmt::format("Live feed: eight messages at once to {} screens, the next eight when all have them", screens));
        // One batch at a time: with several waiting the bare server would gather them all, thirty-two in a write.
        const Plan eights{0, (is_long_ ? 2 : 1) * 600 * ms_ns, 8, 1};
        const auto standings = hold_one({.entrants = {{Kind::bare_gathered}, bare, ours, {Kind::ws}, {Kind::lws}, {Kind::nats}}, .screens = screens, .plans = {eights}, .rounds = rounds(3)});
        print_table(standings);
        const auto* limit = find(standings, {Kind::bare_gathered});
        const auto* own = find(standings, ours);
        if (limit == nullptr || own == nullptr) return;
        aims_.at_most("eight at once: time a message, of the bare server's that gathers", ratio(limit->rounds[0], own->rounds[0], &Round::per_second), 1.3);
        aims_.at_most("eight at once: CPU a delivery, of the bare server's that gathers", ratio(own->rounds[0], limit->rounds[0], &Round::cpu_us), 1.3);
    }

    void compressed(std::size_t screens) {
        title(fmt::format("Live feed: permessage-deflate, {} screens", screens));
        std::vector<Entrant> entrants{bare, {Kind::bare, false, true}, ours, {Kind::bowball, false, true}, {Kind::ws, false, true}, {Kind::lws, false, true}};
        const auto standings = hold_one({.entrants = entrants, .screens = screens, .plans = {pace(screens, 400), saturated(400)}, .rounds = rounds(3)});
        print_table(standings);
        print("nats-server, deflate", "not measured: it compresses its whole stream, and the load client does not decompress");
        const auto* plain = find(standings, ours);
        const auto* deflated = find(standings, {Kind::bowball, false, true});
        if (plain != nullptr && deflated != nullptr) aims_.at_most("shared compression: CPU a delivery, of that without", ratio(deflated->rounds[1], plain->rounds[1], &Round::cpu_us), 1);
    }

    void secured(std::size_t screens) {
        title(fmt::format("Live feed: TLS, {} screens", screens));
        const auto standings = hold_one({.entrants = {ours, {Kind::bowball, true, false}, {Kind::ws, true, false}, {Kind::lws, true, false}, {Kind::nats, true, false}}, .screens = screens, .plans = {pace(screens, 400), saturated(400)}, .rounds = rounds(3)});
        print_table(standings);
        print("one record of TLS for each screen", "is made for each anew: there is nothing to share, so it costs what it costs");
    }

    bool is_long_;
    bool is_quick_;
    Ground ground_;
    TlsContext tls_;
    std::size_t wanted_ = 0;
    std::size_t most_ = 0;
    std::size_t allowed_ = 0;
    Aims aims_;
};

}  // namespace

void bench_feed(const std::string& folder, FeedBench which) {
    Comparison comparison{folder + "/feed", which};
    if (which == FeedBench::tls) comparison.run_tls();
    else if (which == FeedBench::limit) comparison.run_limit();
    else comparison.run();
}

}  // namespace bowball::bench
