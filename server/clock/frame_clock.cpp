#include "clock/frame_clock.hpp"

#include <algorithm>
#include <string>

namespace bowball::clock {
namespace {

__extension__ using Exact = __int128;  // nanoseconds times frames do not fit 64 bits

constexpr std::int64_t second_ns = 1'000'000'000;
/// From one frame in ten seconds to the fastest line camera.
constexpr std::int64_t most_frames_per_s = 1'000'000;
constexpr std::int64_t longest_frame_s = 10;
/// Beyond this a sighting is a slip of the pen. With it, and instants of the years 1970 to 2200, every sum below fits 64 bits.
constexpr auto longest_video = std::chrono::hours{10 * 366 * 24};
constexpr RaceTime first_instant{};
constexpr RaceTime last_instant{std::chrono::sys_days{std::chrono::year{2201} / 1 / 1}.time_since_epoch()};

/// a * b / c to the nearest, a half upwards; c above 0.
std::int64_t scaled(Exact a, Exact b, Exact c) {
    const auto product = 2 * a * b + c;
    const auto whole = product / (2 * c);
    return static_cast<std::int64_t>(product < 0 && product % (2 * c) != 0 ? whole - 1 : whole);
}

/// How long so many frames take at the rate that the video claims.
Duration span_of(std::int64_t frames, FrameRate rate) { return Duration{scaled(frames, Exact{rate.seconds} * second_ns, rate.frames)}; }

Duration drift(Duration span) { return Duration{scaled(std::chrono::abs(span).count(), FrameClock::rate_tolerance_ppm, 1'000'000)}; }

/// What two sightings say of the time between them, less what the rate says.
Duration disagreement(const FrameSighting& before, const FrameSighting& after, FrameRate rate) {
    return std::chrono::abs((after.at - before.at) - span_of(after.frame - before.frame, rate));
}

Result<void> check_rate(FrameRate rate) {
    const auto is_rate = rate.frames > 0 && rate.seconds > 0 && rate.seconds <= 1'000'000 && rate.frames / rate.seconds <= most_frames_per_s &&
                         rate.seconds / rate.frames <= longest_frame_s;
    if (is_rate) return {};
    return Error{errc::bad_input, "A frame rate is between one frame in 10 s and 1,000,000 in 1 s."};
}

Result<void> check_sighting(const FrameSighting& one, FrameRate rate) {
    const auto frame = std::to_string(one.frame);
    if (one.frame < 0) return Error{errc::bad_input, "Frames are counted from 0: " + frame + " is none."};
    if (Exact{one.frame} * rate.seconds > Exact{longest_video / 1s} * rate.frames) return Error{errc::bad_input, "Frame " + frame + " would come more than ten years after the first."};
    if (one.at < first_instant || one.at >= last_instant) return Error{errc::bad_input, "The instant of frame " + frame + " is not of the years 1970 to 2200."};
    if (one.uncertainty < 0ns || one.uncertainty > longest_video) return Error{errc::bad_input, "The uncertainty of frame " + frame + " is below zero, or above ten years."};
    return {};
}

Result<void> check_pair(const FrameSighting& before, const FrameSighting& after, FrameRate rate) {
    const auto pair = "frames " + std::to_string(before.frame) + " and " + std::to_string(after.frame);
    if (after.frame == before.frame || after.at <= before.at) return Error{errc::bad_input, "The instants of " + pair + " do not rise with the frames."};
    if (disagreement(before, after, rate) > (after.at - before.at) / 10)
        return Error{errc::bad_input, "The instants of " + pair + " do not go with the frame rate: more than every tenth frame would be missing or double."};
    return {};
}

}  // namespace

Result<FrameClock> FrameClock::make(FrameRate rate, std::vector<FrameSighting> sightings) {
    if (const auto good = check_rate(rate); !good) return good.error();
    if (sightings.empty()) return Error{errc::bad_input, "No frame's instant is known."};
    for (const auto& one : sightings) {
        if (const auto good = check_sighting(one, rate); !good) return good.error();
    }
    std::ranges::sort(sightings, {}, &FrameSighting::frame);
    for (std::size_t i = 1; i < sightings.size(); ++i) {
        if (const auto good = check_pair(sightings[i - 1], sightings[i], rate); !good) return good.error();
    }
    return FrameClock{rate, std::move(sightings)};
}

FramePosition FrameClock::frame_at(RaceTime instant) const {
    const auto at = std::clamp(instant, first_instant, last_instant);
    const auto after = std::ranges::find_if(sightings_, [&](const FrameSighting& one) { return one.at >= at; });
    if (after == sightings_.begin() || after == sightings_.end()) return beyond(after == sightings_.end() ? sightings_.back() : *after, at);
    return between(*(after - 1), *after, at);
}

FramePosition FrameClock::beyond(const FrameSighting& nearest, RaceTime at) const {
    const auto span = at - nearest.at;
    const auto frames = scaled(span.count(), rate_.frames, Exact{rate_.seconds} * second_ns);
    return position_of(nearest.frame + frames, nearest.uncertainty + drift(span));
}

/// Where the two do not go with the rate, frames were lost or doubled, and nobody knows where between them.
FramePosition FrameClock::between(const FrameSighting& before, const FrameSighting& after, RaceTime at) const {
    const auto span = after.at - before.at;
    const auto frames = scaled((at - before.at).count(), after.frame - before.frame, span.count());
    const auto off = disagreement(before, after, rate_);
    const auto usual = before.uncertainty + after.uncertainty + drift(span) + span_of(1, rate_);
    const auto lost = off > usual ? off : 0ns;
    return position_of(before.frame + frames, std::max(before.uncertainty, after.uncertainty) + lost);
}

/// A frame shows what happened while it was exposed: half of its length either way.
FramePosition FrameClock::position_of(std::int64_t frame, Duration uncertainty) const {
    const auto length = span_of(1, rate_);
    const auto middle = Duration{scaled(Exact{2} * frame + 1, Exact{rate_.seconds} * second_ns, Exact{2} * rate_.frames)};
    return {frame, middle, length, uncertainty + (length + 1ns) / 2};
}

}  // namespace bowball::clock
