// Which frame of a video shows an instant. Pure: frames and instants in, nothing is opened here.
//
// A recorder says when it began and how many frames a second it takes, and neither is exactly so: it begins late, its quartz is
// off, it drops frames. So a person looks for things whose instant is known, a light, a beam that breaks, and names the frame
// that shows them. Between two such frames the video runs at the rate that they give; beyond them at the rate that it claims.
#pragma once
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"

namespace bowball::clock {

/// Frames in so many seconds: 60000 in 1001 is what cameras call 59.94.
struct FrameRate {
    std::int64_t frames = 25;
    std::int64_t seconds = 1;
    friend bool operator==(const FrameRate&, const FrameRate&) = default;
};

/// A frame that is known to show an instant.
struct FrameSighting {
    std::int64_t frame = 0;      ///< counted from 0
    RaceTime at;
    Duration uncertainty{};      ///< of `at`; half-width, 95 %
    friend bool operator==(const FrameSighting&, const FrameSighting&) = default;
};

/// Where an instant is.
struct FramePosition {
    std::int64_t frame = 0;      ///< below 0: the video had not begun
    Duration position{};         ///< of the middle of the frame, from the beginning of the video, at the rate that it claims
    Duration length{};           ///< of a frame
    Duration uncertainty{};      ///< of the instant that the frame shows; half-width, 95 %
    friend bool operator==(const FramePosition&, const FramePosition&) = default;
};

class FrameClock {
public:
    /// How far the quartz of a camera is believed, beyond the sightings: 100 ppm, what the cheap ones are sold with (own).
    static constexpr std::int64_t rate_tolerance_ppm = 100;

    /// Fails with errc::bad_input: no sighting; a rate that is none; a frame more than ten years into the video, or an instant that is
    /// not of the years 1970 to 2200; two sightings that contradict each other, because frames
    /// and instants do not rise together or because more than every tenth frame would be missing between them.
    [[nodiscard]] static Result<FrameClock> make(FrameRate rate, std::vector<FrameSighting> sightings);

    /// An instant that is not of the years 1970 to 2200 is taken as the nearest of them.
    [[nodiscard]] FramePosition frame_at(RaceTime at) const;

private:
    FrameClock(FrameRate rate, std::vector<FrameSighting> sightings) : rate_(rate), sightings_(std::move(sightings)) {}
    [[nodiscard]] FramePosition beyond(const FrameSighting& nearest, RaceTime at) const;
    [[nodiscard]] FramePosition between(const FrameSighting& before, const FrameSighting& after, RaceTime at) const;
    [[nodiscard]] FramePosition position_of(std::int64_t frame, Duration uncertainty) const;

    FrameRate rate_;
    std::vector<FrameSighting> sightings_;   ///< by frame, at least one
};

}  // namespace bowball::clock
