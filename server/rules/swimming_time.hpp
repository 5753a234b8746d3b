// The official time of a swimmer: pad, else button or watches, corrected or not as the rules of the day have it. Pure.
//
// World Aquatics has no formula that brings backup times to the pads; the correction is American, and changed on 1 May 2016
// (rules of the sports 4.5). A difference between pad and backup that is too large is a reason to look, not a verdict: the pad
// stays official until it is shown wrong. All times are cut to 1/100 s first: the third digit is neither recorded nor used.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "rules/hand_time.hpp"

namespace bowball::rules {

/// Which difference is too large.
enum class DifferenceCheck : std::uint8_t {
    greater,   ///< over the limit: 0.30 is good at 0.30
    at_least,  ///< from the limit on: 0.30 is flagged at 0.30
};
[[nodiscard]] std::string_view to_string(DifferenceCheck check);
[[nodiscard]] Result<DifferenceCheck> parse_difference_check(std::string_view text);

/// What becomes of the backup time of a lane whose pad failed.
enum class BackupCorrection : std::uint8_t {
    none,             ///< official as it is (World Aquatics; USA Swimming from 1 May 2016)
    mean_difference,  ///< plus the mean of pad - backup over the good lanes (USA Swimming until April 2016)
};
[[nodiscard]] std::string_view to_string(BackupCorrection correction);
[[nodiscard]] Result<BackupCorrection> parse_backup_correction(std::string_view text);

struct SwimmingTimeRules {
    std::string id;
    std::string title;
    std::string source;
    Duration difference_limit = 300ms;
    DifferenceCheck difference_check = DifferenceCheck::greater;
    BackupCorrection lane_failed = BackupCorrection::none;
    BackupCorrection heat_failed = BackupCorrection::none;  ///< the pads of all lanes are wrong: a late start of the timer
    friend bool operator==(const SwimmingTimeRules&, const SwimmingTimeRules&) = default;
};
[[nodiscard]] Result<void> check(const SwimmingTimeRules& rules);

/// What was taken of one lane.
struct LaneTimes {
    std::optional<Duration> pad;
    bool pad_failed = false;          ///< an official says so; a pad without a time has failed by itself
    std::vector<Duration> buttons;    ///< up to three
    std::vector<Duration> watches;    ///< up to three
};

enum class TimeSource : std::uint8_t { pad, button, watch, button_corrected, watch_corrected };
[[nodiscard]] std::string_view to_string(TimeSource source);

struct OfficialTime {
    Duration time{};
    TimeSource source = TimeSource::pad;
    std::optional<Duration> backup;       ///< of buttons, else of watches
    std::optional<Duration> difference;   ///< pad - backup
    std::optional<Duration> correction;   ///< what was added to the backup
    bool investigate = false;             ///< the difference is too large
    friend bool operator==(const OfficialTime&, const OfficialTime&) = default;
};

/// Three: the middle one; two: their mean, cut; one: that.
[[nodiscard]] Result<Duration> backup_time(const std::vector<Duration>& times);

/// Mean of pad - backup over the lanes that have both by the same kind of backup, the third digit dropped (towards zero).
/// Fails with errc::not_found where no lane has both.
[[nodiscard]] Result<Duration> mean_difference(const std::vector<LaneTimes>& good_lanes, TimeSource backup);

struct SwimmingCase {
    LaneTimes lane;
    bool heat_failed = false;
    std::vector<LaneTimes> good_lanes;  ///< that a correction is taken from: of the heat, or, where the heat failed, of another
};
/// Fails with errc::not_found where the lane has no time, or a correction has nothing to be taken from.
[[nodiscard]] Result<OfficialTime> official_time(const SwimmingTimeRules& rules, const SwimmingCase& the_case);

/// Every button of a heat is later than its pad by more than the limit: rather the start input than the swimmers
/// (rules of the sports 4.5). Needs three lanes.
[[nodiscard]] bool suspects_start_input(const std::vector<LaneTimes>& lanes, Duration limit);

}  // namespace bowball::rules
