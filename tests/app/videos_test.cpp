#include "app_videos.hpp"

#include <gtest/gtest.h>

namespace bowball {
namespace videos_test {

const RaceTime began{1'784'880'000s};

TEST(VenueVideos, AnInstantFindsItsFrame) {
    const auto videos = videos_of({{"finish", "Finish line", {PointKind::finish}, "/x.mp4", "", 50, 1, {{0, began, 40ms}}}});
    ASSERT_TRUE(videos) << videos.error().text;
    EXPECT_EQ(videos->at(0).point, "finish");
    EXPECT_FALSE(videos->at(0).moment(began - 1s)) << "it had not begun";
    const auto moment = videos->at(0).moment(began + 10s);
    ASSERT_TRUE(moment);
    EXPECT_EQ(moment->frame, 500);
    EXPECT_EQ(moment->position_us, 10'010'000);
    EXPECT_EQ(moment->frame_us, 20'000);
    EXPECT_EQ(moment->uncertainty_us, 40'000 + 10'000 + 1'000);
}

TEST(VenueVideos, WhatHadEndedIsLeftOut) {
    const auto videos = videos_of({{"whole", "Whole", {}, "/x.mp4", "", 50, 1, {{0, began, 0ns}}, 500, std::nullopt}, {"day", "Day", {}, "/y.mp4", "", 50, 1, {{0, began, 0ns}}, std::nullopt, began + 20s}});
    ASSERT_TRUE(videos) << videos.error().text;
    const auto frame_at = [&](std::size_t video, Duration since) {
        const auto moment = videos->at(video).moment(began + since);
        return moment ? moment->frame : -1;
    };
    EXPECT_EQ(frame_at(0, 9980ms), 499);
    EXPECT_EQ(frame_at(0, 10s), -1) << "it has 500 frames";
    EXPECT_EQ(frame_at(1, 20s), 1000);
    EXPECT_EQ(frame_at(1, 20s + 1ns), -1);
}

TEST(VenueVideos, AContradictionNamesTheVideo) {
    const auto videos = videos_of({{"gate", "Gate", {}, "/x.mp4", "", 50, 1, {{0, began, 0ns}, {100, began - 1s, 0ns}}}});
    ASSERT_FALSE(videos);
    EXPECT_EQ(videos.error().text, "Video gate: The instants of frames 0 and 100 do not rise with the frames.");
}

}  // namespace videos_test
}  // namespace bowball
