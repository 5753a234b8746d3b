// What records need, and what penalties cost, as files: TOML under config/rules/records and config/rules/penalties.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "rules/penalty_schedule.hpp"
#include "rules/record_rules.hpp"

namespace bowball::formats {

/// [[records]]. Fails with errc::bad_input: file:line:column: path, and what is wrong. Unknown keys are wrong.
[[nodiscard]] Result<std::vector<rules::RecordRules>> read_records(std::string_view text, const std::string& file);
/// [[schedules]]. Fails in the same way.
[[nodiscard]] Result<std::vector<rules::PenaltySchedule>> read_penalties(std::string_view text, const std::string& file);

/// All of a folder. Fail with errc::bad_input, errc::io_failed.
[[nodiscard]] Result<std::vector<rules::RecordRules>> load_records(const std::string& folder);
[[nodiscard]] Result<std::vector<rules::PenaltySchedule>> load_penalties(const std::string& folder);

}  // namespace bowball::formats
