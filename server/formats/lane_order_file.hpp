// Lane orders as files: TOML under config/rules/lanes, several orders each.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "rules/lanes.hpp"

namespace bowball::formats {

struct NamedLaneOrder {
    std::string id;
    std::string title;
    rules::LaneOrder order;
};
/// The text begins with the key.
[[nodiscard]] Result<void> check(const NamedLaneOrder& order);

/// Fails with errc::bad_input: file:line:column: path, and what is wrong. Unknown keys are wrong.
[[nodiscard]] Result<std::vector<NamedLaneOrder>> read_lane_orders(std::string_view text, const std::string& file);
/// Every *.toml of a folder, sorted by id. Fails with errc::bad_input, errc::io_failed.
[[nodiscard]] Result<std::vector<NamedLaneOrder>> load_lane_orders(const std::string& folder);

}  // namespace bowball::formats
