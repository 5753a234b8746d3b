// Judges a swimmer's official time: the pad, else buttons or watches, corrected or not as the embedded table has it.
//
// Pads are system A, buttons system B, watches by hand. Which impulse of each counts is decided before (judge_crossings.cpp);
// here the lanes of the heat are set beside each other, since a correction is taken from the others.
#include <algorithm>
#include <map>

#include "engine/judge_steps.hpp"

namespace bowball::engine {
namespace {

bool counts(const JudgedImpulse& judged) {
    const auto is_a_touch = judged.point.kind == PointKind::finish || judged.point.kind == PointKind::split;
    const auto was_chosen = judged.use == Use::used || judged.use == Use::confirming || judged.use == Use::set_aside;
    return is_a_touch && was_chosen && judged.lane && judged.since_start;
}

/// Set aside by an official: the pad of a lane, or, without one, those of the whole heat.
bool is_marked(const Race& race, const Run& run, TimingPoint point, std::optional<LaneNumber> lane) {
    return std::ranges::any_of(race.pad_marks, [&](const PadMark& mark) { return mark.run == run.number && mark.point == point && mark.lane == lane; });
}

bool is_marked(const Case& the_case, TimingPoint point, std::optional<LaneNumber> lane) {
    return the_case.run != nullptr && is_marked(the_case.race, *the_case.run, point, lane);
}

void note(SwimLane& lane, const JudgedImpulse& judged) {
    const auto time = judged.since_start->length;
    if (time <= 0ns) return;
    switch (judged.ledger->impulse.source) {
        case Source::system_a:
            if (!lane.times.pad) lane.times.pad = time;
            return;
        case Source::system_b: return lane.times.buttons.push_back(time);
        case Source::hand: return lane.times.watches.push_back(time);
        case Source::photo: return;
    }
}

/// What was taken of each lane at each point, ordered by point and lane.
std::vector<SwimLane> taken(const Case& the_case, const std::vector<JudgedImpulse>& impulses) {
    std::vector<SwimLane> lanes;
    for (const auto& judged : impulses) {
        if (!counts(judged)) continue;
        auto lane = std::ranges::find_if(lanes, [&](const SwimLane& one) { return one.lane == *judged.lane && one.point == judged.point; });
        if (lane == lanes.end()) {
            SwimLane fresh;
            fresh.lane = *judged.lane;
            fresh.point = judged.point;
            fresh.times.pad_failed = is_marked(the_case, judged.point, judged.lane);
            lane = lanes.insert(lanes.end(), fresh);
        }
        note(*lane, judged);
    }
    std::ranges::sort(lanes, {}, [](const SwimLane& one) { return std::pair{one.point, one.lane}; });
    return lanes;
}

/// What the pads of a heat that failed are corrected by: the lanes of the newest heat before it, by the same table, that gives a
/// difference. As that heat stands now.
std::vector<rules::LaneTimes> lanes_of_heat_before(const Case& the_case, TimingPoint point) {
    std::vector<std::pair<const Race*, const Run*>> heats;
    for (const auto& [id, race] : the_case.state.races) {
        for (const auto& run : race.runs) {
            const auto comparable = run.armed_at < the_case.run->armed_at && !run.recalled && !run.abandoned && run.rules->swimming_times.id == the_case.run->rules->swimming_times.id;
            if (comparable && !is_marked(race, run, point, {})) heats.emplace_back(&race, &run);
        }
    }
    std::ranges::sort(heats, std::ranges::greater{}, [](const auto& heat) { return heat.second->armed_at; });
    for (const auto& [race, run] : heats) {
        const auto before = case_of(the_case.state, *race, run);
        auto impulses = gather(before);
        std::ignore = judge_crossings(before, impulses);
        std::vector<rules::LaneTimes> good;
        for (const auto& lane : taken(before, impulses)) {
            if (lane.point == point && lane.times.pad && !lane.times.pad_failed && !(lane.times.buttons.empty() && lane.times.watches.empty())) good.push_back(lane.times);
        }
        if (!good.empty()) return good;
    }
    return {};
}

std::vector<rules::LaneTimes> other_lanes(const std::vector<SwimLane>& lanes, const SwimLane& own) {
    std::vector<rules::LaneTimes> others;
    for (const auto& other : lanes) {
        if (other.point == own.point && other.lane != own.lane) others.push_back(other.times);
    }
    return others;
}

Source chain_of(rules::TimeSource source) {
    switch (source) {
        case rules::TimeSource::pad: return Source::system_a;
        case rules::TimeSource::button:
        case rules::TimeSource::button_corrected: return Source::system_b;
        case rules::TimeSource::watch:
        case rules::TimeSource::watch_corrected: return Source::hand;
    }
    return Source::system_a;
}

const std::vector<Duration>& read_by(const rules::LaneTimes& times, Source source) { return source == Source::hand ? times.watches : times.buttons; }

/// The crossings of one lane at one point, with the official time in front and nothing that failed.
std::vector<Crossing> settled(const SwimLane& lane, const std::vector<Crossing>& seen) {
    std::vector<Crossing> made;
    if (!lane.official) return made;
    const auto chain = chain_of(lane.official->source);
    const auto first = std::ranges::find(seen, chain, &Crossing::source);
    if (first == seen.end()) return made;
    auto official = *first;
    official.since_start.length = lane.official->time;
    official.unit = rules::swimming_hand.unit;
    official.official = lane.official;
    official.corrected = official.corrected || lane.official->correction.has_value();
    if (chain != Source::system_a) official.watches = read_by(lane.times, chain);
    made.push_back(std::move(official));
    for (const auto& other : seen) {
        const auto is_pad_that_failed = other.source == Source::system_a && chain != Source::system_a;
        if (other.source != chain && !is_pad_that_failed) made.push_back(other);
    }
    return made;
}

void mark(const SwimLane& lane, std::vector<JudgedImpulse>& impulses) {
    for (auto& judged : impulses) {
        if (!counts(judged) || judged.lane != lane.lane || judged.point != lane.point) continue;
        const auto source = judged.ledger->impulse.source;
        const auto is_official = lane.official && source == chain_of(lane.official->source);
        judged.use = is_official ? Use::used : source == Source::system_a ? Use::set_aside : Use::confirming;
    }
}

std::vector<SwimLane> swim_lanes(const Case& the_case, const std::vector<JudgedImpulse>& impulses) {
    auto lanes = taken(the_case, impulses);
    std::map<TimingPoint, std::vector<rules::LaneTimes>> heats_before;   // of the points whose pads failed
    for (auto& lane : lanes) {
        const auto heat_failed = is_marked(the_case, lane.point, {});
        if (heat_failed && !heats_before.contains(lane.point)) heats_before.emplace(lane.point, lanes_of_heat_before(the_case, lane.point));
        const auto official = rules::official_time(the_case.rules->swimming_times, {lane.times, heat_failed, heat_failed ? heats_before.at(lane.point) : other_lanes(lanes, lane)});
        if (official) lane.official = *official;
        else lane.problem = official.error().text;
    }
    return lanes;
}

}  // namespace

void make_official(const Case& the_case, Crossings& crossings, std::vector<JudgedImpulse>& impulses) {
    std::vector<Crossing> made;
    crossings.swimmers = swim_lanes(the_case, impulses);
    for (const auto& lane : crossings.swimmers) {
        std::vector<Crossing> seen;
        std::ranges::copy_if(crossings.all, std::back_inserter(seen), [&](const Crossing& c) { return c.lane == lane.lane && c.point == lane.point; });
        std::ranges::move(settled(lane, seen), std::back_inserter(made));
        mark(lane, impulses);
    }
    crossings.all = std::move(made);
}

}  // namespace bowball::engine
