#include "race/host_health.hpp"

#include <gtest/gtest.h>

namespace bowball::race {
namespace host_health_test {

const io::HostClock good{io::HostClockState::synchronised, 1230us, 42us, 0ns, -12'500, 37};

TEST(HostHealth, SaysHowGoodTheTimeOfDayIs) {
    HostHealth health;
    EXPECT_EQ(health.look(good, {}, RaceTime{1s}, 3ms), "");
    EXPECT_EQ(health.view().state, "synchronised");
    EXPECT_EQ(health.view().text, "This computer's time of day is right to within 0.002 s.") << "never said smaller than it is";
    EXPECT_EQ(health.view().max_error_us, 1230);
    EXPECT_EQ(health.view().frequency_ppb, -12'500);
    EXPECT_EQ(health.view().wall_ahead_us, 3000);
    EXPECT_FALSE(health.view().changed_us);
    std::ignore = health.look({io::HostClockState::free_running}, {}, RaceTime{2s}, 3ms);
    EXPECT_EQ(health.view().state, "free running");
}

// user-pains 19 and 22: somebody sets the computer's clock in mid-race.
TEST(HostHealth, AStepOfTheTimeOfDayIsSaidOnceAndStaysShownWithItsSizeAndTime) {
    HostHealth health;
    std::ignore = health.look(good, {100s, 0s}, RaceTime{50s}, 0ns);
    EXPECT_EQ(health.look(good, {100s - 1h, 0s}, RaceTime{51s}, -1h), "This computer's time of day was set back by 3600.000 s. No time of a race changed.");
    EXPECT_EQ(health.look(good, {100s - 1h, 0s}, RaceTime{52s}, -1h), "");
    EXPECT_EQ(health.view().change_us, -3'600'000'000);
    EXPECT_EQ(health.view().changed_us, 51'000'000);
    EXPECT_NE(health.view().change_text, "");
}

TEST(HostHealth, ASlewOfAMillisecondIsSaidOnceUntilTheClockIsAtRest) {
    HostHealth health;
    auto raw = 0s;
    Duration slewed{};
    const auto run = [&](int seconds, Duration each) {
        std::string said;
        for (int i = 0; i < seconds; ++i) said += health.look(io::SlewLook{raw += 1s, raw + (slewed += each), 50ns});
        return said;
    };
    EXPECT_EQ(run(100, 0us), "");
    EXPECT_EQ(run(9, 100us), "") << "0.9 ms";
    EXPECT_NEAR(static_cast<double>(health.view().slewed_us), 900, 2) << "a trim that follows takes a little for itself";
    const auto said = run(60, 100us);
    EXPECT_TRUE(said.starts_with("This computer's clock is being slewed, 0.001 s in the last six minutes")) << said;
    EXPECT_EQ(said.find("slewed", said.find("slewed") + 1), std::string::npos) << "once: " << said;
    EXPECT_NEAR(static_cast<double>(health.slewed_by({raw, raw + slewed, 50ns}).count()), 6.9e6, 1e5);
    EXPECT_EQ(run(400, 0us), "");
    EXPECT_LT(health.view().slewed_us, 100);
    EXPECT_NE(run(60, 100us), "") << "anew";
    EXPECT_EQ(run(20, 100us), "") << "8 ms";
    EXPECT_NE(run(60, 1ms), "") << "ten times as much";
    HostHealth drip;
    raw = 0s;
    for (int i = 0; i < 5000; ++i) std::ignore = drip.look(io::SlewLook{raw += 1s, raw + (slewed += i == 10 ? 2ms : i % 300 == 0 ? 2us : 0us), 50ns});
    EXPECT_NE(drip.look(io::SlewLook{raw += 1s, raw + (slewed += 2ms), 50ns}), "") << "a little now and then does not keep it quiet for ever";
}

TEST(HostHealth, ASleepIsSaidForItShortensWhatRan) {
    HostHealth health;
    std::ignore = health.look(good, {100s, 0s}, RaceTime{50s}, 0ns);
    const auto said = health.look(good, {160s, 60s}, RaceTime{51s}, 0ns);
    EXPECT_EQ(said, "This computer slept for 60.000 s: every time that was running by its clock is too short by that. Forbid it to sleep.");
}

}  // namespace host_health_test
}  // namespace bowball::race
