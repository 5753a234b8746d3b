// What making a result official would change, for the official who is about to: crews of later rounds, and places of one that was official before.
#include <algorithm>

#include "engine/progression.hpp"
#include "engine/revision.hpp"
#include "views/project_race.hpp"

namespace bowball::views {
namespace {

/// Rowed, if only a camera saw it, or at the start: whatever the table says, its crews stay.
bool is_settled(const RaceCase& the_case, const std::string& phase) {
    if (phase.empty()) return false;
    const auto* race = engine::race_of_phase(the_case.state, the_case.race.programme.event, phase, the_case.outcomes);
    return race != nullptr && (!race->runs.empty() || !race->photo.empty() || race->stage == engine::Stage::official);
}

ConsoleView::Revision::Seat seat_of(const RaceCase& the_case, const rules::SeatChange& change) {
    ConsoleView::Revision::Seat seat;
    seat.crew = change.crew.value();
    if (const auto crew = the_case.state.crews.find(change.crew); crew != the_case.state.crews.end()) {
        seat.code = crew->second.code;
        seat.name = crew->second.name;
    }
    seat.phase_before = change.race_before;
    if (change.lane_before) seat.lane_before = change.lane_before->value();
    seat.phase_after = change.race_after;
    if (change.lane_after) seat.lane_after = change.lane_after->value();
    return seat;
}

/// Who leaves one race for another is one line: the seat that is lost and the one that is won.
std::vector<rules::SeatChange> joined(const std::vector<rules::SeatChange>& changes) {
    std::vector<rules::SeatChange> lines;
    for (const auto& change : changes) {
        const auto other_half = [&](const rules::SeatChange& line) {
            return line.crew == change.crew && (change.race_before.empty() ? line.race_after.empty() : change.race_after.empty() && line.race_before.empty());
        };
        const auto half = std::ranges::find_if(lines, other_half);
        if (half == lines.end()) {
            lines.push_back(change);
        } else if (change.race_before.empty()) {
            half->race_after = change.race_after;
            half->lane_after = change.lane_after;
        } else {
            half->race_before = change.race_before;
            half->lane_before = change.lane_before;
        }
    }
    return lines;
}

}  // namespace

std::optional<ConsoleView::Revision> project_revision(const RaceCase& the_case) {
    if (the_case.race.stage != engine::Stage::unofficial) return std::nullopt;
    auto preview = engine::preview_revision(the_case.state, the_case.race, the_case.judgement, the_case.outcomes);
    if (!preview) preview = engine::preview_first_result(the_case.state, the_case.race, the_case.judgement, the_case.outcomes);
    if (!preview) return std::nullopt;
    ConsoleView::Revision shown;
    for (const auto& row : preview->rows) shown.rows.push_back(change_of(the_case.state, row));
    for (const auto& change : joined(preview->seats)) {
        shown.seats.push_back(seat_of(the_case, change));
        for (const auto& phase : {change.race_before, change.race_after}) {
            const auto is_known = std::ranges::find(shown.settled, phase) != shown.settled.end();
            if (!is_known && is_settled(the_case, phase)) shown.settled.push_back(phase);
        }
    }
    shown.problems = preview->problems;
    return shown;
}

}  // namespace bowball::views
