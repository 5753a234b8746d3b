// The views of one race, each from the same judgement: one derivation, never two. Inside views only.
#pragma once
#include "engine/judge.hpp"
#include "engine/offences.hpp"
#include "engine/outcome.hpp"
#include "views/views.hpp"

namespace bowball::views {

struct RaceCase {
    const engine::MeetState& state;
    const engine::Race& race;
    const engine::Judgement& judgement;
    const engine::RaceOutcomes& outcomes;   ///< of the meet
};

[[nodiscard]] StartListView project_start_list(const RaceCase& the_case);
[[nodiscard]] BoardView project_board(const RaceCase& the_case);
[[nodiscard]] ResultsView project_results(const RaceCase& the_case);
[[nodiscard]] StartView project_start(const RaceCase& the_case);
[[nodiscard]] RefereeView project_referee(const RaceCase& the_case);
[[nodiscard]] ConsoleView project_console(const RaceCase& the_case);
/// Nothing where nobody announced a start and the rule set asks for nothing.
[[nodiscard]] std::optional<ConsoleView::StartControl> project_start_control(const RaceCase& the_case);
/// Nothing unless the race waits at the start line and a sensor there tells something.
[[nodiscard]] std::optional<ConsoleView::StartLine> project_start_line(const RaceCase& the_case);
/// Till when a recall that was ordered can be withdrawn; nothing where none can.
[[nodiscard]] std::optional<std::int64_t> recall_undo_until_us(const RaceCase& the_case);
/// Whether the recall can be withdrawn as a mistake after which the field starts again.
[[nodiscard]] bool can_recall_restart(const RaceCase& the_case);
/// Whether that was said, and can be taken back.
[[nodiscard]] bool can_recall_stand_again(const RaceCase& the_case);
/// Why a race that waits at the start cannot be armed now, for whoever stands there; empty where it can, or does not wait.
[[nodiscard]] std::string arm_refusal_of(const RaceCase& the_case);
/// Nothing unless the race was official and is unofficial again.
[[nodiscard]] std::optional<ConsoleView::Revision> project_revision(const RaceCase& the_case);

// What several views share.

[[nodiscard]] RaceHeader header_of(const engine::MeetState& state, const engine::Race& race, const engine::Judgement& judgement);
[[nodiscard]] ShownCrew crew_of(const RaceCase& the_case, LaneNumber lane);
/// Its crew is whoever had the place: a lane may have been drawn anew since.
[[nodiscard]] ShownChange change_of(const engine::MeetState& state, const engine::ChangedPlace& change);
/// Nothing where all start together, and where nobody can tell.
[[nodiscard]] std::optional<ShownStart> start_of(const RaceCase& the_case, LaneNumber lane);
/// "yellow", "red" or empty.
[[nodiscard]] std::string card_of(const std::vector<engine::Offence>& offences, LaneNumber lane);
[[nodiscard]] ShownTime shown(const engine::ResultTime& time, const rules::TimeRules& rules);
/// In which a gap between two crews is published: the coarser of their times' units. `other`: may be null.
[[nodiscard]] Duration gap_unit(const engine::LaneResult& own, const engine::LaneResult* other);
[[nodiscard]] std::optional<ShownWind> wind_of(const engine::Judgement& judgement);
/// "5.08" metres per second, cut; "1:38.4" per analysis.pace_m. Empty where there is none.
[[nodiscard]] std::string speed_text(std::int32_t metres, Duration time);
[[nodiscard]] std::string pace_text(std::int32_t metres, Duration time, const rules::AnalysisRules& rules);
/// Microseconds, cut towards minus infinity.
[[nodiscard]] std::int64_t to_us(Duration span);
[[nodiscard]] std::int64_t to_us(RaceTime at);
/// A half-width in microseconds, rounded up: never understated.
[[nodiscard]] std::int64_t uncertainty_us(Duration half_width);
/// Seconds cut to the reaction unit: 0.0899 shows 0.089.
[[nodiscard]] std::string reaction_text(Duration reaction, const rules::TimeRules& rules);

}  // namespace bowball::views
