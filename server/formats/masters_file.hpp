// Masters' tables as files: TOML, a table each, under config/rules/masters.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "rules/masters.hpp"

namespace bowball::formats {

/// Fails with errc::bad_input: file:line:column: path, and what is wrong. Unknown keys are wrong.
[[nodiscard]] Result<rules::MastersRules> read_masters(std::string_view text, const std::string& file);
/// Every *.toml of a folder, sorted by id. Fails with errc::bad_input, errc::io_failed.
[[nodiscard]] Result<std::vector<rules::MastersRules>> load_masters(const std::string& folder);

}  // namespace bowball::formats
