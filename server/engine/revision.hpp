// What a result changes by becoming official: who rows where in the rounds after it, and places and times of one that was official before. Pure; it decides nothing.
#pragma once
#include "engine/judgement.hpp"
#include "engine/outcome.hpp"
#include "rules/progression.hpp"

namespace bowball::engine {

/// In the order of the result sheet.
[[nodiscard]] std::vector<OfficialPlace> places_of(const Judgement& judgement);

/// By crews, not by lanes: a race that only a camera saw can be drawn anew while it is reopened. In the order of the lanes.
[[nodiscard]] std::vector<ChangedPlace> changed_places(const std::vector<OfficialPlace>& before, const std::vector<OfficialPlace>& after);

/// Made official as it stands now, the result would change so much.
struct RevisionPreview {
    std::vector<ChangedPlace> rows;               ///< by lane
    std::vector<rules::SeatChange> seats;         ///< of the event's progression, by crew
    std::vector<std::string> problems;            ///< why the later rounds cannot be told, and where what was official is in doubt
};

/// Nothing unless the race was official and is reopened, or rowed again since. `outcomes`: of the meet, this race's own is not looked at.
[[nodiscard]] std::optional<RevisionPreview> preview_revision(const MeetState& state, const Race& race, const Judgement& judgement, const RaceOutcomes& outcomes);

/// Of a result that never was official, where its event has a progression: `seats` and `problems` alone. `outcomes` as above.
[[nodiscard]] std::optional<RevisionPreview> preview_first_result(const MeetState& state, const Race& race, const Judgement& judgement, const RaceOutcomes& outcomes);

}  // namespace bowball::engine
