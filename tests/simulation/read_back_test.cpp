// A start that is ordered and sensed: the recorded edges of a start line's lights (tests/devices/gpio.cap), read by the real
// driver, come into a race. What the read-back saw is t0; the order is only that.
#include <gtest/gtest.h>

#include <cstring>

#include "capture/device.hpp"
#include "core/kernel_record.hpp"
#include "engine/judge.hpp"
#include "engine/read_back.hpp"
#include "folders.hpp"
#include "io/capture_file.hpp"
#include "race/race.hpp"
#include "shaky_journal.hpp"
#include "venue.hpp"

namespace bowball::simulation {
namespace read_back_test {

/// When the recording began, on the clock of the kernel that stamped it.
constexpr Duration began = 4321s;
constexpr RaceTime zero{1'000'000s};
constexpr RaceId the_race{1};

class ReadBack : public testing::Test {
protected:
    void SetUp() override {
        race::Options options;
        options.anchor = Anchor{HostTime{}, zero};
        options.now = [this] { return race::Now{zero + now, WallTime{}}; };
        options.publish = [](const race::Batch&) {};
        options.output = [this](OutputOrder order) { orders.push_back(order.kind); };
        options.drivers = {{"start_lines", {"gpio", "documented", {}}}};
        options.channels.push_back({"start_lines", "line5", {PointKind::red_light, 0}, {}, Source::system_a, false});
        options.channels.push_back({"start_lines", "line6", {PointKind::start_signal, 0}, {}, Source::system_a, false});
        race = std::move(*race::Race::open(journal, std::move(options)));
        for (const auto* spec : capture::all_drivers()) {
            if (spec->name == "gpio") driver = std::move(*spec->make(*capture::complete_settings(*spec, {})));
        }
        programme();
    }

    void give(engine::Command command) {
        auto done = false;
        race->submit({std::move(command), {{"Anna", Role::admin}, {}, {}}, [&](const engine::Outcome& outcome) { done = outcome.has_value(); }});
        race->drain();
        ASSERT_TRUE(done);
    }

    void programme() {
        give(engine::RegisterRuleSet{{}});
        give(engine::DeclareEvent{"M1x", "Men's Single Sculls"});
        give(engine::EnterCrew{{CrewId{1}, "M1x", "C1", "Crew", "", {}}});
        give(engine::ScheduleRace{{the_race, "M1x", "FA", "Final", WallTime{}, 2000, "rowing", "1-1-1"}});
        give(engine::DrawLanes{the_race, {{LaneNumber{1}, CrewId{1}}}});
        give(engine::ArmRace{the_race});
    }

    /// Of a whole kernel::GpioEdge.
    static std::uint32_t line_of(std::string_view bytes) {
        kernel::GpioEdge edge;
        if (bytes.size() == sizeof edge) std::memcpy(&edge, bytes.data(), sizeof edge);
        return edge.offset;
    }

    /// Plays what came until `until` after the recording began; of line `deaf`, if any, nothing comes.
    void play(Duration from, Duration until, std::optional<std::uint32_t> deaf = {}) {
        const auto recording = io::read_capture(tests_folder() + "/devices/gpio.cap");
        ASSERT_TRUE(recording.has_value());
        Reporter reporter{"start_lines", [this](Observation observation) { race->observe(std::move(observation)); }};
        if (from == 0ns) driver->on_open(HostTime{began}, reporter);
        for (const auto& piece : recording->pieces) {
            if (piece.direction != '<' || piece.since_start < from || piece.since_start >= until) continue;
            if (deaf && line_of(piece.bytes) == *deaf) continue;
            now = began + piece.since_start;
            reporter.received = HostTime{now};
            driver->on_bytes(std::as_bytes(std::span{piece.bytes}), HostTime{now}, reporter);
            race->drain();
        }
    }

    /// Attention, what the lines did until red was on, and the order to start.
    void order_start() {
        now = began + 2900ms;
        give(engine::GiveAttention{the_race});
        play(0ns, 4s);
        now = began + 5249ms;
        give(engine::OrderStart{the_race});
    }

    [[nodiscard]] engine::StartJudgement start() const { return engine::judge(race->state(), *race->state().race(the_race)).start; }
    [[nodiscard]] std::ptrdiff_t unseen() const {
        return std::ranges::count(engine::judge(race->state(), *race->state().race(the_race)).warnings, engine::WarningKind::output_unseen, &engine::Warning::kind);
    }
    [[nodiscard]] std::optional<RaceTime> ordered() const { return race->state().race(the_race)->run()->start_ordered_at; }

    ShakyJournal journal;
    Duration now = began;
    std::vector<OutputKind> orders;
    std::unique_ptr<race::Race> race;
    std::unique_ptr<capture::Driver> driver;
};

TEST_F(ReadBack, WhatTheLightDidIsTheStartAndNotWhenItWasOrdered) {
    order_start();
    EXPECT_EQ(orders.back(), OutputKind::start);
    EXPECT_FALSE(start().signal_stamp) << "ordered is not started";
    play(4s, 16s);
    ASSERT_TRUE(start().signal_stamp && start().red);
    EXPECT_EQ(start().red->at, zero + began + 3s) << "the red light too is where it was seen";
    EXPECT_EQ(start().signal_stamp->at, zero + began + 5'250'004us) << "to the microsecond, as the kernel stamped the edge";
    EXPECT_EQ(start().signal_stamp->uncertainty, 100us);
    EXPECT_EQ(ordered(), zero + began + 5249ms);
    EXPECT_LT(*ordered(), start().signal_stamp->at) << "the order before the light";
    const auto* signal = race->state().impulse(*start().signal);
    EXPECT_EQ(signal->impulse.channel, "line6");
}

TEST_F(ReadBack, AnOrderThatSwitchedNothingStartsNothing) {
    order_start();
    EXPECT_EQ(race->next_deadline(), *ordered() + engine::switches_within);
    now = began + 5249ms + engine::switches_within;
    race->pass_deadlines();
    EXPECT_EQ(unseen(), 1) << "the red light was seen";
    play(4s, 16s, 6);
    EXPECT_EQ(ordered(), zero + began + 5249ms);
    EXPECT_FALSE(start().signal_stamp);
}

TEST_F(ReadBack, ARedLightThatFailedIsSaidBeforeTheStart) {
    now = began + 2900ms;
    give(engine::GiveAttention{the_race});
    play(0ns, 3900ms, 5);
    EXPECT_EQ(race->next_deadline(), zero + began + 2900ms + engine::switches_within);
    now = began + 3900ms;
    race->pass_deadlines();
    EXPECT_EQ(unseen(), 1);
}

}  // namespace read_back_test
}  // namespace bowball::simulation
