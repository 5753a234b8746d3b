// Reactions of the whole meet, by lane and by sensor.
//
// A lane is compared with the others of the same start, never with other starts: how long crews wait, how loud it is and how good they
// are differs from race to race, and concerns all lanes alike.
//
// Made anew whenever one reaction is new: 120 starts of six lanes cost half a millisecond, 200 less than one.
#include <algorithm>

#include "rules/rounding.hpp"
#include "rules/spread.hpp"
#include "views/project.hpp"

namespace bowball::views {
namespace {

using engine::MeasuredReaction;
using Group = ReactionsView::Group;

constexpr std::string_view test_text =
    "Sign test: each reaction against the middle of the others in the same start. Systematic means that, of at least 10 comparisons, shorter and longer ones differ by more than three times the "
    "root of their number; by chance that befalls 3 in 1000.";

/// What is gathered of a lane or a sensor.
struct Gathered {
    std::vector<Duration> reactions;
    std::vector<Duration> differences;
    std::uint32_t below = 0;
};

/// Fewer others have no middle worth the name.
constexpr std::size_t fewest_others = 2;

/// Gathers one start, each reaction under its key.
template <class Key, class KeyOf>
void gather(std::map<Key, Gathered>& groups, const std::vector<MeasuredReaction>& start, KeyOf key_of) {
    for (const auto& one : start) {
        auto& group = groups[key_of(one)];
        group.reactions.push_back(one.reaction);
        if (one.is_below) ++group.below;
        std::vector<Duration> others;
        for (const auto& other : start) {
            if (key_of(other) != key_of(one)) others.push_back(other.reaction);
        }
        if (others.size() >= fewest_others) group.differences.push_back(one.reaction - rules::middle_of(std::move(others)));
    }
}

std::string milliseconds(Duration span) { return std::to_string(std::chrono::abs(span) / 1ms) + " ms"; }

void fill(Group& group, const Gathered& gathered, const std::string& name) {
    const auto spread = rules::spread_of(gathered.reactions);
    group.count = static_cast<std::uint32_t>(spread.count);
    group.least_ns = spread.least.count();
    group.lower_ns = spread.lower.count();
    group.median_ns = spread.median.count();
    group.upper_ns = spread.upper.count();
    group.most_ns = spread.most.count();
    group.below = gathered.below;
    group.shorter = static_cast<std::uint32_t>(std::ranges::count_if(gathered.differences, [](Duration one) { return one < 0ns; }));
    group.longer = static_cast<std::uint32_t>(std::ranges::count_if(gathered.differences, [](Duration one) { return one > 0ns; }));
    if (gathered.differences.empty()) return;
    const auto offset = rules::middle_of(gathered.differences);
    group.offset_ns = offset.count();
    group.systematic = rules::is_systematic(group.shorter, group.longer);
    if (!group.systematic) return;
    const auto is_shorter = group.shorter > group.longer;
    group.text = name + ": " + (is_shorter ? "sooner" : "later") + " than the others in " + std::to_string(is_shorter ? group.shorter : group.longer) + " of " +
                 std::to_string(group.shorter + group.longer) + " starts, by " + milliseconds(offset) + " in the middle. Check the sensor and the signal there before a crew is blamed.";
}

}  // namespace

TopicView project_reactions(const engine::MeetState& state, const std::map<RaceId, engine::RaceReactions>& reactions) {
    std::map<LaneNumber, Gathered> lanes;
    std::map<std::tuple<DeviceName, ChannelName, std::string>, Gathered> sensors;
    ReactionsView view;
    for (const auto& [race, measured] : reactions) {
        for (auto first = measured.begin(); first != measured.end();) {
            const auto next = std::find_if(first, measured.end(), [&](const MeasuredReaction& one) { return one.run != first->run; });
            const std::vector<MeasuredReaction> start{first, next};
            gather(lanes, start, [](const MeasuredReaction& one) { return one.lane; });
            gather(sensors, start, [](const MeasuredReaction& one) { return std::tuple{one.device, one.channel, one.algorithm}; });
            ++view.starts;
            first = next;
        }
    }
    for (const auto& [lane, gathered] : lanes) {
        auto& group = view.lanes.emplace_back();
        group.lane = lane.value();
        fill(group, gathered, "Lane " + std::to_string(lane.value()));
    }
    for (const auto& [sensor, gathered] : sensors) {
        auto& group = view.sensors.emplace_back();
        std::tie(group.device, group.channel, group.algorithm) = sensor;
        fill(group, gathered, group.device + " " + group.channel + (group.algorithm.empty() ? "" : " (" + group.algorithm + ")"));
    }
    view.test = test_text;
    return {"meet/reactions", Audience::officials, state.head, std::move(view)};
}

}  // namespace bowball::views
