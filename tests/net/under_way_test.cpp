// What is on its way to the public: the newest of each topic, in the order in which it came, and nothing that everybody has.
#include "net/under_way.hpp"

#include <gtest/gtest.h>

namespace bowball::net {
namespace under_way_test {

Broadcast broadcast(std::uint64_t number, const std::vector<std::string>& topics, bool turns = false) {
    Broadcast made;
    made.number = number;
    made.turns = turns;
    for (const auto& topic : topics) made.views.push_back({views::Audience::everyone, Packet::for_all(topic + " " + std::to_string(number), {{}, topic, 0})});
    return made;
}

std::vector<std::string> after(const UnderWay& under_way, std::uint64_t number) {
    std::vector<std::string> found;
    under_way.each_after(number, [&](const Broadcast::View& view) { found.emplace_back(view.packet->json()); });
    return found;
}

TEST(UnderWay, HoldsOfEachTopicTheNewest) {
    UnderWay under_way;
    for (std::uint64_t number = 1; number <= 1'000; ++number) {
        const auto made = broadcast(number, {"meet", "race/" + std::to_string(number % 3) + "/board"});
        under_way.add(number, &made);
    }
    EXPECT_EQ(under_way.views(), 4u);
    EXPECT_EQ(after(under_way, 0), (std::vector<std::string>{"race/2/board 998", "race/0/board 999", "meet 1000", "race/1/board 1000"}));
    EXPECT_EQ(after(under_way, 998), (std::vector<std::string>{"race/0/board 999", "meet 1000", "race/1/board 1000"}));
    EXPECT_TRUE(after(under_way, 1'000).empty());
}

TEST(UnderWay, ForgetsWhatEverybodyHasAndTellsOfIt) {
    UnderWay under_way;
    const auto one = broadcast(7, {"meet"});
    const auto two = broadcast(8, {"health"});
    under_way.add(1, &one);
    under_way.add(2, nullptr);
    under_way.add(3, &two);
    std::vector<std::uint64_t> told;
    const auto tell = [&](std::uint64_t number) { told.push_back(number); };
    under_way.finish(2, tell);
    EXPECT_EQ(told, (std::vector<std::uint64_t>{7}));
    EXPECT_EQ(under_way.views(), 1u);
    EXPECT_FALSE(under_way.is_empty());
    const auto again = broadcast(9, {"meet"});
    under_way.add(4, &again);
    under_way.finish(4, tell);
    EXPECT_EQ(told, (std::vector<std::uint64_t>{7, 8, 9}));
    EXPECT_TRUE(under_way.is_empty());
    EXPECT_EQ(under_way.views(), 0u);
}

TEST(UnderWay, WhatWasCurrentBeforeAnotherRaceIsNotSentAfterIt) {
    UnderWay under_way;
    const auto before = broadcast(1, {"current/board", "current/start", "currents", "meet"});
    const auto turn = broadcast(2, {"current/board", "meet"}, true);
    under_way.add(1, &before);
    under_way.add(2, &turn);
    EXPECT_EQ(after(under_way, 0), (std::vector<std::string>{"currents 1", "current/board 2", "meet 2"}));
}

}  // namespace under_way_test
}  // namespace bowball::net
