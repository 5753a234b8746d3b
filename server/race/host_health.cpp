#include "race/host_health.hpp"

#include <algorithm>
#include <cstdio>

namespace bowball::race {
namespace {

/// What no quartz that is not broken is off by more than (protocols 8.2), be its time of day set or not: what sets it trims its rate
/// as well, by little or by much. Only chrony says by how much.
constexpr std::int32_t quartz_ppb = 50'000;

std::string to_the_millisecond(Duration span) {
    char text[40];
    std::snprintf(text, sizeof text, "%.3f s", static_cast<double>(std::chrono::abs(span).count()) / 1e9);
    return text;
}

std::string_view name_of(io::HostClockState state) {
    switch (state) {
        case io::HostClockState::unknown: return "unknown";
        case io::HostClockState::free_running: return "free running";
        case io::HostClockState::synchronised: return "synchronised";
    }
    return "unknown";
}

std::string describe(const io::HostClock& clock) {
    switch (clock.state) {
        case io::HostClockState::unknown: return "The system does not tell how good its clock is. Times of races do not need it.";
        case io::HostClockState::free_running: return "Nothing sets this computer's time of day. Times of races do not need it.";
        case io::HostClockState::synchronised: return "This computer's time of day is right to within " + to_the_millisecond(std::chrono::ceil<std::chrono::milliseconds>(clock.max_error)) + ".";
    }
    return {};
}

std::string describe(const io::ClockChange& change) {
    std::string text;
    if (change.slept > 0ns)
        text = "This computer slept for " + to_the_millisecond(change.slept) + ": every time that was running by its clock is too short by that. Forbid it to sleep.";
    if (change.set_by != 0ns) {
        if (!text.empty()) text += " ";
        text += std::string{"This computer's time of day was set "} + (change.set_by > 0ns ? "forward" : "back") + " by " + to_the_millisecond(change.set_by) + ". No time of a race changed.";
    }
    return text;
}

}  // namespace

std::string HostHealth::look(const io::HostClock& clock, const io::ClockOffsets& offsets, RaceTime now, Duration wall_ahead) {
    const auto to_us = [](Duration span) { return std::chrono::floor<std::chrono::microseconds>(span).count(); };
    view_.state = name_of(clock.state);
    view_.text = describe(clock);
    view_.max_error_us = to_us(clock.max_error);
    view_.estimated_error_us = to_us(clock.estimated_error);
    view_.offset_ns = clock.offset.count();
    view_.frequency_ppb = clock.frequency_ppb;
    view_.rate_bound_ppb = quartz_ppb;
    view_.tai_s = clock.tai_s;
    view_.wall_ahead_us = to_us(wall_ahead);
    const auto change = watch_.look(offsets);
    if (!change) return {};
    view_.change_text = describe(*change);
    view_.change_us = to_us(change->set_by);
    view_.changed_us = to_us(now.time_since_epoch());
    return view_.change_text;
}

std::int32_t HostHealth::rate_bound(std::int32_t ppb) const {
    return slew_.is_settled() ? ppb : std::max(ppb, quartz_ppb + static_cast<std::int32_t>(std::abs(slew_.trim_ppb())));
}

std::string HostHealth::look(const io::SlewLook& look) {
    // A result is to a thousandth of a second: what is less than that in a race is in its uncertainty, and no alarm.
    constexpr Duration worth_saying = 1ms;   // and again when it is ten times as much
    slew_.look(look, view_.frequency_ppb);
    const auto lately = slew_.lately();
    view_.slewed_us = std::chrono::ceil<std::chrono::microseconds>(lately).count();
    if (lately < worth_saying / 2) said_slewed_ = 0ns;
    if (lately < std::max(worth_saying, 10 * said_slewed_)) return {};
    said_slewed_ = lately;
    return "This computer's clock is being slewed, " + to_the_millisecond(lately) + " in the last six minutes: a time that it took meanwhile says so in its uncertainty. Set the time of day before the races, or stop what sets it until they are over.";
}

}  // namespace bowball::race
