// Onsets found in waveforms whose onset is known: thousands of noisy starts, and the bias that each rule has.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "rules/onset.hpp"

namespace bowball::rules {
namespace onset_test {

enum class Rise { line, bend, wave };   ///< a ramp; t squared; half a cosine

/// A start: quiet, then a rise of `height` counts within `rise`, then level.
struct Push {
    Duration onset = 700ms;
    Duration rise = 100ms;
    Duration interval = 1ms;
    double set = 0;            ///< counts in the set position
    double height = 4000;
    double noise = 10;         ///< sigma, counts
    Rise shape = Rise::line;

    [[nodiscard]] double pure(Duration since_first) const {
        const auto x = std::clamp(std::chrono::duration<double>(since_first - onset) / rise, 0.0, 1.0);
        switch (shape) {
            case Rise::line: return set + height * x;
            case Rise::bend: return set + height * x * x;
            case Rise::wave: return set + height * (1 - std::cos(std::numbers::pi * x)) / 2;
        }
        return 0;
    }
    [[nodiscard]] Waveform sampled(unsigned seed) const {
        std::mt19937 random{seed};
        std::normal_distribution<double> hiss{0, noise > 0 ? noise : 1};
        Waveform waveform{interval, "N", 1'000'000, {}};
        for (auto at = 0ns; at < 1500ms; at += interval) waveform.samples.push_back(static_cast<std::int16_t>(std::lround(pure(at) + (noise > 0 ? hiss(random) : 0))));
        return waveform;
    }
    /// When the noiseless curve reaches a level.
    [[nodiscard]] Duration reaches(double level) const {
        for (auto at = onset; at < onset + rise; at += 1us) {
            if (pure(at) >= level) return at;
        }
        return onset + rise;
    }
};

OnsetRules by(OnsetAlgorithm algorithm) {
    OnsetRules rules;
    rules.algorithm = algorithm;
    return rules;
}

struct Score {
    int covered = 0;
    int found = 0;
    int all = 0;
    double bias_ms = 0;
    double stated_ms = 0;
};

Score score_of(const OnsetRules& rules, Push push, int seeds, double level = -1) {
    Score score;
    for (int seed = 1; seed <= seeds; ++seed) {
        push.onset = 600ms + Duration{static_cast<std::int64_t>(std::mt19937{static_cast<unsigned>(seed) * 7919U}() % 200'000'000)};
        const auto truth = level < 0 ? push.onset : push.reaches(push.set + level);
        const auto found = find_onset(push.sampled(static_cast<unsigned>(seed)), rules);
        ++score.all;
        if (!found) continue;
        ++score.found;
        const auto error = found->at - truth;
        score.covered += std::chrono::abs(error) <= found->uncertainty ? 1 : 0;
        score.bias_ms += std::chrono::duration<double, std::milli>(error).count();
        score.stated_ms += std::chrono::duration<double, std::milli>(found->uncertainty).count();
    }
    return score;
}

/// Every shape, rate and rise; `noise` in counts of a push of 4000 from a set force of 1000.
template <class Each>
void for_all_pushes(double noise, Each each) {
    for (const auto shape : {Rise::line, Rise::bend, Rise::wave}) {
        for (const auto interval : {1000us, 250us}) {
            for (const auto rise : {10ms, 50ms, 150ms, 300ms}) each(Push{700ms, rise, interval, 1000, 4000, noise, shape});
        }
    }
}

std::string named(const Push& push) {
    return "shape " + std::to_string(static_cast<int>(push.shape)) + ", every " + std::to_string(push.interval / 1us) + " us, rise " + std::to_string(push.rise / 1ms) + " ms, noise " + std::to_string(push.noise);
}

/// Of all starts together 95 in a hundred, and of no kind of start far fewer.
void expect_covered(double noise, const OnsetRules& rules, double level, int seeds) {
    Score all;
    for_all_pushes(noise, [&](const Push& push) {
        const auto score = score_of(rules, push, seeds, level);
        EXPECT_EQ(score.found, score.all) << named(push);
        EXPECT_GE(score.covered * 100, score.found * 89) << named(push) << ", bias " << score.bias_ms / score.found << " ms, stated " << score.stated_ms / score.found << " ms";
        all.covered += score.covered;
        all.found += score.found;
    });
    EXPECT_GE(all.covered * 100, all.found * 95) << to_string(rules.algorithm) << ", noise " << noise;
}

TEST(Onset, TheOnsetLiesWithinTheStatedUncertainty) {
    for (const auto noise : {0.0, 2.0, 20.0}) expect_covered(noise, by(OnsetAlgorithm::baseline_sigma), -1, 100);
}

TEST(Onset, OfSlowPushesInMuchNoiseItHoldsFewer) {
    // The limit of the claim, as docs/rules.md says it: noise of 2.5 % of the push, and 300 ms to rise.
    for (const auto shape : {Rise::line, Rise::bend, Rise::wave}) {
        for (const auto interval : {1000us, 250us}) {
            const auto score = score_of(by(OnsetAlgorithm::baseline_sigma), Push{700ms, 300ms, interval, 1000, 4000, 100, shape}, 300);
            EXPECT_GE(score.covered * 100, score.found * 80) << static_cast<int>(shape);
        }
    }
}

TEST(Onset, ACrossingOfAThresholdLiesWithinTheStatedUncertainty) {
    for (const auto noise : {0.0, 2.0, 20.0}) {
        expect_covered(noise, by(OnsetAlgorithm::absolute_threshold), 245, 100);
        expect_covered(noise, by(OnsetAlgorithm::relative_threshold), 100, 100);
    }
}

TEST(Onset, AThresholdIsLateByTheTimeThatTheForceTakesToRise) {
    const auto late = [](const Push& push) { return score_of(by(OnsetAlgorithm::absolute_threshold), push, 50).bias_ms / 50; };
    const Push strong{700ms, 100ms, 1ms, 1000, 8000, 5, Rise::line};
    const Push weak{700ms, 100ms, 1ms, 1000, 2000, 5, Rise::line};
    EXPECT_NEAR(late(strong), 100.0 * 245 / 8000, 0.5);
    EXPECT_NEAR(late(weak), 100.0 * 245 / 2000, 0.5) << "the weak are called later than the strong: nine milliseconds for the same reaction";
    const auto by_onset = [](const Push& push) { return score_of(by(OnsetAlgorithm::baseline_sigma), push, 50).bias_ms / 50; };
    EXPECT_NEAR(by_onset(strong), by_onset(weak), 1.0);
}

TEST(Onset, AReplayGivesTheSameNanosecondsOnAnyMachine) {
    Waveform waveform{250us, "N", 500'000, {}};
    auto state = std::uint32_t{1};
    for (int i = 0; i < 4000; ++i) {
        state = state * 1664525 + 1013904223;
        const auto hiss = static_cast<int>(state >> 28) - 8;
        waveform.samples.push_back(static_cast<std::int16_t>(400 + hiss + (i > 2400 ? std::min((i - 2400) * 8, 3000) : 0)));
    }
    const auto sigma = find_onset(waveform, by(OnsetAlgorithm::baseline_sigma));
    const auto absolute = find_onset(waveform, by(OnsetAlgorithm::absolute_threshold));
    const auto relative = find_onset(waveform, by(OnsetAlgorithm::relative_threshold));
    ASSERT_TRUE(sigma && absolute && relative);
    EXPECT_EQ(sigma->at, 598491280ns);
    EXPECT_EQ(sigma->uncertainty, 2731880ns);
    EXPECT_EQ(absolute->at, 615115625ns);
    EXPECT_EQ(relative->at, 601326432ns);
}

TEST(Onset, ASensorThatHangsTheWrongWayRoundSaysTheSame) {
    auto waveform = Push{}.sampled(1);
    const auto upright = find_onset(waveform, {});
    for (auto& sample : waveform.samples) sample = static_cast<std::int16_t>(-sample);
    waveform.scale_micro = -waveform.scale_micro;
    EXPECT_EQ(*find_onset(waveform, {}), *upright);
}

TEST(Onset, AKnockIsNoOnset) {
    auto waveform = Push{}.sampled(1);
    waveform.samples[400] = 900;
    waveform.samples[401] = 700;
    EXPECT_GT(find_onset(waveform, {})->at, 650ms);
}

TEST(Onset, ASearchThatBeginsLaterFindsWhatIsLater) {
    auto waveform = Push{}.sampled(1);
    for (auto i = 300U; i < 350; ++i) waveform.samples[i] = 500;   // somebody stretched before the red light
    EXPECT_LT(find_onset(waveform, {})->at, 310ms);
    EXPECT_GT(find_onset(waveform, {}, 400ms)->at, 650ms);
}

TEST(Onset, WhereThereIsNoneItIsSaidWhy) {
    const auto why = [](const Waveform& waveform, const OnsetRules& rules, Duration from = 0ns) {
        const auto found = find_onset(waveform, rules, from);
        return found ? std::string{"found"} : found.error().text;
    };
    EXPECT_EQ(why(Push{.height = 0}.sampled(1), {}), "Nothing reached the level.");
    EXPECT_EQ(why(Push{}.sampled(1), {}, 900ms), "The level was reached before the search begins.");
    EXPECT_EQ(why({1ms, "N", 1'000'000, {1, 2, 3}}, {}), "The trace is too short for its baseline.");
    EXPECT_EQ(why({0ms, "N", 1'000'000, {1, 2, 3}}, {}), "The sample interval makes no sense.");
    EXPECT_EQ(why({1ms, "N", 0, {1, 2, 3}}, {}), "The scale makes no sense.");
    auto acceleration = Push{}.sampled(1);
    acceleration.unit = "mm/s2";
    EXPECT_EQ(why(acceleration, by(OnsetAlgorithm::absolute_threshold)), "The rule set's level is in N, the trace in mm/s2.");
    EXPECT_EQ(why(Push{}.sampled(1), by(OnsetAlgorithm::relative_threshold)), "There is no set force to compare with: nobody pushes, or the sensor's zero is not set.");
    EXPECT_EQ(why(Push{.set = 1000, .noise = 300}.sampled(1), by(OnsetAlgorithm::relative_threshold)), "The level lies within the noise of the baseline.");
}

TEST(Onset, TheLongestTraceOfTheLargestNumbersIsJudged) {
    Waveform waveform{250us, "N", 1'000'000'000'000, std::vector<std::int16_t>(60'000, -32768)};
    std::fill(waveform.samples.begin() + 30'000, waveform.samples.end(), std::int16_t{32767});
    auto rules = by(OnsetAlgorithm::absolute_threshold);
    rules.level_milli = 1'000'000'000'000;
    EXPECT_NEAR(static_cast<double>(find_onset(waveform, rules)->at / 1us), 30'000 * 250.0, 250.0);
    EXPECT_TRUE(find_onset(waveform, {}).has_value());
}

TEST(Onset, TheDefaultsNeverChange) {
    // Journals leave them out (OnsetRules): another default would judge races of the past anew.
    const OnsetRules rules;
    EXPECT_EQ(describe(rules), "5.00 sigma over baseline 200 ms, held 5 ms");
    EXPECT_EQ(rules.algorithm, OnsetAlgorithm::baseline_sigma);
    EXPECT_EQ(rules.prefer, ReactionSource::trace);
    EXPECT_EQ(describe(by(OnsetAlgorithm::absolute_threshold)), "245.000 N over baseline 200 ms, held 5 ms");
    EXPECT_EQ(describe(by(OnsetAlgorithm::relative_threshold)), "110 % of set force, baseline 200 ms, held 5 ms");
}

TEST(Onset, RulesThatJudgeNothingAreRefused) {
    EXPECT_TRUE(check(OnsetRules{}).has_value());
    EXPECT_FALSE(check(OnsetRules{.baseline = 1ms}).has_value());
    EXPECT_FALSE(check(OnsetRules{.sigma_percent = 100}).has_value());
    EXPECT_FALSE(check(OnsetRules{.set_force_percent = 100}).has_value());
    EXPECT_FALSE(check(OnsetRules{.level_milli = 0}).has_value());
    EXPECT_FALSE(parse_onset_algorithm("magic").has_value());
}

}  // namespace onset_test
}  // namespace bowball::rules
