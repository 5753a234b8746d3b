#include "rules/lanes.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "core/one_of.hpp"
#include "rules/draw.hpp"

namespace bowball::rules {
namespace {

/// The crews of one lane group in the order in which they take its lanes: those of one tier drawn, a better tier first.
std::vector<CrewId> drawn_by_tier(const std::vector<LaneSeed>& seeds, std::string_view seed, std::string_view label) {
    std::vector<CrewId> order;
    for (std::size_t begin = 0; begin < seeds.size();) {
        std::vector<CrewId> equals;
        auto end = begin;
        while (end < seeds.size() && seeds[end].tier == seeds[begin].tier) equals.push_back(seeds[end++].crew);
        for (const auto crew : draw_order(seed, label, equals)) order.push_back(crew);
        begin = end;
    }
    return order;
}

std::vector<CrewId> as_they_stand(const std::vector<LaneSeed>& seeds) {
    std::vector<CrewId> order;
    for (const auto& one : seeds) order.push_back(one.crew);
    return order;
}

}  // namespace

std::string_view to_string(LaneDrawing drawing) {
    switch (drawing) {
        case LaneDrawing::always: return "always";
        case LaneDrawing::equals: return "equals";
        case LaneDrawing::never: return "never";
    }
    return "unknown";
}

Result<LaneDrawing> parse_lane_drawing(std::string_view text) {
    return parse_one_of(text, std::array{LaneDrawing::always, LaneDrawing::equals, LaneDrawing::never});
}

Result<void> check(const LaneOrder& order) {
    std::set<std::uint16_t> seen;
    for (const auto& group : order.groups) {
        if (group.empty()) return Error{errc::bad_input, "a group of lanes is empty."};
        for (const auto lane : group) {
            if (!seen.insert(lane).second) return Error{errc::bad_input, "lane " + std::to_string(lane) + " is named twice."};
        }
    }
    if (seen.empty()) return Error{errc::bad_input, "name at least one lane."};
    return {};
}

std::size_t lane_count(const LaneOrder& order) {
    auto count = std::size_t{0};
    for (const auto& group : order.groups) count += group.size();
    return count;
}

LaneOrder centre_order(std::uint16_t count) {
    LaneOrder order;
    auto left = (count + 1) / 2;
    auto right = left + (count % 2 == 0 ? 1 : 0);
    for (; left >= 1; --left, ++right) {
        auto& group = order.groups.emplace_back();
        group.push_back(static_cast<std::uint16_t>(left));
        if (right != left) group.push_back(static_cast<std::uint16_t>(right));
    }
    return order;
}

LaneOrder slope_order(std::uint16_t best, std::uint16_t worst) {
    LaneOrder order;
    const auto step = best < worst ? 1 : -1;
    for (auto lane = int{best}; lane != worst + step; lane += step) order.groups.push_back({static_cast<std::uint16_t>(lane)});
    return order;
}

Result<std::vector<LaneSeat>> assign_lanes(const std::vector<LaneSeed>& seeds, const LaneOrder& order, std::string_view seed, std::string_view label) {
    if (seeds.size() > lane_count(order))
        return Error{errc::too_many, std::to_string(seeds.size()) + " crews do not fit into " + std::to_string(lane_count(order)) + " lanes. Move a crew, or use more lanes."};
    std::vector<LaneSeat> seats;
    auto next = seeds.begin();
    for (const auto& group : order.groups) {
        const auto size = std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(group.size()), seeds.end() - next);
        const std::vector<LaneSeed> here{next, next + size};
        next += size;
        auto lanes = group;
        auto crews = as_they_stand(here);
        if (order.drawing == LaneDrawing::equals) crews = drawn_by_tier(here, seed, label);
        if (order.drawing == LaneDrawing::always) {
            crews = draw_order(seed, label, crews);
            // A group that is not full: which of its lanes stays empty is drawn too.
            if (crews.size() < lanes.size()) lanes = draw_order(seed, std::string{label} + " empty", lanes);
        }
        for (std::size_t i = 0; i < crews.size(); ++i) seats.push_back({LaneNumber{lanes[i]}, crews[i]});
    }
    std::ranges::sort(seats, {}, &LaneSeat::lane);
    return seats;
}

}  // namespace bowball::rules
