#include <gtest/gtest.h>

#include "formats/config.hpp"

namespace bowball::formats {
namespace config_videos_test {

std::string refusal(const std::string& text) {
    const auto read = read_config(text, "/venue/venue.toml");
    return read ? "accepted" : read.error().text;
}

const std::string finish = "[[videos]]\nname = \"finish\"\npoint = \"finish\"\nfile = \"day1/finish.mp4\"\nframe_rate = \"60000/1001\"\nstart = 2026-07-24T08:59:58.250Z\n";

TEST(VideoConfig, NamesAFileItsRateAndWhatIsKnownOfItsClock) {
    const auto config = read_config(finish + "start_uncertainty_ms = 40\n[[videos.corrections]]\nframe = 5994\ninstant = 2026-07-24T11:01:38.2751+02:00\nuncertainty_us = 1500\n", "/venue/venue.toml");
    ASSERT_TRUE(config) << config.error().text;
    ASSERT_EQ(config->videos.size(), 1u);
    const auto& video = config->videos[0];
    EXPECT_EQ(video.title, "finish");
    EXPECT_EQ(video.point, TimingPoint{PointKind::finish});
    EXPECT_EQ(video.file, "/venue/day1/finish.mp4");
    EXPECT_EQ(video.rate_frames, 60'000);
    EXPECT_EQ(video.rate_seconds, 1001);
    ASSERT_EQ(video.sightings.size(), 2u);
    EXPECT_EQ(video.sightings[0].frame, 0);
    EXPECT_EQ(video.sightings[0].uncertainty, 40ms);
    EXPECT_EQ(video.sightings[1].at - video.sightings[0].at, 100s + 25'100us);
    EXPECT_EQ(video.sightings[1].uncertainty, 1500us);
}

TEST(VideoConfig, ItsEndMayBeKnown) {
    const auto config = read_config(finish + "frames = 216000\nend = 2026-07-24T12:00:00+02:00\n", "/venue/venue.toml");
    ASSERT_TRUE(config) << config.error().text;
    EXPECT_EQ(config->videos[0].frames, 216'000);
    EXPECT_EQ(*config->videos[0].end - config->videos[0].sightings[0].at, 3601s + 750ms);
    EXPECT_FALSE(read_config(finish, "v.toml")->videos[0].frames);
}

// user-pains 13: in the night when summer time ends an hour of names and sidecar files came twice.
TEST(VideoConfig, Pain13AnInstantBearsItsOffsetSoNoHourComesTwice) {
    const auto begin_of = [](const std::string& instant) {
        const auto config = read_config("[[videos]]\nname = \"finish\"\npoint = \"finish\"\nfile = \"a.mp4\"\nframe_rate = \"50\"\nstart = " + instant + "\n", "/venue/venue.toml");
        return config->videos.at(0).sightings.at(0).at;
    };
    EXPECT_EQ(begin_of("2026-10-25T02:30:00+01:00") - begin_of("2026-10-25T02:30:00+02:00"), 1h);
    EXPECT_EQ(begin_of("2026-10-25T02:30:00+01:00"), begin_of("2026-10-25T01:30:00Z"));
}

TEST(VideoConfig, AStreamNeedsNoFile) {
    const auto config = read_config("[[videos]]\nname = \"start\"\ntitle = \"Start line\"\npoint = \"start_signal\"\nurl = \"https://10.0.0.7/start.mp4\"\nframe_rate = \"50\"\nstart = 2026-07-24T09:00:00Z\n", "v.toml");
    ASSERT_TRUE(config) << config.error().text;
    EXPECT_EQ(config->videos[0].url, "https://10.0.0.7/start.mp4");
    EXPECT_EQ(config->videos[0].sightings[0].uncertainty, 1s) << "a file's begin is known to a second if nobody says more";
}

TEST(VideoConfig, WhatIsWrongIsNamedWithItsPlace) {
    const auto has = [](const std::string& text, const std::string& part) {
        const auto said = refusal(text);
        EXPECT_NE(said.find(part), std::string::npos) << said;
        EXPECT_NE(said.find("/venue/venue.toml:"), std::string::npos) << said;
    };
    has(finish + "frame_rat = 3\n", "Did you mean \"frame_rate\"?");
    has(finish + "url = \"http://x/\"\n", "either \"file\" or \"url\"");
    has(finish + "[[videos.corrections]]\nframe = 3\ninstant = \"noon\"\n", "must be a date and time");
    has(finish + "[[videos.corrections]]\nframe = 3\n", "lacks \"instant\"");
    has(finish + "[[videos.corrections]]\nframe = 3\ninstant = 2026-07-24T09:00:00Z\nfps = 3\n", "is not known here");
    has(finish + finish, "two videos named \"finish\"");
    has("[[videos]]\nname = \"at\"\nfile = \"x.mp4\"\nframe_rate = \"50\"\nstart = 2026-07-24T09:00:00Z\n", "is no name for a video");
    has("[[videos]]\nname = \"x\"\nfile = \"x.mp4\"\nframe_rate = \"50\"\nstart = 2026-07-24T09:00:00\n", "videos[0].start needs its offset from UTC");
    has(finish + "[[videos.corrections]]\nframe = 3\ninstant = 2026-07-24T09:00:00\n", "needs its offset from UTC");
    has(finish + "end = 2026-07-24T10:00:00\n", "needs its offset from UTC");
    has(finish + "end = 2026-07-24T08:59:58Z\n", "\"end\" is before \"start\"");
    has(finish + "frames = 0\n", "\"frames\" is above 0");
    has("[[videos]]\nname = \"../x\"\n", "small letters");
    has("[[videos]]\nname = \"x\"\nurl = \"file:///etc/passwd\"\n", "begins with http://");
    has("[[videos]]\nname = \"x\"\nfile = \"x.mp4\"\n", "frame_rate");
    has("[[videos]]\nname = \"x\"\nfile = \"x.mp4\"\nframe_rate = \"59.94\"\n", "frame_rate");
    has("[[videos]]\nname = \"x\"\nfile = \"x.mp4\"\nframe_rate = \"50\"\n", "needs \"start\"");
    has("[videos]\nname = \"x\"\n", "write [[videos]]");
    has("[[videos]]\nname = \"x\"\nfile = \"x.mp4\"\nframe_rate = \"50\"\nstart = 9999-07-24T00:00:00Z\n", "must be a date and time");
    has("[[videos]]\nname = \"x\"\nfile = \"x.mp4\"\nframe_rate = \"50\"\nstart = 2026-07-24\n", "must be a date and time");
}

}  // namespace config_videos_test
}  // namespace bowball::formats
