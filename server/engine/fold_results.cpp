// Folds what people do with a result: photo, statuses, penalties, objections, unofficial, official, reopened.
#include <algorithm>
#include <functional>
#include <utility>

#include "core/limits.hpp"
#include "engine/fold_steps.hpp"
#include "engine/judge.hpp"
#include "engine/photo_readings.hpp"
#include "engine/revision.hpp"
#include "engine/route.hpp"

namespace bowball::engine {
namespace {

Problem unknown_lane() { return "No such lane in this race."; }

LaneNumber lane_of_reading(const PhotoLane& reading) { return reading.row.lane; }

/// Into a list that is ordered by lane, in the place of what stands there for the lane.
template <class T, class LaneOf>
void put(std::vector<T>& list, const T& value, LaneOf lane_of) {
    const auto lane = std::invoke(lane_of, value);
    const auto place = std::ranges::lower_bound(list, lane, {}, lane_of);
    if (place != list.end() && std::invoke(lane_of, *place) == lane) *place = value;
    else list.insert(place, value);
}

/// A judge's reading stands until the judge takes it back, with a row that says nothing; then the camera's word is heard again.
void take_reading(Race& race, const PhotoLane& reading) {
    const auto lane = reading.row.lane;
    const auto known = std::ranges::find(race.photo, lane, lane_of_reading);
    if (!reading.by_person && known != race.photo.end() && known->by_person) return;
    if (!is_blank(reading.row)) return put(race.photo, reading, lane_of_reading);
    std::erase_if(race.photo, [&](const PhotoLane& one) { return one.row.lane == lane; });
    const auto camera = std::ranges::find(race.camera, lane, &PhotoRow::lane);
    const auto falls_back = reading.by_person && camera != race.camera.end() && !is_blank(*camera) && race.camera_runs == race.runs.size();
    if (falls_back) put(race.photo, {*camera, reading.resolution, false}, lane_of_reading);
}

/// A lane's newest reading rests on one picture, or on none where the file that it comes from has none.
void take_picture(Race& race, const PhotoRead& event) {
    const auto runs = race.runs.size();
    for (const auto& row : event.rows) {
        for (auto& one : race.pictures) {
            if (one.runs == runs) std::erase_if(one.readings, [&](const PhotoPicture::Reading& reading) { return reading.lane == row.lane; });
        }
    }
    if (is_there(event.picture)) {
        const auto same = [&](const PhotoPicture& one) { return one.runs == runs && one.document == event.document && one.picture == event.picture; };
        if (std::ranges::none_of(race.pictures, same)) race.pictures.push_back({runs, event.document, event.picture, {}});
        auto& readings = std::ranges::find_if(race.pictures, same)->readings;
        for (const auto& row : event.rows) {
            if (row.column && row.time) put(readings, {row.lane, *row.column, *row.time, event.resolution}, &PhotoPicture::Reading::lane);
        }
    }
    std::erase_if(race.pictures, [](const PhotoPicture& one) { return one.readings.empty(); });
}

/// In the place of what its reader read before; what was read of earlier runs is of no use to anybody.
void keep_reading(Race& race, const Entry& entry, const PhotoRead& event) {
    const auto runs = race.runs.size();
    auto& kept = race.kept_readings;
    std::erase_if(kept, [&](const KeptReading& one) { return one.runs != runs || one.by.actor.name == entry.origin.actor.name; });
    if (kept.size() >= limits::photo_readers) kept.erase(kept.begin());
    kept.push_back({runs, event.document, event.picture, event.resolution, event.rows, decision_of(entry)});
}

/// Whoever is taken back into a race that is under way takes part in it.
void take_part_again(Race& race, LaneNumber lane) {
    if (race.runs.empty() || race.runs.back().closed_at) return;
    const auto& called = race.rerow_lanes;
    if (!called.empty() && std::ranges::find(called, lane) == called.end()) return;
    auto& lanes = race.runs.back().lanes;
    const auto place = std::ranges::lower_bound(lanes, lane);
    if (place == lanes.end() || *place != lane) lanes.insert(place, lane);
}

/// Sorted.
std::vector<ImpulseId> numbers_of(const std::vector<const LedgerImpulse*>& impulses) {
    std::vector<ImpulseId> numbers;
    for (const auto* impulse : impulses) numbers.push_back(impulse->id);
    std::ranges::sort(numbers);
    return numbers;
}

/// The one judgement that a fold cannot do without (OfficialPlace says why), held against the digest that sealed it. A journal that reopens what was
/// never official has nothing to keep.
void keep_official(const MeetState& state, Race& race) {
    if (race.stage != Stage::official || race.revisions.empty()) return;
    const auto judgement = judge(state, race);
    race.was_official = places_of(judgement);
    race.has_drifted = digest_of(judgement) != race.revisions.back().digest;
}

/// What a revision changed, by one more judgement. Nothing where this version judges differently from what was sealed: nobody printed that.
void keep_changes(const MeetState& state, Race& race, const std::vector<OfficialPlace>& before) {
    const auto judgement = judge(state, race);
    auto& revision = race.revisions.back();
    if (digest_of(judgement) == revision.digest) revision.changes = changed_places(before, places_of(judgement));
}

}  // namespace

Problem fold(MeetState& state, const Entry& entry, const PhotoRead& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    for (const auto& row : event.rows) {
        if (race->lane(row.lane) == nullptr) return unknown_lane();
    }
    race->touched = entry.seq;
    if (event.kept) {
        keep_reading(*race, entry, event);
        return {};
    }
    if (!event.from_camera && is_there(event.picture)) {
        race->photo_entered = decision_of(entry);
        race->photo_entered_runs = race->runs.size();
    }
    if (event.from_camera) {
        race->camera_runs = race->runs.size();
        take_picture(*race, event);
    }
    for (const auto& row : event.rows) {
        if (event.from_camera) put(race->camera, row, &PhotoRow::lane);
        take_reading(*race, {row, event.resolution, !event.from_camera});
    }
    std::erase_if(state.unmatched_photos, [&](const PhotoUnmatched& kept) { return event.from_camera && kept.result.document == event.document; });
    return {};
}

Problem fold(MeetState& state, const Entry&, const PhotoUnmatched& event) {
    std::erase_if(state.unmatched_photos, [&](const PhotoUnmatched& known) { return known.result.document == event.result.document; });
    state.unmatched_photos.push_back(event);
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const StatusSet& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    auto* lane = race->lane(event.lane);
    if (lane == nullptr) return unknown_lane();
    lane->status = event.status;
    lane->status_by = decision_of(entry);
    if (event.status == ResultStatus::none) take_part_again(*race, event.lane);
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const PenaltySet& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    auto* lane = race->lane(event.lane);
    if (lane == nullptr) return unknown_lane();
    lane->penalty = event.penalty;
    lane->penalty_by = decision_of(entry);
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ObjectionRaised& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    auto* lane = race->lane(event.lane);
    if (lane == nullptr) return unknown_lane();
    lane->objection = decision_of(entry);
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ObjectionResolved& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    auto* lane = race->lane(event.lane);
    if (lane == nullptr) return unknown_lane();
    if (lane->objection && race->objections.size() < limits::objections_per_race) race->objections.push_back({event.lane, *lane->objection, event.upheld, decision_of(entry)});
    lane->objection.reset();
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const LotsDrawn& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    race->lots.push_back({event.run, event.seed, event.lanes, decision_of(entry)});
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const LeaveGiven& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    auto* lane = race->lane(event.barred.lane);
    if (lane == nullptr) return unknown_lane();
    std::erase(lane->leaves, event.barred);
    if (event.may_row) lane->leaves.push_back(event.barred);
    if (event.may_row && lane->status == ResultStatus::none) take_part_again(*race, event.barred.lane);
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ResultPublished& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    race->before_published = race->stage;
    race->stage = Stage::unofficial;
    race->unofficial_at = entry.at;
    race->touched = entry.seq;
    rest_equipment(state, event.race);
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ResultWithdrawn& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    if (race->stage != Stage::unofficial || !race->before_published) return "No result of it is out that can be taken back.";
    race->stage = *std::exchange(race->before_published, std::nullopt);
    race->unofficial_at.reset();
    race->proposal.reset();
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ResultConfirmed& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    if (event.revision != race->revisions.size()) return "Revisions are numbered 0, 1, 2 without gaps.";
    if (!race->runs.empty() && !race->runs.back().settled_at) race->runs.back().settled_at = entry.at;
    // Nobody arms what only a camera saw: the rule set of that day stays its own, whatever is registered under its name later.
    if (race->runs.empty() && race->sealed_rules == nullptr) race->sealed_rules = state.rules_of(*race);
    for (auto& run : race->runs) run.sealed = numbers_of(impulses_of(state, *race, run));
    race->stage = Stage::official;
    race->revisions.push_back({event.revision, event.digest, decision_of(entry), event.barred, {}});
    race->reopened = false;
    race->before_published.reset();
    race->interruptions.clear();
    race->proposal.reset();
    race->touched = entry.seq;
    const auto before = std::exchange(race->was_official, {});
    const auto has_drifted = std::exchange(race->has_drifted, false);
    if (!before.empty() && !has_drifted) keep_changes(state, *race, before);
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ResultReopened& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    keep_official(state, *race);
    for (auto& run : race->runs) run.sealed.clear();
    race->stage = Stage::unofficial;
    race->reopened = true;
    race->proposal.reset();
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ChangeProposed& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    race->proposal = Proposal{event.change, event.digest, decision_of(entry), event.crew, event.taken_back, event.where};
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ProposalWithdrawn& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    race->proposal.reset();
    race->touched = entry.seq;
    return {};
}

}  // namespace bowball::engine
