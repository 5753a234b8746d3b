#include "rules/lanes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "rules/draw.hpp"
#include "rules/heats.hpp"

namespace bowball::rules {
namespace lanes_test {

std::vector<LaneSeed> seeds(std::initializer_list<std::uint32_t> tiers) {
    std::vector<LaneSeed> made;
    for (const auto tier : tiers) made.push_back({CrewId{static_cast<std::uint32_t>(made.size() + 1)}, tier});
    return made;
}
std::map<std::uint32_t, int> lanes_by_crew(const std::vector<LaneSeat>& seats) {
    std::map<std::uint32_t, int> lanes;
    for (const auto& seat : seats) lanes[seat.crew.value()] = seat.lane.value();
    return lanes;
}

TEST(Draw, ATicketIsTheHashThatAnybodyCanRepeat) {
    // printf %s "20260724/FA lanes/17" | sha256sum
    EXPECT_EQ(to_hex(ticket("20260724", "FA lanes", 17)), "e357fc81f33c5f4729538b8d08f334f54cf97e3cfc307fd44f407d6d7d843d0b");
}

TEST(Draw, DoesNotDependOnTheOrderBeforeAndOneCrewMoreLeavesTheOthersInOrder) {
    const std::vector<CrewId> crews{CrewId{1}, CrewId{2}, CrewId{3}, CrewId{4}, CrewId{5}};
    const auto order = draw_order("s", "x", crews);
    EXPECT_EQ(draw_order("s", "x", std::vector<CrewId>{crews.rbegin(), crews.rend()}), order);
    auto more = crews;
    more.push_back(CrewId{6});
    auto without = draw_order("s", "x", more);
    std::erase(without, CrewId{6});
    EXPECT_EQ(without, order);
}

TEST(Draw, EveryOrderOfThreeComesUpAboutAsOften) {
    std::map<std::vector<CrewId>, int> seen;
    for (auto i = 0; i < 6000; ++i) ++seen[draw_order(std::to_string(i), "x", std::vector{CrewId{1}, CrewId{2}, CrewId{3}})];
    EXPECT_EQ(seen.size(), 6U);
    for (const auto& [order, count] : seen) EXPECT_NEAR(count, 1000, 150);  // five deviations
}

TEST(Lanes, Example40EqualsAreDrawnWithinTheirPair) {
    std::set<int> of_first;
    for (auto meet = 0; meet < 20; ++meet) {
        const auto lanes = lanes_by_crew(assign_lanes(seeds({1, 1, 2, 2, 3, 3}), centre_order(6), std::to_string(meet), "FA lanes").value());
        for (const auto crew : {1U, 2U}) EXPECT_TRUE(lanes.at(crew) == 3 || lanes.at(crew) == 4);
        for (const auto crew : {3U, 4U}) EXPECT_TRUE(lanes.at(crew) == 2 || lanes.at(crew) == 5);
        for (const auto crew : {5U, 6U}) EXPECT_TRUE(lanes.at(crew) == 1 || lanes.at(crew) == 6);
        of_first.insert(lanes.at(1));
    }
    EXPECT_EQ(of_first, (std::set{3, 4}));
}

TEST(Lanes, WhereRanksDifferTheFillOrderIs342516) {
    EXPECT_EQ(lanes_by_crew(assign_lanes(seeds({1, 2, 3, 4, 5, 6}), centre_order(6), "s", "x").value()),
              (std::map<std::uint32_t, int>{{1, 3}, {2, 4}, {3, 2}, {4, 5}, {5, 1}, {6, 6}}));
}

TEST(Lanes, NineLanesFillFromTheCentre) {
    std::vector<std::uint16_t> order;
    for (const auto& group : centre_order(9).groups) order.insert(order.end(), group.begin(), group.end());
    EXPECT_EQ(order, (std::vector<std::uint16_t>{5, 4, 6, 3, 7, 2, 8, 1, 9}));
}

TEST(Lanes, ASlopeGivesTheBestTheBestLane) {
    EXPECT_EQ(lanes_by_crew(assign_lanes(seeds({1, 1, 2}), slope_order(6, 1), "s", "x").value()), (std::map<std::uint32_t, int>{{1, 6}, {2, 5}, {3, 4}}));
    EXPECT_EQ(lanes_by_crew(assign_lanes(seeds({1, 2}), slope_order(1, 6), "s", "x").value()), (std::map<std::uint32_t, int>{{1, 1}, {2, 2}}));
}

TEST(Lanes, AthleticsDrawsWithinGroupsAndTheEmptyLaneToo) {
    const LaneOrder straight{{{3, 4, 5, 6}, {2, 7}, {1, 8}}, LaneDrawing::always};
    std::set<int> of_best;
    std::set<int> of_last;
    for (auto meet = 0; meet < 60; ++meet) {
        const auto lanes = lanes_by_crew(assign_lanes(seeds({1, 2, 3, 4, 5, 6, 7}), straight, std::to_string(meet), "x").value());
        of_best.insert(lanes.at(1));
        of_last.insert(lanes.at(7));
    }
    EXPECT_EQ(of_best, (std::set{3, 4, 5, 6}));
    EXPECT_EQ(of_last, (std::set{1, 8}));
}

TEST(Lanes, RefusesMoreCrewsThanLanes) {
    EXPECT_EQ(assign_lanes(seeds({1, 2, 3}), slope_order(1, 2), "s", "x").error().code, errc::too_many);
    EXPECT_TRUE(assign_lanes({}, centre_order(6), "s", "x").value().empty());
}

TEST(Heats, AthleticsGoesZigzag) {
    std::vector<std::vector<int>> heats(3);
    for (std::size_t i = 0; i < 12; ++i) heats[snake(i, 3)].push_back(static_cast<int>(i + 1));
    EXPECT_EQ(heats[0], (std::vector{1, 6, 7, 12}));
    EXPECT_EQ(heats[1], (std::vector{2, 5, 8, 11}));
    EXPECT_EQ(heats[2], (std::vector{3, 4, 9, 10}));
}

TEST(Heats, SwimmingCirclesTheLastThree) {
    EXPECT_EQ(swimming_heats(5, 8), (std::vector<std::size_t>{0, 0, 0, 0, 0}));
    EXPECT_EQ(swimming_heats(9, 8), (std::vector<std::size_t>{1, 0, 1, 0, 1, 0, 1, 0, 1})) << "two heats: alternately, the fastest in the second";
    const auto three = swimming_heats(24, 8);
    EXPECT_EQ((std::vector<std::size_t>{three.begin(), three.begin() + 5}), (std::vector<std::size_t>{2, 1, 0, 2, 1}));
    const auto five = swimming_heats(33, 8);
    EXPECT_EQ((std::vector<std::size_t>{five.begin(), five.begin() + 4}), (std::vector<std::size_t>{4, 3, 2, 4}));
    EXPECT_EQ(std::ranges::count(five, 0U), 3) << "thirty-three would leave one swimmer alone: three at least";
    EXPECT_EQ(std::ranges::count(five, 1U), 6);
    EXPECT_EQ(five.back(), 0U) << "the slowest swim first";
}

TEST(Heats, EveryNumberOfSwimmersFitsAndNoHeatHasFewerThanThree) {
    for (const std::size_t lanes : {4U, 5U, 6U, 8U, 10U}) {
        for (std::size_t swimmers = 1; swimmers <= 150; ++swimmers) {
            const auto heats = swimming_heats(swimmers, lanes);
            ASSERT_EQ(heats.size(), swimmers);
            std::map<std::size_t, std::size_t> sizes;
            for (const auto heat : heats) ++sizes[heat];
            EXPECT_EQ(sizes.size(), (swimmers + lanes - 1) / lanes);
            for (const auto& [heat, size] : sizes) {
                EXPECT_LE(size, lanes);
                if (swimmers >= 6) { EXPECT_GE(size, std::min<std::size_t>(3, lanes / 2)) << swimmers << " in " << lanes; }
            }
        }
    }
}

}  // namespace lanes_test
}  // namespace bowball::rules
