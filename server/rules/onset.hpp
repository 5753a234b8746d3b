// Finds where a crew begins to push: the onset in a force or acceleration waveform.
//
// Three ways are in use (rules of the sports, 7), and they do not measure the same thing:
//
//   absolute_threshold  the level reaches so much over the baseline. Late by the time that the force needs to rise so far:
//                       later for the weak than for the strong.
//   relative_threshold  the level reaches so many per cent of the force in the set position. Late in the same way, by less.
//   baseline_sigma      the level leaves the noise of the baseline (mean + k sigma) and stays away for a while; from there
//                       the way back is followed to where it began.
//
// The first two name the instant at which a level was crossed and claim nothing of the onset before it; the third claims
// the onset. The uncertainty is of what is claimed.
//
// All arithmetic is in integers of 64 bits and in the order of the samples, so a replay gives the same bytes on any machine:
// levels are 256ths of a count, instants nanoseconds, quotients are cut towards zero, the deviation is the root rounded down.
#pragma once
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "core/waveform.hpp"

namespace bowball::rules {

enum class OnsetAlgorithm : std::uint8_t { absolute_threshold, relative_threshold, baseline_sigma };
[[nodiscard]] std::string_view to_string(OnsetAlgorithm algorithm);
[[nodiscard]] Result<OnsetAlgorithm> parse_onset_algorithm(std::string_view text);

/// What a lane's reaction is taken from where it has a trace and a first-motion sensor as well.
enum class ReactionSource : std::uint8_t { trace, sensor };
[[nodiscard]] std::string_view to_string(ReactionSource source);
[[nodiscard]] Result<ReactionSource> parse_reaction_source(std::string_view text);

/// How onsets are found. A journal holds these only where they differ from the defaults, so the defaults never change:
/// races of the past would be judged anew.
struct OnsetRules {
    OnsetAlgorithm algorithm = OnsetAlgorithm::baseline_sigma;
    ReactionSource prefer = ReactionSource::trace;
    /// The beginning of the trace, in which the crew sits still.
    Duration baseline = 200ms;
    /// The level must stay reached for so long; shorter is a knock. Zero: one sample is enough.
    Duration held_for = 5ms;
    /// absolute_threshold: thousandths of the unit over the baseline, and the unit. 25 kg is the force that athletics is
    /// thought to use (rules of the sports, 7).
    std::int64_t level_milli = 245'000;
    std::string level_unit = "N";
    /// relative_threshold: of the set force (Komi 1990).
    std::int64_t set_force_percent = 110;
    /// baseline_sigma: k, in hundredths.
    std::int64_t sigma_percent = 500;
    friend bool operator==(const OnsetRules&, const OnsetRules&) = default;
};

/// Refuses what no trace could be judged by. The text names the key as the rule file spells it.
[[nodiscard]] Result<void> check(const OnsetRules& rules);

/// Half-widths, 95 %.
struct Onset {
    Duration at{};             ///< since the first sample
    Duration uncertainty{};    ///< the two below, in quadrature
    Duration by_sampling{};    ///< what lies between two samples was not seen
    Duration by_noise{};       ///< the noise of the baseline on a slope as steep as this one
    std::int64_t baseline_micro = 0;   ///< mean of the baseline, millionths of the unit; pushes go up
    std::int64_t level_micro = 0;      ///< what had to be reached
    friend bool operator==(const Onset&, const Onset&) = default;
};

/// The first onset at or after `search_from` (since the first sample; never within the baseline).
/// Fails with errc::not_found where there is none: nothing reached the level, the level was reached before the search began,
/// the trace is too short, or the rule is of another unit. The text says which.
[[nodiscard]] Result<Onset> find_onset(const Waveform& waveform, const OnsetRules& rules, Duration search_from = 0ns);

/// The rule with its parameters, as it stands beside every reaction that it made: "baseline 200 ms, 5.00 sigma, held 5 ms".
[[nodiscard]] std::string describe(const OnsetRules& rules);

}  // namespace bowball::rules
