// What all drivers of passings share: whose transponder it is, and how certain a passing over a loop can be. Header only.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "capture/driver.hpp"
#include "core/text.hpp"

namespace bowball::capture::transponders {

inline constexpr SettingSpec numbers_setting{
    "numbers", "", "Whose transponder it is: \"5691251=3, LZ63021=4\" gives transponders their start numbers; \"same\" takes the transponder's own number for it."};

/// Neither the makers' documents nor any capture bounds how far from the line a transponder is seen at its strongest. Half a metre
/// on either side of a loop at 5 m/s is 100 ms: to be replaced by what a comparison with the photo shows at the venue.
inline constexpr SettingSpec uncertainty_setting{
    "uncertainty_ms", "100", "How far a passing may be off the true instant, half-width, 95 %: depends on the antenna's height and the crews' speed. Compare a few with the photo."};

/// Start numbers by transponder, as the setting says. Letters may be of either case.
class Numbers {
public:
    /// Fails with errc::bad_input; the text quotes the pair.
    [[nodiscard]] static Result<Numbers> parse(std::string_view text) {
        Numbers numbers;
        numbers.is_same_ = trim(text) == "same";
        if (numbers.is_same_ || trim(text).empty()) return numbers;
        for (const auto pair : split(text, ',')) {
            const auto sides = split(pair, '=');
            const auto number = sides.size() == 2 ? parse_number(trim(sides[1])) : std::nullopt;
            if (!number || *number == 0 || *number > 0xFFFF || trim(sides[0]).empty())
                return Error{errc::bad_input, "numbers: \"" + std::string{trim(pair)} + "\" is no pair such as 5691251=3."};
            if (!numbers.by_transponder_.emplace(to_lower(trim(sides[0])), static_cast<std::uint32_t>(*number)).second)
                return Error{errc::bad_input, "numbers: the transponder " + std::string{trim(sides[0])} + " stands there twice."};
        }
        return numbers;
    }

    [[nodiscard]] std::optional<std::uint32_t> of(std::string_view transponder) const {
        if (is_same_) {
            const auto number = parse_number(transponder);
            return number && *number > 0 && *number <= 0xFFFF ? std::optional{static_cast<std::uint32_t>(*number)} : std::nullopt;
        }
        const auto found = by_transponder_.find(to_lower(transponder));
        return found == by_transponder_.end() ? std::nullopt : std::optional{found->second};
    }

private:
    std::map<std::string, std::uint32_t> by_transponder_;
    bool is_same_ = false;
};

/// A setting in milliseconds, 1 to 60,000. Fails with errc::bad_input.
[[nodiscard]] inline Result<Duration> parse_ms(const Settings& settings, std::string_view key) {
    const auto number = parse_number(trim(setting(settings, key)));
    if (!number || *number == 0 || *number > 60'000) return Error{errc::bad_input, std::string{key} + " must be a number of milliseconds from 1 to 60000."};
    return Duration{std::chrono::milliseconds{*number}};
}

/// What every driver of passings on loops is told.
struct LoopSettings {
    Numbers numbers;
    Duration uncertainty;
    Duration delay;
};

/// The settings numbers, uncertainty_ms and delay_ms. Fails with errc::bad_input.
[[nodiscard]] inline Result<LoopSettings> parse_loop_settings(const Settings& settings) {
    auto numbers = Numbers::parse(setting(settings, "numbers"));
    if (!numbers) return numbers.error();
    const auto uncertainty = parse_ms(settings, "uncertainty_ms");
    if (!uncertainty) return uncertainty.error();
    const auto delay = parse_ms(settings, "delay_ms");
    if (!delay) return delay.error();
    return LoopSettings{std::move(*numbers), *uncertainty, *delay};
}

/// Less than 10 us, always the same for a transponder. Decoders stamp to the millisecond, so two crews of a mass start may
/// bear the same one; an impulse is known again by its ticks, and theirs must not be taken for one. Far below the uncertainty.
[[nodiscard]] inline Duration tie_break(std::string_view transponder) {
    auto hash = std::uint32_t{2166136261U};  // FNV-1a
    for (const auto character : transponder) hash = (hash ^ static_cast<unsigned char>(character)) * 16777619U;
    return Duration{hash % 10'000};
}

/// Midnight of a day, 2000 to 2099, as a device counts it: its own calendar, whatever its time zone.
[[nodiscard]] inline std::optional<DeviceTime> midnight(std::uint64_t year, std::uint64_t month, std::uint64_t day) {
    if (year < 2000 || year > 2099 || month > 12 || day > 31) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(year)}, std::chrono::month{static_cast<unsigned>(month)}, std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return DeviceTime{std::chrono::sys_days{date}.time_since_epoch()};
}

}  // namespace bowball::capture::transponders
