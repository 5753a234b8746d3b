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

JudgedImpulse judged_alone(const MeetState& state, const LedgerImpulse& impulse, Use use) {
    return {&impulse, point_of(impulse), lane_of(impulse), impulse.voided ? Use::voided : is_of_test(state, impulse) ? Use::tested : use, std::nullopt};
}

/// Given to it by people, before it was armed.
void add_assigned(const Case& the_case, Judgement& judgement) {
    for (const auto id : the_case.race.assigned) judgement.impulses.push_back(judged_alone(the_case.state, *the_case.state.impulse(id), Use::not_armed));
}

void add_unclaimed(const Case& the_case, Judgement& judgement) {
    const auto& state = the_case.state;
    const auto add = [&](RaceTime from, RaceTime to, Use use) {
        if (from >= to) return;
        const auto found = unclaimed(state, from, to, most_listed);
        judgement.unlisted += found.others;
        for (const auto* impulse : found.newest) judgement.impulses.push_back(judged_alone(state, *impulse, use));
    };
    if (the_case.run == nullptr) {
        add_assigned(the_case, judgement);
        if (is_at_hand(state, the_case.race.id())) add(quiet_since(state, state.now), RaceTime::max(), Use::not_armed);
        return;
    }
    auto listed_until = RaceTime::min();
    for (const auto& run : the_case.race.runs) {
        add(std::max(listed_until, quiet_since(state, run.armed_at)), run.armed_at, Use::not_armed);
        listed_until = run.armed_at;
    }
    const auto& run = *the_case.run;
    if (end_of(run) < RaceTime::max()) add(end_of(run), quiet_until(state, run), Use::after_close);
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

bool is_used(Use use) { return use == Use::used || use == Use::confirming; }

void add_earlier(const Case& the_case, const Run& run, bool counts, Judgement& judgement) {
    auto impulses = judged_in(the_case, run);
    std::size_t listed = 0;
    for (auto one = impulses.rbegin(); one != impulses.rend(); ++one) {
        const auto counts_here = counts && is_used(one->use);
        if (!counts_here && one->point.kind != PointKind::stroke && ++listed > most_listed) {
            ++judgement.unlisted;
            continue;
        }
        if (!counts_here && !is_void_by_itself(one->use)) one->use = Use::earlier_run;
        judgement.impulses.push_back(*one);
    }
}

}  // namespace

void list_unused(const Case& the_case, const std::vector<const Run*>& rests_on, Judgement& judgement) {
    const auto counts = [&](const Run& run) { return std::ranges::find(rests_on, &run) != rests_on.end(); };
    const auto* run = the_case.run;
    if (run != nullptr && !counts(*run)) {
        // What was sensed of a start that was called back is evidence: the verdict on it rests on that.
        const auto is_evidence = [&](const JudgedImpulse& one) { return run->recalled && is_start_point(one.point.kind); };
        for (auto& one : judgement.impulses) {
            if (is_used(one.use) && !is_evidence(one)) one.use = Use::earlier_run;
        }
    }
    add_unclaimed(the_case, judgement);
    for (const auto& other : the_case.race.runs) {
        if (&other != run) add_earlier(the_case, other, counts(other), judgement);
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

std::vector<RaceId> races_about(const MeetState& state, RaceTime at) {
    auto races = races_over_before(state, at);
    for (const auto& [id, race] : state.races) {
        const auto has_it = [&](const Run& run) { return at < run.armed_at ? quiet_since(state, run.armed_at) <= at : at < end_of(run); };
        if (std::ranges::any_of(race.runs, has_it)) races.push_back(id);
    }
    return races;
}

std::optional<RaceId> first_of_programme(const MeetState& state, std::optional<RaceId> except) {
    const auto place = [](const Race& race) { return std::tuple{race.cancelled || race.postponed, race.programme.scheduled_at, race.id()}; };
    const Race* first = nullptr;
    for (const auto& [id, race] : state.races) {
        if (id != except && (first == nullptr || place(race) < place(*first))) first = &race;
    }
    return first != nullptr ? std::optional{first->id()} : std::nullopt;
}

bool is_at_hand(const MeetState& state, RaceId race) { return (state.current ? state.current : first_of_programme(state)) == race; }

}  // namespace bowball::engine
