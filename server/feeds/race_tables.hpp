// Views as tables of texts: what a graphics engine binds its lines to. Nothing is computed here that a view does not say,
// but how long a race has run. Pure; local times are of the zone that this computer is set to.
#pragma once
#include "feeds/table.hpp"
#include "views/views.hpp"

namespace bowball::feeds {

[[nodiscard]] Table start_list_table(const views::StartListView& list);
[[nodiscard]] Table board_table(const views::BoardView& board);
[[nodiscard]] Table results_table(const views::ResultsView& results);
[[nodiscard]] Table schedule_table(const views::MeetView& meet);
[[nodiscard]] Table medals_table(const views::MedalsView& medals);
/// One row. `board`: of the current race; null: there is none. `at_us`: race time at which the clock is read.
[[nodiscard]] Table clock_table(const views::BoardView* board, std::int64_t at_us);

}  // namespace bowball::feeds
