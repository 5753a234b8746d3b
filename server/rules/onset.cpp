#include "rules/onset.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "core/one_of.hpp"
#include "core/stamp.hpp"

namespace bowball::rules {
namespace {

using Level = std::int64_t;   ///< 256ths of a count

constexpr Level one_count = 256;
/// Counts are whole: half of one is not seen.
constexpr Level least_sigma = 128;
/// A baseline of fewer samples says little of its noise.
constexpr std::size_t least_baseline = 20;
/// A slower sensor says nothing of a reaction, and longer traces than an hour would overflow.
constexpr Duration longest_interval = 100ms;
constexpr std::int64_t largest_scale = 1'000'000'000'000;
constexpr std::int64_t largest_level_milli = 1'000'000'000'000;

Level root(Level n) {
    if (n < 2) return n;
    Level guess = Level{1} << 31;
    for (Level next = (guess + n / guess) / 2; next < guess; next = (guess + n / guess) / 2) guess = next;
    return guess;
}

Error none(std::string text) { return {errc::not_found, std::move(text)}; }

/// One waveform under one rule. Indexes are of samples.
///
/// A slope that is slow for its noise crosses a level many times. So the samples are smoothed, each to the mean of those
/// around it, and no more than the slope needs: the window grows until the slope's way through the noise is no longer than
/// a few windows. A hard push is never smoothed.
class Finder {
public:
    Finder(const Waveform& waveform, const OnsetRules& rules)
        : waveform_(waveform), rules_(rules), baseline_end_(static_cast<std::size_t>(rules.baseline / waveform.sample_interval)) {}

    Result<Onset> find(Duration search_from) {
        if (baseline_end_ < least_baseline || baseline_end_ >= waveform_.samples.size()) return none("The trace is too short for its baseline.");
        add_up();
        measure_baseline();
        begin_ = std::max(baseline_end_, first_at(search_from));
        auto found = find_smoothed();
        while (wants_smoother(found) && window_ * 3 * least_windows <= baseline_end_) {
            window_ *= 3;
            sigma_ = smoothed_sigma();
            auto smoother = find_smoothed();
            if (found && !smoother) break;
            found = std::move(smoother);
        }
        return found;
    }

private:
    static constexpr std::size_t few_windows = 2;
    static constexpr Level noise_percent = 150;        ///< of sigma: whatever is over it has left the noise
    static constexpr std::size_t least_windows = 8;    ///< in the baseline, to know the noise that is left

    void add_up() {
        sums_.reserve(waveform_.samples.size() + 1);
        sums_.push_back(0);
        for (const auto sample : waveform_.samples) sums_.push_back(sums_.back() + (waveform_.scale_micro < 0 ? -sample : sample));
    }
    [[nodiscard]] Level mean_of(std::size_t from, std::size_t to) const { return (sums_[to] - sums_[from]) * one_count / static_cast<Level>(to - from); }
    /// Smoothed; at the ends by what is there.
    [[nodiscard]] Level at(std::size_t i) const {
        const auto half = std::min({window_ / 2, i, waveform_.samples.size() - 1 - i});
        return mean_of(i - half, i + half + 1);
    }
    [[nodiscard]] Duration step(std::size_t count) const { return waveform_.sample_interval * static_cast<std::int64_t>(count); }
    [[nodiscard]] std::size_t first_at(Duration when) const {
        if (when <= 0ns) return 0;
        return static_cast<std::size_t>(std::min<std::int64_t>((when - 1ns) / waveform_.sample_interval + 1, static_cast<std::int64_t>(waveform_.samples.size())));
    }

    void measure_baseline() {
        mean_ = mean_of(0, baseline_end_);
        const auto n = static_cast<Level>(baseline_end_);
        const auto sum = sums_[baseline_end_];
        Level squares = 0;
        for (std::size_t i = 0; i < baseline_end_; ++i) squares += Level{waveform_.samples[i]} * waveform_.samples[i];
        // The unbiased variance, times one_count squared without overflow.
        const auto spread = n * squares - sum * sum;
        const auto pairs = n * (n - 1);
        raw_sigma_ = std::max(root(spread / pairs * (one_count * one_count) + spread % pairs * (one_count * one_count) / pairs), least_sigma);
        sigma_ = raw_sigma_;
    }

    /// Of white noise the smoothing leaves its root; of waves and hum more, and that is measured.
    [[nodiscard]] Level smoothed_sigma() const {
        const auto half = window_ / 2;
        Level squares = 0;
        for (auto i = half; i + half < baseline_end_; ++i) squares += (at(i) - mean_) * (at(i) - mean_);
        const auto measured = root(squares / static_cast<Level>(baseline_end_ - 2 * half));
        return std::max(measured, raw_sigma_ / root(static_cast<Level>(window_)));
    }

    [[nodiscard]] bool wants_smoother(const Result<Onset>& found) const {
        return found ? found->by_noise > step(few_windows * window_) : is_in_noise_;
    }

    [[nodiscard]] Result<Onset> find_smoothed() {
        const auto over = height();
        if (!over) return over.error();
        is_in_noise_ = *over < 4 * sigma_ && rules_.algorithm != OnsetAlgorithm::baseline_sigma;
        if (is_in_noise_) return none("The level lies within the noise of the baseline.");
        const auto reached = find_reached(mean_ + *over);
        if (!reached) return reached.error();
        return rules_.algorithm == OnsetAlgorithm::baseline_sigma ? follow_back(*reached, mean_ + *over) : crossing_of(*reached, mean_ + *over);
    }

    /// Of the level over the baseline.
    [[nodiscard]] Result<Level> height() const {
        switch (rules_.algorithm) {
            case OnsetAlgorithm::absolute_threshold: {
                if (waveform_.unit != rules_.level_unit)
                    return none("The rule set's level is in " + rules_.level_unit + ", the trace in " + waveform_.unit + ".");
                const auto scale = waveform_.scale_micro < 0 ? -waveform_.scale_micro : waveform_.scale_micro;
                return rules_.level_milli * 1000 / scale * one_count + rules_.level_milli * 1000 % scale * one_count / scale;
            }
            case OnsetAlgorithm::relative_threshold:
                if (mean_ < 3 * raw_sigma_) return none("There is no set force to compare with: nobody pushes, or the sensor's zero is not set.");
                return mean_ * (rules_.set_force_percent - 100) / 100;
            case OnsetAlgorithm::baseline_sigma: return sigma_ * rules_.sigma_percent / 100;
        }
        return none("There is no such rule.");
    }

    /// The first sample from which on `level` stays reached, on the whole, for long enough.
    [[nodiscard]] Result<std::size_t> find_reached(Level level) const {
        const auto held = std::max<std::size_t>(1, first_at(rules_.held_for));
        auto was_below = at(begin_ - 1) < level;   // begin_ is never 0: there is a baseline
        const auto began_below = was_below;
        for (auto i = begin_; i + held <= waveform_.samples.size(); ++i) {
            if (at(i) < level) was_below = true;
            else if (was_below && at(i - 1) < level && stays(i, held, level)) return i;
        }
        return began_below ? none("Nothing reached the level.") : none("The level was reached before the search begins.");
    }

    /// A knock is high and short: its mean may do, so at least half of the samples must be there too.
    [[nodiscard]] bool stays(std::size_t from, std::size_t held, Level level) const {
        if (mean_of(from, from + held) < level) return false;
        std::size_t there = 0;
        for (auto i = from; i < from + held; ++i) there += at(i) >= level ? 1 : 0;
        return 2 * there >= held;
    }

    /// Where the line between two neighbours, `from` below the level and `from` + 1 not, meets it.
    [[nodiscard]] Duration meets(std::size_t from, Level level) const {
        return step(from) + Duration{waveform_.sample_interval.count() * (level - at(from)) / (at(from + 1) - at(from))};
    }

    [[nodiscard]] Onset crossing_of(std::size_t reached, Level level) const {
        const auto when = meets(reached - 1, level);
        // Where the noise could have put it: from the last sample clearly below to the first one clearly over.
        const auto margin = sigma_ * 5 / 2;
        auto before = reached - 1;
        while (before > 0 && at(before) > level - margin) --before;
        auto after = reached;
        while (after + 1 < waveform_.samples.size() && at(after) < level + margin) ++after;
        return onset(when, std::max(when - step(before), step(after) - when) - waveform_.sample_interval + step(window_ - 1), level);
    }

    /// From where the noise was left back to where the push must have begun. One that grows evenly was at zero a little earlier,
    /// one that grows with the square of the time much earlier: the onset is said between the two, nearer to the second.
    [[nodiscard]] Onset follow_back(std::size_t reached, Level level) const {
        const auto low = mean_ + sigma_ * noise_percent / 100;
        auto last = reached - 1;
        while (last > 0 && at(last) >= low) --last;
        if (at(last) >= low) return onset(0ns, step(reached), level);
        const auto left_noise = meets(last, low);
        const auto climb = meets(reached - 1, level) - left_noise;
        const auto evenly = climb * noise_percent / (rules_.sigma_percent - noise_percent);
        const auto low_root = root(noise_percent * 10'000);
        const auto by_square = climb * low_root / (root(rules_.sigma_percent * 10'000) - low_root);
        const auto back = (evenly + 3 * by_square) / 4;
        const auto unseen = std::max(waveform_.sample_interval - climb, 0ns) / 2;   // a hard push began anywhere between two samples
        return onset(std::max(left_noise + unseen - back, 0ns), 2 * by_square + step(window_ / 2), level);
    }

    [[nodiscard]] Onset onset(Duration at, Duration by_noise, Level level) const {
        const auto noise = std::max(by_noise, 0ns);
        return {at, quadrature(waveform_.sample_interval, noise), waveform_.sample_interval, noise, in_unit_micro(mean_), in_unit_micro(level)};
    }
    /// Whole counts first: with the largest scale, 256ths of them would not be safe.
    [[nodiscard]] std::int64_t in_unit_micro(Level level) const {
        const auto scale = waveform_.scale_micro < 0 ? -waveform_.scale_micro : waveform_.scale_micro;
        return level / one_count * scale + level % one_count * scale / one_count;
    }

    const Waveform& waveform_;
    const OnsetRules& rules_;
    std::size_t baseline_end_;
    std::size_t begin_ = 0;
    std::size_t window_ = 1;
    bool is_in_noise_ = false;
    std::vector<Level> sums_;     ///< of the counts before each sample, the sensor's way round
    Level mean_ = 0;              ///< of the baseline
    Level raw_sigma_ = 0;
    Level sigma_ = 0;             ///< what the smoothing leaves of it
};

std::string decimal(std::int64_t value, std::int64_t unit) {
    auto part = std::to_string(value % unit);
    part.insert(0, std::to_string(unit).size() - 1 - part.size(), '0');
    return std::to_string(value / unit) + "." + part;
}

std::string in_ms(Duration span) { return span % 1ms == 0ns ? std::to_string(span / 1ms) + " ms" : decimal(span / 1us, 1000) + " ms"; }

}  // namespace

std::string_view to_string(OnsetAlgorithm algorithm) {
    switch (algorithm) {
        case OnsetAlgorithm::absolute_threshold: return "absolute_threshold";
        case OnsetAlgorithm::relative_threshold: return "relative_threshold";
        case OnsetAlgorithm::baseline_sigma: return "baseline_sigma";
    }
    return "unknown";
}

std::string_view to_string(ReactionSource source) {
    switch (source) {
        case ReactionSource::trace: return "trace";
        case ReactionSource::sensor: return "sensor";
    }
    return "unknown";
}

Result<OnsetAlgorithm> parse_onset_algorithm(std::string_view text) {
    return parse_one_of(text, std::array{OnsetAlgorithm::absolute_threshold, OnsetAlgorithm::relative_threshold, OnsetAlgorithm::baseline_sigma});
}

Result<ReactionSource> parse_reaction_source(std::string_view text) {
    return parse_one_of(text, std::array{ReactionSource::trace, ReactionSource::sensor});
}

Result<void> check(const OnsetRules& rules) {
    const auto refuse = [](std::string text) { return Error{errc::bad_input, std::move(text)}; };
    if (rules.baseline < 20ms || rules.baseline > 10s) return refuse("start.onset.baseline: from 20 ms to 10 s.");
    if (rules.held_for < 0ns || rules.held_for > 1s) return refuse("start.onset.held_for: from zero to 1 s.");
    if (rules.level_milli <= 0 || rules.level_milli > largest_level_milli) return refuse("start.onset.level_milli: more than zero, thousandths of the unit.");
    if (rules.level_unit.empty()) return refuse("start.onset.level_unit: a level needs a unit.");
    if (rules.set_force_percent <= 100 || rules.set_force_percent > 1000) return refuse("start.onset.set_force_percent: more than 100.");
    if (rules.sigma_percent < 200 || rules.sigma_percent > 10'000) return refuse("start.onset.sigma_percent: from 200 (two sigma) to 10000.");
    return {};
}

Result<Onset> find_onset(const Waveform& waveform, const OnsetRules& rules, Duration search_from) {
    if (waveform.sample_interval <= 0ns || waveform.sample_interval > longest_interval) return none("The sample interval makes no sense.");
    if (waveform.scale_micro == 0 || waveform.scale_micro > largest_scale || waveform.scale_micro < -largest_scale) return none("The scale makes no sense.");
    return Finder{waveform, rules}.find(search_from);
}

std::string describe(const OnsetRules& rules) {
    const auto common = "baseline " + in_ms(rules.baseline) + ", held " + in_ms(rules.held_for);
    switch (rules.algorithm) {
        case OnsetAlgorithm::absolute_threshold: return decimal(rules.level_milli, 1000) + " " + rules.level_unit + " over " + common;
        case OnsetAlgorithm::relative_threshold: return std::to_string(rules.set_force_percent) + " % of set force, " + common;
        case OnsetAlgorithm::baseline_sigma: return decimal(rules.sigma_percent, 100) + " sigma over " + common;
    }
    return "";
}

}  // namespace bowball::rules
