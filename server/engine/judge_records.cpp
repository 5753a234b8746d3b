#include "engine/judge_records.hpp"

#include <algorithm>

#include "engine/bars.hpp"
#include "engine/judge.hpp"

namespace bowball::engine {
namespace {

bool is_rowed(Phase phase) { return phase == Phase::finished || phase == Phase::unofficial || phase == Phase::official || phase == Phase::revised; }

bool is_of(const StandingRecord& record, const Race& race) {
    return record.event == race.programme.event && (record.distance_m == 0 || record.distance_m == race.programme.distance_m);
}

/// Whether the crew can break the record at all.
bool is_open_to(const StandingRecord& record, const CrewEntered& crew) {
    if (is_own(record.kind)) {
        const auto is_alone = crew.members.size() == 1 && crew.members.front() == record.holder;
        return (record.holder == crew.name || is_alone) && (record.teams.empty() || std::ranges::find(record.teams, team_of(crew)) != record.teams.end());
    }
    if (record.teams.empty()) return true;
    return std::ranges::find(record.teams, team_of(crew)) != record.teams.end() || std::ranges::find(record.teams, crew.noc) != record.teams.end();
}

/// By which machine the time was taken. Of a console that works results out by itself nobody knows what it made them of.
void note_timing(rules::RecordEvidence& evidence, const ResultTime& time, const rules::RuleSet& rules) {
    const auto by_machine = !time.by_hand && time.source != Source::hand;
    evidence.facts["official_timing"] = time.by_hand ? 0 : 1;
    auto is_automatic = by_machine;
    auto is_full = by_machine;
    if (time.official) {
        // A button is pressed by a person: semi-automatic. Brought to the pads' level it counts as automatic (rules of the sports 4.5).
        is_full = by_machine && time.official->source == rules::TimeSource::pad;
        is_automatic = is_full || (by_machine && time.official->source == rules::TimeSource::button_corrected);
    } else if (!rules.swimming_times.id.empty() && time.source == Source::photo) {
        return;
    }
    evidence.facts["automatic"] = is_automatic ? 1 : 0;
    evidence.facts["fully_automatic"] = is_full ? 1 : 0;
}

/// What the timing knows by itself, and over it what officials stated: of the lane before that of all.
rules::RecordEvidence evidence_of(const Race& race, const Judgement& judgement, const LaneResult& result) {
    rules::RecordEvidence evidence{race.programme.event, race.programme.distance_m, {}};
    note_timing(evidence, *result.time, *judgement.rules);
    const auto start = std::ranges::find(judgement.start.lanes, result.lane, &LaneStart::lane);
    if (start != judgement.start.lanes.end() && start->reaction) evidence.facts["reaction_times"] = 1;
    if (judgement.wind) evidence.facts["wind"] = judgement.wind->reading;
    for (const auto& one : race.record_facts) {
        if (!one.lane) evidence.facts[one.fact] = one.value;
    }
    for (const auto& one : race.record_facts) {
        if (one.lane == result.lane) evidence.facts[one.fact] = one.value;
    }
    return evidence;
}

struct Candidate {
    const LaneResult* result = nullptr;
    const CrewEntered* crew = nullptr;
};

/// With the crew as it was entered when the result was made official.
std::vector<Candidate> candidates_of(const MeetState& state, const Race& race, const Judgement& judgement) {
    std::vector<Candidate> found;
    for (const auto& result : judgement.results) {
        const auto* crew = state.crew(result.crew, race.as_of());
        // A time from which a handicap was taken, or that began before the crew did, nobody rowed.
        const auto counts = result.rank && result.time && result.handicap == 0ns && result.waited == 0ns && result.status == ResultStatus::none && crew != nullptr;
        if (counts) found.push_back({&result, crew});
    }
    return found;
}

/// Of those who can break it the fastest, unless it is somebody's own.
std::vector<Candidate> claimants_of(const StandingRecord& record, std::vector<Candidate> candidates) {
    std::erase_if(candidates, [&](const Candidate& one) { return !is_open_to(record, *one.crew); });
    if (is_own(record.kind) || candidates.empty()) return candidates;
    const auto published = [](const Candidate& one) { return one.result->time->published; };
    const auto fastest = published(std::ranges::min(candidates, {}, published));
    std::erase_if(candidates, [&](const Candidate& one) { return published(one) != fastest; });
    return candidates;
}

std::optional<RaceTime> started(const Judgement& judgement) {
    return judgement.start.signal_stamp ? std::optional{judgement.start.signal_stamp->at} : std::nullopt;
}

struct Rowed {
    const Race* race;
    Judgement judgement;
};

/// Races of the event that were started before and are official, in the order of their starts.
std::vector<Rowed> rowed_before(const MeetState& state, const Race& race, const Judgement& judgement) {
    std::vector<Rowed> found;
    const auto own = started(judgement);
    for (const auto& [id, other] : state.races) {
        if (!own || id == race.id() || other.stage != Stage::official || other.programme.event != race.programme.event) continue;
        auto judged = judge(state, other);
        const auto at = started(judged);
        if (at && std::pair{*at, id} < std::pair{*own, race.id()}) found.push_back({&other, std::move(judged)});
    }
    std::ranges::sort(found, {}, [](const Rowed& one) { return std::pair{*started(one.judgement), one.race->id()}; });
    return found;
}

struct Standing {
    StandingRecord record;
    std::optional<RaceId> set_in;
};

/// What those races have made of a record.
Standing standing_after(const MeetState& state, const std::vector<Rowed>& races, const KnownRecord& known) {
    Standing standing{known.record, {}};
    for (const auto& [race, judgement] : races) {
        if (!is_of(known.record, *race)) continue;
        for (const auto& one : claimants_of(standing.record, candidates_of(state, *race, judgement))) {
            const auto claim = rules::judge_record(*known.rules, evidence_of(*race, judgement, *one.result), one.result->time->exact, standing.record.time);
            if (claim.comparison != rules::Comparison::broken || claim.eligibility != rules::Eligibility::eligible) continue;
            standing.record.time = one.result->time->exact;
            // One's own best stays the person's, whatever the crew is called.
            if (!is_own(known.record.kind)) standing.record.holder = one.crew->name;
            standing.record.noc = one.crew->noc;
            standing.record.date.clear();
            standing.record.place = state.venue;
            standing.set_in = race->id();
        }
    }
    return standing;
}

}  // namespace

bool has_records(const MeetState& state, const EventCode& event) {
    return std::ranges::find(state.records, event, [](const KnownRecord& known) { return known.record.event; }) != state.records.end();
}

std::vector<RecordMark> judge_records(const MeetState& state, const Race& race, const Judgement& judgement) {
    std::vector<RecordMark> marks;
    if (!is_rowed(judgement.phase) || !has_records(state, race.programme.event)) return marks;
    const auto before = rowed_before(state, race, judgement);
    const auto candidates = candidates_of(state, race, judgement);
    for (const auto& known : state.records) {
        if (!is_of(known.record, race)) continue;
        const auto standing = standing_after(state, before, known);
        for (const auto& one : claimants_of(known.record, candidates)) {
            auto claim = rules::judge_record(*known.rules, evidence_of(race, judgement, *one.result), one.result->time->exact, standing.record.time);
            if (claim.comparison == rules::Comparison::slower) continue;
            const auto sign = claim.comparison == rules::Comparison::equalled ? "=" : "";
            marks.push_back({one.result->lane, sign + std::string{mark_of(known.record.kind)}, standing.record, standing.set_in, known.rules, std::move(claim)});
        }
    }
    std::ranges::stable_sort(marks, {}, [](const RecordMark& one) { return std::pair{one.lane, one.standing.kind}; });
    return marks;
}

}  // namespace bowball::engine
