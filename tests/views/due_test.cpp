// When a crew is due by the clock, how that is said, and when nobody can say it.
#include <gtest/gtest.h>

#include "engine/world.hpp"
#include "views/project.hpp"

namespace bowball::views {
namespace due_test {

using engine::World;
using engine::the_race;

rules::RuleSet trial(Duration interval) {
    rules::RuleSet rules;
    rules.start.kind = rules::StartKind::individual;
    rules.start.order.interval = interval;
    return rules;
}

/// Of the start list. The race is in the programme at the origin of all times.
std::vector<ShownStart> starts(const World& world) {
    std::vector<ShownStart> found;
    for (const auto& topic : project_all(world.state)) {
        const auto* list = std::get_if<StartListView>(&topic.view);
        if (list == nullptr) continue;
        for (const auto& row : list->rows) found.push_back(row.start.value_or(ShownStart{}));
    }
    return found;
}

std::vector<std::string> texts(const World& world) {
    std::vector<std::string> found;
    for (const auto& start : starts(world)) found.push_back(start.after_text);
    return found;
}

std::optional<std::int64_t> second_due_us(const World& world) { return starts(world).at(1).due_us; }

TEST(ShownStart, HasAsManyDigitsAsItNeeds) {
    EXPECT_EQ(texts(World{trial(30s), 4}), (std::vector<std::string>{"0:00", "0:30", "1:00", "1:30"}));
    EXPECT_EQ(texts(World{trial(4500ms), 4}), (std::vector<std::string>{"0:00", "0:04.5", "0:09", "0:13.5"}));
    EXPECT_EQ(texts(World{trial(30s + 250ms), 3}), (std::vector<std::string>{"0:00", "0:30.25", "1:00.5"}));
    EXPECT_EQ(second_due_us(World{trial(4500ms), 2}), 4'500'000);
}

TEST(ShownStart, ByTheClockIsKnownAgainOnceTheProgrammeHasANewTime) {
    World world{trial(30s), 2};
    world.wait_until(1s).give(engine::ArmRace{the_race});
    EXPECT_EQ(second_due_us(world), 30'000'000);
    world.wait_until(10min).give(engine::OrderRerow{the_race, {}}, "a log on the course");
    EXPECT_EQ(second_due_us(world), std::nullopt) << "its time is past";
    EXPECT_EQ(texts(world), (std::vector<std::string>{"0:00", "0:30"}));
    world.wait_until(11min).give(engine::ArmRace{the_race});
    EXPECT_EQ(second_due_us(world), std::nullopt);
    world.give(engine::OrderRerow{the_race, {}}, "another log").give(engine::RescheduleRace{the_race, WallTime{20min}}, "after the log");
    EXPECT_EQ(second_due_us(world), (20min + 30s) / 1us);
}

TEST(ShownStart, ByTheClockIsNotKnownWhileTheRaceIsPostponed) {
    World world{trial(30s), 2};
    world.give(engine::PostponeRace{the_race}, "wind");
    EXPECT_EQ(second_due_us(world), std::nullopt);
    EXPECT_EQ(texts(world), (std::vector<std::string>{"0:00", "0:30"}));
}

TEST(Referee, IsToldOfAnEarlyCrewByWhenItWasDue) {
    rules::RuleSet rules;
    rules.start.order.staggered = true;
    World world{rules, 2};
    auto crew = world.state.crews.at(CrewId{101});
    crew.handicap_ms = 20'000;
    world.give(engine::EnterCrew{crew}, "masters").arm().start(10s).release(1, 10s + 5ms).release(2, 15s);
    for (const auto& topic : project_all(world.state)) {
        const auto* view = std::get_if<RefereeView>(&topic.view);
        if (view == nullptr) continue;
        ASSERT_FALSE(view->faults.empty());
        EXPECT_EQ(view->faults.front().text, "Lane 2: gate opened 15.000 s before it was due.");
    }
}

}  // namespace due_test
}  // namespace bowball::views
