// A regatta day for benchmarks: so many six-lane races with gates, reactions, three splits and a finish, each made
// official. The entries come out of the real race module, not out of a generator of look-alikes.
#pragma once
#include <vector>

#include "engine/event.hpp"
#include "race/race.hpp"

namespace bowball::bench {

/// The venue's wiring: start_box with red, green, gate_N, down_N, motion_N; course with split_M_N and finish_N.
[[nodiscard]] std::vector<ChannelBinding> wiring();

/// Meet, rules, events, crews, races 1..races, lanes drawn.
[[nodiscard]] std::vector<engine::Command> programme(std::uint32_t races, const rules::RuleSet& rules = {});

/// Orders before the start signal of a race, and after its last finish.
[[nodiscard]] std::vector<engine::Command> to_the_start(RaceId race);
[[nodiscard]] std::vector<engine::Command> after_the_finish(RaceId race);

/// One edge: its channel and the time since the start signal.
struct PlannedEdge {
    ChannelName channel;
    Duration since_start{};
};
/// Every edge of one race, by time; the first is red, the second green. 44 of them.
[[nodiscard]] std::vector<PlannedEdge> edges(RaceId race);

/// An edge as a device with a kernel stamp reports it.
[[nodiscard]] Observation observation(const ChannelName& channel, HostTime at);

/// The whole day, through a race with a journal in memory.
[[nodiscard]] std::vector<engine::Entry> make_day(std::uint32_t races, const rules::RuleSet& rules = {});

}  // namespace bowball::bench
