// Swimming's rules of times and exchanges as files: TOML under config/rules/swimming, several rules each.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "rules/relay_exchange.hpp"
#include "rules/swimming_time.hpp"

namespace bowball::formats {

struct SwimmingRules {
    std::vector<rules::SwimmingTimeRules> times;
    std::vector<rules::RelayRules> relays;
};

/// Fails with errc::bad_input: file:line:column: path, and what is wrong. Unknown keys are wrong.
[[nodiscard]] Result<SwimmingRules> read_swimming(std::string_view text, const std::string& file);
/// All of a folder together. Fails with errc::bad_input, errc::io_failed.
[[nodiscard]] Result<SwimmingRules> load_swimming(const std::string& folder);

}  // namespace bowball::formats
