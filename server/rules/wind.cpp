#include "rules/wind.hpp"

#include <algorithm>
#include <array>

namespace bowball::rules {
namespace {

struct EventWindow {
    std::string_view event;
    WindWindow window;
};
constexpr std::array windows{
    EventWindow{"60m", {WindFrom::start_signal, 5s}},        EventWindow{"100m", {WindFrom::start_signal, 10s}},
    EventWindow{"100mH", {WindFrom::start_signal, 13s}},     EventWindow{"110mH", {WindFrom::start_signal, 13s}},
    EventWindow{"200m", {WindFrom::first_in_straight, 10s}}, EventWindow{"long_jump", {WindFrom::passing_mark, 5s}},
    EventWindow{"triple_jump", {WindFrom::passing_mark, 5s}},
};

std::int64_t rounded_up(std::int64_t number, std::int64_t divisor) {
    const auto quotient = number / divisor;
    return number % divisor > 0 ? quotient + 1 : quotient;
}

}  // namespace

std::optional<WindWindow> wind_window(std::string_view event) {
    const auto found = std::ranges::find(windows, event, &EventWindow::event);
    return found == windows.end() ? std::nullopt : std::optional{found->window};
}

Result<WindTenths> mean_wind(const std::vector<WindSample>& samples, const WindWindow& window) {
    auto sum = std::int64_t{0};
    auto count = std::int64_t{0};
    for (const auto& sample : samples) {
        if (sample.at < 0ns || sample.at >= window.length) continue;
        if (sample.speed > most_believable_wind || sample.speed < -most_believable_wind) return Error{errc::bad_input, "The gauge says " + std::to_string(sample.speed / 1000) + " m/s. Check it."};
        sum += sample.speed;
        ++count;
    }
    if (count == 0) return Error{errc::not_found, "The gauge says nothing of these seconds. Check it, and enter the wind by hand."};
    return rounded_up(sum, 100 * count);
}

Result<void> check(const WindRules& rules) {
    if (rules.longest_m < 0 || rules.longest_m > 100'000) return Error{errc::bad_input, "longest_m: from 0 to 100000 m."};
    if (rules.most_tenths < 0 || rules.most_tenths > 1'000) return Error{errc::bad_input, "most_tenths: from 0 to 1000."};
    return {};
}

WindTenths wind_reading(WindMilli speed) { return rounded_up(speed, 100); }

std::string format_wind(WindTenths wind) {
    const auto size = wind < 0 ? -wind : wind;
    const std::string sign = wind > 0 ? "+" : wind < 0 ? "-" : "";
    return sign + std::to_string(size / 10) + "." + std::to_string(size % 10);
}

bool is_combined_wind_legal(const std::vector<WindTenths>& readings, const CombinedWindRules& rules) {
    if (readings.empty()) return false;
    auto sum = std::int64_t{0};
    for (const auto reading : readings) {
        if (rules.most_single && reading > *rules.most_single) return false;
        sum += reading;
    }
    return sum <= rules.most_mean * static_cast<std::int64_t>(readings.size());
}

}  // namespace bowball::rules
