// Warnings of the order of the crews: too close, all equal, against the picture, level where one goes on.
#include <algorithm>

#include "engine/warning_desk.hpp"

namespace bowball::engine {
namespace {

class OrderDesk : WarningDesk {
public:
    using WarningDesk::WarningDesk;

    void judge() {
        close_finishes();
        order();
        dead_heats();
    }

private:
    /// One warning for all who came in side by side. Whose neighbour has rowed again since is told by itself: it is level with somebody still.
    void close_finishes() {
        std::vector<std::vector<LaneNumber>> groups;
        for (const auto& result : judgement_.results) {
            if (!result.close_to) continue;
            auto group = std::ranges::find_if(groups, [&](const auto& lanes) { return lanes.back() == result.lane; });
            if (group == groups.end()) group = groups.insert(group, {result.lane});
            group->push_back(*result.close_to);
        }
        for (const auto& result : judgement_.results) {
            const auto is_told = [&](const auto& lanes) { return std::ranges::find(lanes, result.lane) != lanes.end(); };
            if (result.too_close && std::ranges::none_of(groups, is_told)) groups.push_back({result.lane});
        }
        for (const auto& lanes : groups) {
            const auto whose = lanes.size() == 1 ? "the place of lane " : "the order of lanes ";
            warn(WarningKind::too_close_to_call, {}, {}, "The stamps cannot tell " + (whose + list_of(lanes)) + ". Read the photo finish, or enter the order that was seen at the line.");
        }
    }

    void order() {
        std::vector<Duration> times;
        const LaneResult* better = nullptr;
        for (const auto& result : judgement_.results) {
            if (!result.time || result.status != ResultStatus::none) continue;
            times.push_back(result.time->exact);
            if (better != nullptr && result.rank > better->rank) compare_with_picture(*better, result);
            better = &result;
        }
        const auto all_equal = times.size() >= 3 && std::ranges::adjacent_find(times, std::not_equal_to<>{}) == times.end();
        if (all_equal) warn(WarningKind::all_equal, {}, {}, "All crews have the same time. A device or its cable is wrong.");
    }

    void compare_with_picture(const LaneResult& better, const LaneResult& worse) {
        const auto doubt = quadrature(better.time->uncertainty, worse.time->uncertainty);
        if (better.time->exact > worse.time->exact + doubt)
            warn(WarningKind::photo_disagrees, worse.lane, {},
                 "The picture places lane " + std::to_string(better.lane.value()) + " before lane " + std::to_string(worse.lane.value()) + ", the times do not. Check both.");
    }

    /// The rule set wants something done before the next round can be drawn.
    void dead_heats() {
        for (const auto& result : judgement_.results) {
            if (result.left_by_rerow)
                warn(WarningKind::dead_heat, result.lane, {}, lane_text(result.lane) + " held a place together with crews that have rowed again without it, and stands after them now. Order the " + case_.rules->words.tie_rerow + " for all of them, or confirm with a reason.");
        }
        for (const auto& tie : judgement_.dead_heats) {
            if (!tie.is_open) continue;
            warn(WarningKind::dead_heat, {}, {}, "Lanes " + list_of(tie.lanes) + " hold place " + std::to_string(tie.place) + " together" +
                 (case_.race.programme.advance == 0 ? ". If it decides who goes on: " : ", which decides who goes on: ") + remedy_of(tie.policy));
        }
    }

    [[nodiscard]] std::string remedy_of(rules::TiePolicy policy) const {
        switch (policy) {
            case rules::TiePolicy::rerow: return "order a " + case_.rules->words.tie_rerow + " of these crews.";
            case rules::TiePolicy::both_advance_if_lane: return "all go on if the next round has a lane for each, else draw lots.";
            case rules::TiePolicy::draw: return "draw lots between them.";
            case rules::TiePolicy::share_rank: break;
        }
        return "the place is shared.";
    }
};

}  // namespace

void warn_of_order(const Case& the_case, const Judgement& judgement, const Crossings& crossings, std::vector<Warning>& found) { OrderDesk{the_case, judgement, crossings, found}.judge(); }

}  // namespace bowball::engine
