#include "rules/swimming_time.hpp"

#include <algorithm>
#include <array>

#include "core/one_of.hpp"

namespace bowball::rules {
namespace {

constexpr Duration hundredth = swimming_hand.unit;

Duration cut(Duration time) { return round(time, hundredth, Rounding::down); }

struct Backup {
    Duration time{};
    TimeSource source = TimeSource::button;
};

std::optional<Backup> backup_of(const LaneTimes& lane) {
    if (const auto buttons = backup_time(lane.buttons)) return Backup{*buttons, TimeSource::button};
    if (const auto watches = backup_time(lane.watches)) return Backup{*watches, TimeSource::watch};
    return std::nullopt;
}

bool is_too_large(Duration difference, const SwimmingTimeRules& rules) {
    const auto size = std::chrono::abs(difference);
    switch (rules.difference_check) {
        case DifferenceCheck::greater: return size > rules.difference_limit;
        case DifferenceCheck::at_least: return size >= rules.difference_limit;
    }
    return false;
}

}  // namespace

std::string_view to_string(DifferenceCheck check) {
    switch (check) {
        case DifferenceCheck::greater: return "greater";
        case DifferenceCheck::at_least: return "at_least";
    }
    return "unknown";
}
Result<DifferenceCheck> parse_difference_check(std::string_view text) { return parse_one_of(text, std::array{DifferenceCheck::greater, DifferenceCheck::at_least}); }

std::string_view to_string(BackupCorrection correction) {
    switch (correction) {
        case BackupCorrection::none: return "none";
        case BackupCorrection::mean_difference: return "mean_difference";
    }
    return "unknown";
}
Result<BackupCorrection> parse_backup_correction(std::string_view text) { return parse_one_of(text, std::array{BackupCorrection::none, BackupCorrection::mean_difference}); }

std::string_view to_string(TimeSource source) {
    switch (source) {
        case TimeSource::pad: return "pad";
        case TimeSource::button: return "button";
        case TimeSource::watch: return "watch";
        case TimeSource::button_corrected: return "button_corrected";
        case TimeSource::watch_corrected: return "watch_corrected";
    }
    return "unknown";
}

Result<void> check(const SwimmingTimeRules& rules) {
    if (rules.id.empty()) return Error{errc::bad_input, "id: rules of swimming times need a name."};
    if (rules.difference_limit <= 0ns) return Error{errc::bad_input, "difference_limit: must be longer than zero."};
    return {};
}

Result<Duration> backup_time(const std::vector<Duration>& times) { return hand_time(times, swimming_hand); }

Result<Duration> mean_difference(const std::vector<LaneTimes>& good_lanes, TimeSource backup) {
    auto sum = 0ns;
    auto count = std::int64_t{0};
    for (const auto& lane : good_lanes) {
        const auto own = backup_time(backup == TimeSource::watch ? lane.watches : lane.buttons);
        if (!lane.pad || lane.pad_failed || !own) continue;
        sum += cut(*lane.pad) - *own;
        ++count;
    }
    if (count == 0) return Error{errc::not_found, "No other lane has both a pad and a " + std::string{to_string(backup)} + " time. Enter the time by hand."};
    const auto step = hundredth * count;
    return hundredth * (sum / step);
}

Result<OfficialTime> official_time(const SwimmingTimeRules& rules, const SwimmingCase& the_case) {
    const auto& lane = the_case.lane;
    const auto backup = backup_of(lane);
    OfficialTime found;
    if (backup) found.backup = backup->time;
    if (backup && lane.pad) {
        found.difference = cut(*lane.pad) - backup->time;
        found.investigate = is_too_large(*found.difference, rules);
    }
    const auto pad_counts = lane.pad && !lane.pad_failed && !the_case.heat_failed;
    if (pad_counts) {
        found.time = cut(*lane.pad);
        return found;
    }
    if (!backup) return Error{errc::not_found, "The lane has no time: the pad failed, and there is no button and no watch. Ask the judges of finish."};
    found.time = backup->time;
    found.source = backup->source;
    const auto correction = the_case.heat_failed ? rules.heat_failed : rules.lane_failed;
    if (correction == BackupCorrection::none) return found;
    const auto difference = mean_difference(the_case.good_lanes, backup->source);
    if (!difference) return difference.error();
    found.correction = *difference;
    found.time += *difference;
    found.source = backup->source == TimeSource::button ? TimeSource::button_corrected : TimeSource::watch_corrected;
    return found;
}

bool suspects_start_input(const std::vector<LaneTimes>& lanes, Duration limit) {
    auto count = 0;
    for (const auto& lane : lanes) {
        const auto button = backup_time(lane.buttons);
        if (!lane.pad || !button) continue;
        if (*button - cut(*lane.pad) <= limit) return false;
        ++count;
    }
    return count >= 3;
}

}  // namespace bowball::rules
