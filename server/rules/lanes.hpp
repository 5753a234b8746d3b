// Puts crews into the lanes of one race by their rank, with draws where the rule book draws. Pure.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"

namespace bowball::rules {

/// Where lots decide between the lanes of one group.
enum class LaneDrawing : std::uint8_t {
    always,  ///< the group's crews are drawn among its lanes (athletics)
    equals,  ///< only crews that nothing tells apart are drawn; the better one takes the lane named first (rowing, canoe)
    never,   ///< the first lane named for the better one, and equals too in the order given (swimming)
};
[[nodiscard]] std::string_view to_string(LaneDrawing drawing);
[[nodiscard]] Result<LaneDrawing> parse_lane_drawing(std::string_view text);

/// The lanes of a course in groups, the best group first. Rowing: {3,4} {2,5} {1,6}; a slope from 6 to 1: {6} {5} ... {1}.
struct LaneOrder {
    std::vector<std::vector<std::uint16_t>> groups;
    LaneDrawing drawing = LaneDrawing::equals;
    friend bool operator==(const LaneOrder&, const LaneOrder&) = default;
};
/// Refuses an order without lanes, or with one twice.
[[nodiscard]] Result<void> check(const LaneOrder& order);
[[nodiscard]] std::size_t lane_count(const LaneOrder& order);

/// Groups of two, the middle of `count` lanes first: 6 gives {3,4} {2,5} {1,6}; 9 gives {5} {4,6} {3,7} {2,8} {1,9}.
[[nodiscard]] LaneOrder centre_order(std::uint16_t count);
/// Each lane alone, from `best` to `worst`: crosswind made one side better (rules of the sports 2.7).
[[nodiscard]] LaneOrder slope_order(std::uint16_t best, std::uint16_t worst);

/// A crew waiting for a lane. Crews of one tier did equally well as far as lanes go: both won their semi-final.
struct LaneSeed {
    CrewId crew;
    std::uint32_t tier = 0;
};
struct LaneSeat {
    LaneNumber lane;
    CrewId crew;
    friend bool operator==(const LaneSeat&, const LaneSeat&) = default;
};

/// A lane for each crew, sorted by lane. `seeds`: the best first. `label` names the draw, "FA lanes".
/// Fails with errc::too_many where there are more crews than lanes.
[[nodiscard]] Result<std::vector<LaneSeat>> assign_lanes(const std::vector<LaneSeed>& seeds, const LaneOrder& order,
                                                         std::string_view seed, std::string_view label);

}  // namespace bowball::rules
