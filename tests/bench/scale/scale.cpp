#include "bench/scale/scale.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "bench/figures.hpp"
#include "bench/scale/crowd.hpp"
#include "bench/scale/pace.hpp"

namespace bowball::bench {
namespace {

using scale::Manner;
using scale::Outcome;
using scale::Second;
using scale::Terms;

/// Of one edge on one net thread, as `bench edge` printed them on the machine of docs/scale.md, 27 November 2026; over TLS, as the public comes. Another machine has others: put them here.
struct Measured {
    std::size_t places = 10'000;
    double delivery_us = 3.57;
    double newcomer_us = 694;
    double refusal_us = 24;
    double kb_a_screen = 33;
};

/// What nobody has measured, and everybody may put otherwise.
struct Assumed {
    double fill = 0.8;               ///< of the places that are planned with
    double share_early = 0.3;        ///< comes in the ten minutes before
    double early_s = 600;
    double surge_s = 60;             ///< the others within this, at the start of the final
    double noticed_after_s = 30;     ///< until nobody is sent any more to an edge that died
    double audience_min = 20;        ///< that a viewer stays
    double heartbeat_s = 15;
    double heartbeat_bytes = 250;
    double vm_dollars_an_hour = 0.05;
    double dollars_a_gb = 0.08;      ///< that leaves an edge or a CDN
    double dollars_a_million_requests = 1.0;
    double page_kb = 46;             ///< of the scoreboard, compressed, from the CDN, as its build says
};

class Final {
public:
    explicit Final(std::size_t viewers) : viewers_(viewers), pace_(pace_of_a_race()) {
        edges_ = static_cast<std::size_t>(std::ceil(static_cast<double>(viewers) / (static_cast<double>(measured_.places) * assumed_.fill)));
    }

    void run() {
        reckon();
        title(fmt::format("Simulated: {} viewers, {} edges with {} places each; seed {}", viewers_, edges_, measured_.places, seed));
        std::printf("  %-58s %9s %9s %9s %8s %8s %8s %7s %6s\n", "", "knocks/s", "let in/s", "sent away", "waiting", "wait p99", "settled", "queue", "load");
        std::printf("  %-58s %9s %9s %9s %8s %8s %8s %7s %6s\n", "", "most", "most", "all told", "most", "s", "after s", "s, most", "most");
        surge();
        deaths();
        too_few();
        std::fflush(stdout);
    }

private:
    static constexpr std::uint64_t seed = 1;

    void reckon() {
        title(fmt::format("On paper: one final, {} viewers", viewers_));
        print("a race sends to who follows its board", fmt::format("{} frames in {:.0f} s, {} in its fullest second, {:.0f} bytes each, compressed {:.0f}", pace_.frames, pace_.seconds, pace_.most_in_a_second, pace_.mean_bytes, pace_.deflated_bytes));
        print("measured of one edge, one core, TLS", fmt::format("{} places, {:.2f} us a delivery, {:.0f} us a newcomer, {:.0f} us a refusal, {:.0f} KB a screen", measured_.places, measured_.delivery_us, measured_.newcomer_us, measured_.refusal_us, measured_.kb_a_screen));
        const auto places = static_cast<double>(measured_.places);
        const auto load = places * static_cast<double>(pace_.most_in_a_second) * measured_.delivery_us / 1e6;
        print("edges", fmt::format("{}, of which {:.0f} of a hundred places are planned with", edges_, assumed_.fill * 100));
        print("a full edge in the fullest second", fmt::format("{:.2f} of a core; {:.0f} Mbit/s, compressed {:.0f}; {:.2f} GB of memory", load, bits(places, pace_.mean_bytes, static_cast<double>(pace_.most_in_a_second)) / 1e6,
                                                               bits(places, pace_.deflated_bytes, static_cast<double>(pace_.most_in_a_second)) / 1e6, places * measured_.kb_a_screen / 1e6));
        print("all edges in the fullest second, compressed", fmt::format("{:.1f} Gbit/s; without {:.1f}", bits(static_cast<double>(viewers_), pace_.deflated_bytes, static_cast<double>(pace_.most_in_a_second)) / 1e9,
                                                                         bits(static_cast<double>(viewers_), pace_.mean_bytes, static_cast<double>(pace_.most_in_a_second)) / 1e9));
        print("the hub to all edges", fmt::format("{:.0f} Mbit/s in that second", bits(static_cast<double>(edges_), pace_.mean_bytes, static_cast<double>(pace_.most_in_a_second)) / 1e6));
        cost();
    }

    [[nodiscard]] static double bits(double receivers, double bytes, double a_second) { return receivers * bytes * a_second * 8; }

    void cost() {
        const auto viewers = static_cast<double>(viewers_);
        const auto frames_gb = viewers * static_cast<double>(pace_.frames) * pace_.deflated_bytes / 1e9;
        const auto beats_gb = viewers * assumed_.audience_min * 60 / assumed_.heartbeat_s * assumed_.heartbeat_bytes / 1e9;
        const auto pages_gb = viewers * assumed_.page_kb / 1e6;
        const auto machines = static_cast<double>(edges_) * 2 * assumed_.vm_dollars_an_hour;
        const auto traffic = (frames_gb + beats_gb + pages_gb) * assumed_.dollars_a_gb;
        const auto requests = viewers * 10 / 1e6 * assumed_.dollars_a_million_requests;
        print("what leaves in all", fmt::format("boards {:.1f} GB, heartbeats {:.1f} GB, the pages themselves {:.0f} GB", frames_gb, beats_gb, pages_gb));
        print("cost, by assumed prices", fmt::format("machines {:.0f} (two hours at {} an hour), traffic {:.0f} (at {} a GB), ten requests each at the CDN {:.0f}: {:.0f} dollars", machines, assumed_.vm_dollars_an_hour, traffic,
                                                     assumed_.dollars_a_gb, requests, machines + traffic + requests));
    }

    [[nodiscard]] Terms terms() const {
        Terms terms;
        const auto early = static_cast<std::size_t>(static_cast<double>(viewers_) * assumed_.share_early);
        terms.waves = {{early, 0, assumed_.early_s}, {viewers_ - early, assumed_.early_s, assumed_.surge_s}};
        terms.edges = edges_;
        terms.places = measured_.places;
        terms.newcomers = 2'000;
        terms.newcomer_us = measured_.newcomer_us;
        terms.refusal_us = measured_.refusal_us;
        terms.delivery_us = measured_.delivery_us;
        terms.frames_a_second = 4;   // a close finish: each crew twice, and some splits of the next race
        terms.until_s = assumed_.early_s + assumed_.surge_s + 240;
        terms.seed = seed;
        return terms;
    }

    void row(const std::string& what, const Terms& terms, double from_s) const {
        const auto outcome = simulate(terms);
        std::size_t knocks = 0, let_in = 0, sent_away = 0, waiting = 0;
        double queue = 0, load = 0;
        for (std::size_t i = static_cast<std::size_t>(from_s); i < outcome.seconds.size(); ++i) {
            const auto& second = outcome.seconds[i];
            knocks = std::max(knocks, second.knocks + second.dead_knocks);
            let_in = std::max(let_in, second.let_in);
            sent_away += second.sent_away;
            waiting = std::max(waiting, second.waiting);
            queue = std::max(queue, second.longest_queue_s);
            load = std::max(load, second.load);
        }
        auto waits = outcome.waits_s;
        std::ranges::sort(waits);
        const auto settled = settled_s(outcome, 0.99, from_s + (terms.dying > 0 ? 1 : terms.waves.back().over_s));
        std::printf("  %-58s %9zu %9zu %9zu %8zu %8.1f %8s %7.1f %6.2f\n", what.c_str(), knocks, let_in, sent_away, waiting, waits.empty() ? 0 : waits[static_cast<std::size_t>(0.99 * static_cast<double>(waits.size() - 1))],
                    settled < 0 ? "never" : fmt::format("{:.0f}", settled - from_s).c_str(), queue, load);
        std::fflush(stdout);
    }

    /// Everybody comes at the start of the final.
    void surge() const {
        auto one = terms();
        row("arrival surge, as edges come: 2,000 newcomers a second", one, assumed_.early_s);
        one.newcomers = safe_newcomers();
        row(fmt::format("... with --newcomers {}, what a core can welcome", one.newcomers), one, assumed_.early_s);
        one.newcomers = 0;
        row("... without admission: everybody is let in", one, assumed_.early_s);
        one.manner = Manner::impatient;
        row("... and pages that knock each second", one, assumed_.early_s);
        // All lines of a country come back after a cut, or a link is shown on television.
        one = terms();
        one.waves = {{viewers_, assumed_.early_s, 1}};
        row("everybody within one second, as edges come", one, assumed_.early_s);
        one.newcomers = safe_newcomers();
        row(fmt::format("... with --newcomers {}", one.newcomers), one, assumed_.early_s);
        one.manner = Manner::told;
        row("... and programs that do as Retry-After says", one, assumed_.early_s);
        one.manner = Manner::impatient;
        row("... and pages that knock each second", one, assumed_.early_s);
        one.newcomers = 0;
        row("... and no admission", one, assumed_.early_s);
        one.manner = Manner::page;
        row("no admission, pages of ours", one, assumed_.early_s);
    }

    /// Of newcomers alone a core is half full.
    [[nodiscard]] std::size_t safe_newcomers() const { return static_cast<std::size_t>(std::max(1.0, 0.5e6 / measured_.newcomer_us)); }

    /// Edges die in mid-final.
    void deaths() const {
        const auto die_at = assumed_.early_s + assumed_.surge_s + 60;
        auto one = terms();
        one.newcomers = safe_newcomers();
        one.die_at_s = die_at;
        one.noticed_after_s = assumed_.noticed_after_s;
        one.dying = 1;
        row("one edge dies, noticed after 30 s", one, die_at - 1);
        one.dying = std::max<std::size_t>(1, edges_ / 10);
        row("a tenth of the edges die", one, die_at - 1);
        one.manner = Manner::impatient;
        row("... and pages that knock each second", one, die_at - 1);
        one.newcomers = 0;
        row("... and no admission", one, die_at - 1);
        one = terms();
        one.newcomers = safe_newcomers();
        one.die_at_s = die_at;
        one.noticed_after_s = assumed_.noticed_after_s;
        one.dying = edges_ / 4;
        row("a quarter of the edges die: more than the spare places", one, die_at - 1);
    }

    void too_few() const {
        auto one = terms();
        one.newcomers = safe_newcomers();
        one.edges = edges_ / 2;
        row("half the edges: the others see the snapshot of the CDN", one, assumed_.early_s);
        one = terms();
        one.newcomers = safe_newcomers();
        one.frames_a_second = static_cast<double>(pace_.most_in_a_second);
        row("the surge while the fullest second goes on and on", one, assumed_.early_s);
    }

    std::size_t viewers_;
    Measured measured_;
    Assumed assumed_;
    Pace pace_;
    std::size_t edges_ = 0;
};

}  // namespace

void bench_scale(std::size_t viewers) { Final{viewers}.run(); }

}  // namespace bowball::bench
