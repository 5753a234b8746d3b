// Lists what no result uses, beside the impulses of the run that is judged: of earlier runs of the race, and of no run at all. Nothing vanishes
// (decisions of the product): each stands with a race, with the reason, as soon as it is there.
#include <algorithm>
#include <tuple>

#include "engine/input_test.hpp"
#include "engine/judge.hpp"
#include "engine/judge_steps.hpp"
#include "engine/route.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// What no race claims is shown with a race at least for so long before its arming, and after it was called back or abandoned.
constexpr Duration nearby = 10min;

/// Of those, and of an earlier run, the newest. A beam that flickers all night is seen to by then.
constexpr std::size_t most_listed = 300;

/// From when on what no race claims is shown with a race that is armed at `armed`: nothing of a break between races, however long, is without
/// a place. At the latest `nearby` before.
RaceTime quiet_since(const MeetState& state, RaceTime armed) {
    auto since = RaceTime::min();
    for (const auto& [id, race] : state.races) {
        for (const auto& run : race.runs) {
            if (end_of(run) <= armed) since = std::max(since, end_of(run));
        }
    }
    return std::min(since, armed - nearby);
}

/// Until when it is shown with a run that is over: until another is armed, or another is over that was on the water beside it. After the last
/// race of the day that is for good.
RaceTime quiet_until(const MeetState& state, const Run& over) {
    const auto end = end_of(over);
    auto until = RaceTime::max();
    for (const auto& [id, race] : state.races) {
        for (const auto& run : race.runs) {
            if (&run == &over) continue;
            if (run.armed_at >= end) until = std::min(until, run.armed_at);
            else if (end_of(run) > end) until = std::min(until, end_of(run));
        }
    }
    return over.closed_at ? std::max(until, end + nearby) : until;
}

/// Before any race was called that is the first of the programme.
bool is_at_hand(const MeetState& state, RaceId race) { return state.current ? *state.current == race : state.races.begin()->first == race; }

void add_unclaimed(const Case& the_case, Judgement& judgement) {
    const auto& state = the_case.state;
    const auto add = [&](RaceTime from, RaceTime to, Use use) {
        const auto found = unclaimed(state, from, to, most_listed);
        judgement.unlisted += found.others;
        for (const auto* impulse : found.newest)
            judgement.impulses.push_back({impulse, point_of(*impulse), lane_of(*impulse), impulse->voided ? Use::voided : is_of_test(state, *impulse) ? Use::tested : use, std::nullopt});
    };
    if (the_case.run == nullptr) {
        if (is_at_hand(state, the_case.race.id())) add(quiet_since(state, state.now), RaceTime::max(), Use::not_armed);
        return;
    }
    const auto& run = *the_case.run;
    add(quiet_since(state, run.armed_at), run.armed_at, Use::not_armed);
    if (end_of(run) < RaceTime::max()) add(end_of(run), quiet_until(state, run), Use::after_close);
}

/// The sheet still rests on it: later runs were of some crews, who keep their times of before.
bool still_counts(const Run& run, const Race& race) {
    const auto was_called_off = run.recalled || (run.abandoned && run.of_some);
    const auto later = race.runs.begin() + (&run - race.runs.data()) + 1;
    return !was_called_off && std::all_of(later, race.runs.end(), [](const Run& one) { return one.of_some; });
}

/// What stands in the way of an impulse whatever run it is of.
bool is_void_by_itself(Use use) { return use == Use::voided || use == Use::suspect || use == Use::falling_edge || use == Use::set_aside; }

/// By the rules of its own run, in whose time it was.
std::vector<JudgedImpulse> judged_in(const Case& the_case, const Run& run) {
    const auto earlier = case_of(the_case.state, the_case.race, &run, the_case.instead);
    auto impulses = gather(earlier);
    std::ignore = judge_start(earlier, impulses);
    const auto crossings = judge_crossings(earlier, impulses);
    std::ignore = judge_exchanges(earlier, impulses);
    std::ignore = judge_strokes(earlier, crossings.all, impulses);
    return impulses;
}

void add_earlier(const Case& the_case, const Run& run, Judgement& judgement) {
    const auto counts = still_counts(run, the_case.race);
    auto impulses = judged_in(the_case, run);
    std::erase_if(impulses, [&](const JudgedImpulse& one) { return counts && (one.use == Use::used || one.use == Use::confirming); });
    std::size_t listed = 0;
    for (auto one = impulses.rbegin(); one != impulses.rend(); ++one) {
        if (one->point.kind != PointKind::stroke && ++listed > most_listed) {
            ++judgement.unlisted;
            continue;
        }
        if (!is_void_by_itself(one->use)) one->use = Use::earlier_run;
        judgement.impulses.push_back(*one);
    }
}

}  // namespace

void list_unused(const Case& the_case, Judgement& judgement) {
    add_unclaimed(the_case, judgement);
    for (const auto& run : the_case.race.runs) {
        if (&run != the_case.run) add_earlier(the_case, run, judgement);
    }
    std::ranges::stable_sort(judgement.impulses, {}, [](const JudgedImpulse& i) { return std::pair{i.ledger->impulse.stamp.at, i.ledger->id}; });
}

std::vector<RaceId> races_over_before(const MeetState& state, RaceTime at) {
    std::vector<RaceId> races;
    auto newest = RaceTime::min();
    for (const auto& [id, race] : state.races) {
        for (const auto& run : race.runs) {
            if (run.armed_at <= at && at < end_of(run)) return {};
        }
        if (race.runs.empty() || end_of(race.runs.back()) > at) continue;
        const auto end = end_of(race.runs.back());
        if (end > newest) races.clear();
        newest = std::max(newest, end);
        if (end == newest) races.push_back(id);
    }
    return races;
}

}  // namespace bowball::engine
