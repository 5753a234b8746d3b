// Folds what people do with a result: photo, statuses, penalties, objections, unofficial, official, reopened.
#include <algorithm>

#include "engine/fold_steps.hpp"

namespace bowball::engine {
namespace {

Problem unknown_lane() { return "No such lane in this race."; }

}  // namespace

Problem fold(MeetState& state, const Entry& entry, const PhotoRead& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    for (const auto& row : event.rows) {
        if (race->lane(row.lane) == nullptr) return unknown_lane();
    }
    for (const auto& row : event.rows) {
        const auto place = std::ranges::lower_bound(race->photo, row.lane, {}, &PhotoRow::lane);
        if (place != race->photo.end() && place->lane == row.lane) {
            *place = row;
        } else {
            race->photo.insert(place, row);
        }
    }
    race->photo_document = event.document;
    race->photo_resolution = event.resolution;
    race->photo_by = decision_of(entry);
    race->touched = entry.seq;
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
    lane->objection.reset();
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ResultPublished& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    race->stage = Stage::unofficial;
    race->unofficial_at = entry.at;
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ResultConfirmed& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    if (event.revision != race->revisions.size()) return "Revisions are numbered 0, 1, 2 without gaps.";
    race->revisions.push_back({event.revision, event.digest, decision_of(entry)});
    if (!race->runs.empty() && !race->runs.back().settled_at) race->runs.back().settled_at = entry.at;
    race->stage = Stage::official;
    race->reopened = false;
    race->touched = entry.seq;
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ResultReopened& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    race->stage = Stage::unofficial;
    race->reopened = true;
    race->touched = entry.seq;
    return {};
}

}  // namespace bowball::engine
