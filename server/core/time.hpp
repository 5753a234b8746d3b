// Time, one type per timeline. Pure: nothing here reads a clock.
//
// Four timelines meet in a timing server, and mixing two of them is the classic way to lose a race.
// So each is a type of its own, and only the clock model and the clock reader may cross between them:
//
//   DeviceTime  what a device's own clock said, since an origin that only the device knows
//   HostTime    this computer's monotonic clock; never steps
//   RaceTime    the venue's one timeline: what every judgement and every result is made of.
//               Its origin is the Unix epoch as the server believed it when the meet was opened; a later step of
//               the computer's wall clock does not move it.
//   WallTime    the computer's wall clock, microseconds since the Unix epoch; for journal rows and pages only
#pragma once
#include <chrono>
#include <cstdint>

namespace bowball {

using namespace std::chrono_literals;

/// A span of time. Signed, nanoseconds, 292 years either way.
using Duration = std::chrono::nanoseconds;

/// A clock type in the sense of <chrono> that cannot be asked for the time.
template <class Tag>
struct Timeline {
    using duration = Duration;
    using rep = Duration::rep;
    using period = Duration::period;
    using time_point = std::chrono::time_point<Timeline>;
    static constexpr bool is_steady = true;
};

using DeviceTime = Timeline<struct DeviceTimeTag>::time_point;
using HostTime = Timeline<struct HostTimeTag>::time_point;
using RaceTime = Timeline<struct RaceTimeTag>::time_point;
using WallTime = std::chrono::time_point<struct WallTimeline, std::chrono::microseconds>;

struct WallTimeline {
    using duration = std::chrono::microseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = WallTime;
    static constexpr bool is_steady = false;
};

/// Nanoseconds since the origin of the timeline.
template <class Tag>
[[nodiscard]] constexpr std::int64_t to_ns(std::chrono::time_point<Timeline<Tag>> at) {
    return at.time_since_epoch().count();
}

/// Microseconds since the Unix epoch.
[[nodiscard]] constexpr std::int64_t to_us(WallTime at) { return at.time_since_epoch().count(); }

/// The instant `ns` nanoseconds after the origin of a timeline: from_ns<RaceTime>(5).
template <class Time>
[[nodiscard]] constexpr Time from_ns(std::int64_t ns) {
    return Time{Duration{ns}};
}

}  // namespace bowball
