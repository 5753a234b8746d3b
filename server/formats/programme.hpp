// A meet's programme as a file: events, crews, races and their lanes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/command.hpp"

namespace bowball::formats {

/// The orders that make a programme of a TOML file:
///
///   name = "..."  venue = "..."  course_m = 2000  first_race = "2026-07-24T09:00:00"  minutes_between = 10
///   [[events]] code = "M1x"  title = "Men's Single Sculls"
///   [[crews]]  id = 1  event = "M1x"  code = "NED"  name = "Netherlands"  club = ""  members = ["..."]
///   [[races]]  number = 1  event = "M1x"  phase = "H1"  title = ""  distance_m = 2000  rules = "rowing"
///              photo_key = "1-1-1"  lanes = [1, 2, 3, 0, 5, 6]      crew ids by lane; 0: empty
///
/// Races without a time of their own (`minutes_after_first`) follow each other. `start`: the wall time of the first race
/// where the file names none.
/// Fails with errc::bad_input; the text says file:line:column.
[[nodiscard]] Result<std::vector<engine::Command>> read_programme(std::string_view text, const std::string& file, WallTime start);
[[nodiscard]] Result<std::vector<engine::Command>> load_programme(const std::string& file, WallTime start);

}  // namespace bowball::formats
