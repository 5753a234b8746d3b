// One race's result sheet as a CSV file: for spreadsheets, web masters and a memory stick when the network is down. Pure.
#pragma once
#include <string>

#include "views/views.hpp"

namespace bowball::feeds {

/// "race-012-M1x-FA.csv": letters, digits and hyphens only, whatever the event is called.
[[nodiscard]] std::string sheet_name(const views::RaceHeader& header);

/// The sheet: race, status and rules first, then a line for each crew in the order of the results. UTF-8 with a byte order
/// mark, as spreadsheets want it.
[[nodiscard]] std::string sheet_text(const views::ResultsView& results);

}  // namespace bowball::feeds
