#include "clock/frame_clock.hpp"

#include <gtest/gtest.h>

namespace bowball::clock {
namespace frame_clock_test {

const RaceTime began{1'784'880'000s};

FrameClock clock_of(FrameRate rate, std::vector<FrameSighting> sightings) { return FrameClock::make(rate, std::move(sightings)).value(); }
std::string refusal(FrameRate rate, std::vector<FrameSighting> sightings) {
    const auto made = FrameClock::make(rate, std::move(sightings));
    return made ? "accepted" : made.error().text;
}

TEST(FrameClock, AKnownBeginAndTheRateGiveTheFrame) {
    const auto clock = clock_of({50, 1}, {{0, began, 5ms}});
    EXPECT_EQ(clock.frame_at(began), (FramePosition{0, 10ms, 20ms, 15ms}));
    EXPECT_EQ(clock.frame_at(began + 2s), (FramePosition{100, 2010ms, 20ms, 15ms + 200us})) << "100 ppm of 2 s";
    EXPECT_EQ(clock.frame_at(began + 2s + 9ms).frame, 100);
    EXPECT_EQ(clock.frame_at(began + 2s + 10ms).frame, 101) << "nearer to the next";
}

TEST(FrameClock, BeforeItBeganTheFrameIsBelowZero) {
    const auto clock = clock_of({50, 1}, {{0, began, 0ms}});
    EXPECT_EQ(clock.frame_at(began - 1s).frame, -50);
    EXPECT_EQ(clock.frame_at(began - 5ms).frame, 0);
}

TEST(FrameClock, ARateThatIsNoWholeNumberStaysExactAllDay) {
    const auto clock = clock_of({60000, 1001}, {{0, began, 0ns}});
    EXPECT_EQ(clock.frame_at(began + 36036s).frame, 2'160'000) << "ten hours later";
    EXPECT_EQ(clock.frame_at(began + 1001s).position, 1001s + 8'341'667ns) << "the middle of frame 60000";
}

TEST(FrameClock, BetweenTwoSightingsTheVideoRunsAsTheySay) {
    // A quartz that is 80 ppm slow: 10 min are 29997.6 frames of 50.
    const auto clock = clock_of({50, 1}, {{0, began, 1ms}, {29'998, began + 600s, 2ms}});
    EXPECT_EQ(clock.frame_at(began + 300s).frame, 14'999);
    EXPECT_EQ(clock.frame_at(began + 300s).uncertainty, 2ms + 10ms) << "no drift between two that agree";
    EXPECT_EQ(clock.frame_at(began + 700s).frame, 29'998 + 5'000) << "beyond them at the rate that it claims";
    EXPECT_EQ(clock.frame_at(began + 700s).uncertainty, 2ms + 10ms + 10ms);
}

TEST(FrameClock, AFrameThatWasNamedIsTheFrameOfItsInstant) {
    const auto clock = clock_of({50, 1}, {{29'000, began + 600s, 1ms}, {0, began, 1ms}, {400, began + 8s, 1ms}});
    EXPECT_EQ(clock.frame_at(began).frame, 0);
    EXPECT_EQ(clock.frame_at(began + 8s).frame, 400);
    EXPECT_EQ(clock.frame_at(began + 600s).frame, 29'000);
}

TEST(FrameClock, DroppedFramesWidenTheUncertaintyByWhatTheyHide) {
    const auto clock = clock_of({50, 1}, {{0, began, 1ms}, {29'000, began + 600s, 1ms}});
    EXPECT_EQ(clock.frame_at(began + 300s).uncertainty, 1ms + 10ms + 20s) << "1,000 frames are missing, nobody knows where";
    EXPECT_EQ(clock.frame_at(began - 1s).uncertainty, 1ms + 10ms + 100us) << "none of it before the first";
}

TEST(FrameClock, NoInstantAndNoFrameIsTooFarForItsSums) {
    const auto clock = clock_of({50, 1}, {{0, began, 0ns}});
    const RaceTime earliest{Duration{INT64_MIN}};
    const RaceTime latest{Duration{INT64_MAX}};
    EXPECT_EQ(clock.frame_at(earliest), clock.frame_at(RaceTime{})) << "the first instant that there is";
    EXPECT_LT(clock.frame_at(earliest).frame, 0);
    EXPECT_GT(clock.frame_at(latest).frame, 50 * 86400LL * 365 * 140) << "140 years of it";
    EXPECT_GT(clock.frame_at(latest).position, 0ns);
    EXPECT_GT(clock.frame_at(latest).uncertainty, 0ns);
    EXPECT_NE(refusal({1, 10}, {{1'000'000'000'000'000, began, 0ns}}).find("more than ten years"), std::string::npos);
    EXPECT_NE(refusal({50, 1}, {{0, earliest, 0ns}}).find("1970 to 2200"), std::string::npos);
    EXPECT_NE(refusal({50, 1}, {{0, latest, 0ns}}).find("1970 to 2200"), std::string::npos);
    EXPECT_NE(refusal({50, 1}, {{0, began, Duration{INT64_MAX}}}).find("above ten years"), std::string::npos);
    EXPECT_EQ(refusal({1'000'000, 1}, {{300'000'000'000'000, began, 0ns}}), "accepted");
}

TEST(FrameClock, ContradictionsAreRefusedByName) {
    EXPECT_EQ(refusal({50, 1}, {}), "No frame's instant is known.");
    EXPECT_EQ(refusal({50, 1}, {{0, began, 0ns}, {100, began - 1s, 0ns}}), "The instants of frames 0 and 100 do not rise with the frames.");
    EXPECT_EQ(refusal({50, 1}, {{7, began, 0ns}, {7, began + 1s, 0ns}}), "The instants of frames 7 and 7 do not rise with the frames.");
    EXPECT_NE(refusal({50, 1}, {{0, began, 0ns}, {100, began + 10s, 0ns}}).find("do not go with the frame rate"), std::string::npos);
    EXPECT_NE(refusal({50, 1}, {{-1, began, 0ns}}).find("counted from 0"), std::string::npos);
    EXPECT_NE(refusal({50, 1}, {{0, began, -1ns}}).find("below zero"), std::string::npos);
    for (const auto rate : {FrameRate{0, 1}, FrameRate{1, 0}, FrameRate{-50, -1}, FrameRate{1, 11}, FrameRate{INT64_MAX, 1}, FrameRate{INT64_MAX, INT64_MAX}})
        EXPECT_NE(refusal(rate, {{0, began, 0ns}}).find("frame rate is between"), std::string::npos) << rate.frames << " in " << rate.seconds;
}

}  // namespace frame_clock_test
}  // namespace bowball::clock
