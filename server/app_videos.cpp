#include "app_videos.hpp"

#include "clock/frame_clock.hpp"

namespace bowball {
namespace {

std::int64_t to_us(Duration span) { return std::chrono::floor<std::chrono::microseconds>(span).count(); }

/// What is known of the end of a video.
struct End {
    std::optional<std::int64_t> frames;
    std::optional<RaceTime> at;
};

std::optional<net::VideoMoment> moment_of(const clock::FrameClock& frames, const End& end, RaceTime at) {
    const auto found = frames.frame_at(at);
    if (found.frame < 0 || (end.frames && found.frame >= *end.frames) || (end.at && at > *end.at)) return std::nullopt;
    return net::VideoMoment{found.frame, to_us(found.position), to_us(found.length), std::chrono::ceil<std::chrono::microseconds>(found.uncertainty).count()};
}

}  // namespace

Result<std::vector<net::Video>> videos_of(const std::vector<formats::VideoConfig>& configured) {
    std::vector<net::Video> videos;
    for (const auto& one : configured) {
        std::vector<clock::FrameSighting> sightings;
        for (const auto& each : one.sightings) sightings.push_back({each.frame, each.at, each.uncertainty});
        auto frames = clock::FrameClock::make({one.rate_frames, one.rate_seconds}, std::move(sightings));
        if (!frames) return Error{frames.error().code, "Video " + one.name + ": " + frames.error().text};
        videos.push_back({one.name, one.title, to_string(one.point), one.file, one.url, [clock = std::move(*frames), end = End{one.frames, one.end}](RaceTime at) { return moment_of(clock, end, at); }});
    }
    return videos;
}

}  // namespace bowball
