// Progression tables as files: TOML, a table each, under config/rules/progression.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "rules/progression_table.hpp"

namespace bowball::formats {

/// Fails with errc::bad_input on unknown keys and on tables that cannot be followed: file:line:column: path, and what is wrong.
[[nodiscard]] Result<rules::ProgressionTable> read_progression(std::string_view text, const std::string& file);

/// Every *.toml of a folder, by id. Fails with errc::bad_input, errc::io_failed.
[[nodiscard]] Result<std::vector<rules::ProgressionTable>> load_progressions(const std::string& folder);

}  // namespace bowball::formats
