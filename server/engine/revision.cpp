#include "engine/revision.hpp"

#include <algorithm>

#include "engine/progression.hpp"

namespace bowball::engine {
namespace {

/// A time without a place is not published.
std::optional<Duration> published(const OfficialPlace& place) { return place.time && place.rank ? std::optional{place.time->published} : std::nullopt; }

bool is_same(const OfficialPlace& a, const OfficialPlace& b) { return a.rank == b.rank && a.rank_shared == b.rank_shared && a.status == b.status && published(a) == published(b); }

/// Without a place, where the crew is not among `places`.
OfficialPlace place_in(const std::vector<OfficialPlace>& places, const OfficialPlace& of) {
    const auto found = std::ranges::find(places, of.crew, &OfficialPlace::crew);
    if (found != places.end()) return *found;
    OfficialPlace none;
    none.lane = of.lane;
    none.crew = of.crew;
    return none;
}

/// Of the race's event alone, without its own: a meet has hundreds.
RaceOutcomes others_of_event(const Race& race, const RaceOutcomes& outcomes) {
    RaceOutcomes others;
    for (const auto& [id, outcome] : outcomes) {
        if (id != race.id() && outcome.event == race.programme.event) others.emplace(id, outcome);
    }
    return others;
}

/// The way of the event, were `outcome` that of its race.
Result<rules::Progression> progression_with(const MeetState& state, RaceOutcomes& outcomes, RaceOutcome outcome) {
    const auto event = outcome.event;
    outcomes.insert_or_assign(outcome.race, std::move(outcome));
    return progression_of(state, event, outcomes);
}

void tell_later_rounds(RevisionPreview& preview, const Result<rules::Progression>& before, const Result<rules::Progression>& after) {
    if (before && after) preview.seats = rules::changes(*before, *after);
    else preview.problems.push_back(!before ? before.error().text : after.error().text);
}

}  // namespace

std::vector<OfficialPlace> places_of(const Judgement& judgement) {
    std::vector<OfficialPlace> places;
    for (const auto& result : judgement.results) {
        OfficialPlace place{result.lane, result.crew, result.status, result.rank, result.rank_shared, std::nullopt};
        if (result.time) place.time = OfficialPlace::Time{result.time->exact, result.time->published, result.time->unit, result.time->grade};
        places.push_back(place);
    }
    return places;
}

std::vector<ChangedPlace> changed_places(const std::vector<OfficialPlace>& before, const std::vector<OfficialPlace>& after) {
    std::vector<ChangedPlace> changes;
    for (const auto& now : after) {
        const auto then = place_in(before, now);
        if (!is_same(then, now)) changes.push_back({then, now});
    }
    for (const auto& then : before) {
        const auto is_gone = std::ranges::find(after, then.crew, &OfficialPlace::crew) == after.end();
        if (is_gone) changes.push_back({then, place_in(after, then)});
    }
    std::ranges::stable_sort(changes, {}, [](const ChangedPlace& one) { return one.after.lane; });
    return changes;
}

std::optional<RevisionPreview> preview_revision(const MeetState& state, const Race& race, const Judgement& judgement, const RaceOutcomes& outcomes) {
    if (race.was_official.empty() || race.revisions.empty()) return std::nullopt;
    const auto now = places_of(judgement);
    RevisionPreview preview;
    preview.rows = changed_places(race.was_official, now);
    if (race.has_drifted) preview.problems.emplace_back("The result that was official is not what was sealed: it is judged differently today. Compare with the sheet that was printed.");
    if (!state.progressions.contains(race.programme.event)) return preview;
    auto was = outcome_of(race, race.was_official);
    was.as_of = race.revisions.back().by.seq;
    auto of_event = others_of_event(race, outcomes);
    const auto before = progression_with(state, of_event, std::move(was));
    tell_later_rounds(preview, before, progression_with(state, of_event, outcome_of(race, now)));
    return preview;
}

std::optional<RevisionPreview> preview_first_result(const MeetState& state, const Race& race, const Judgement& judgement, const RaceOutcomes& outcomes) {
    if (!race.was_official.empty() || !state.progressions.contains(race.programme.event)) return std::nullopt;
    RevisionPreview preview;
    auto of_event = others_of_event(race, outcomes);
    const auto before = progression_of(state, race.programme.event, of_event);
    tell_later_rounds(preview, before, progression_with(state, of_event, outcome_of(race, places_of(judgement))));
    return preview;
}

}  // namespace bowball::engine
