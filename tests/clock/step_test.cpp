// A clock that somebody sets by little: from which step on it is noticed before a wrong stamp is taken for a good one, and for
// how long smaller ones are stated wrongly. The table is printed; docs/time.md tells what it means.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <vector>

#include "clock/clock_model.hpp"
#include "simulated_device.hpp"
#include "worlds.hpp"

namespace bowball::clock {
namespace step_test {

constexpr int samples_before = 40;
constexpr int soon = 10;
/// The model forgets what is older than 20 minutes.
constexpr Duration watched = 30min;

/// What is stated of impulses after a step, one between each two samples. Those that are suspect are left out.
struct Aftermath {
    std::uint64_t stamps = 0;               ///< before the sample with the number `soon`
    std::uint64_t inside = 0;               ///< of them
    std::vector<Duration> wrong_until{};    ///< in each world: the last wrong one, after the step

    [[nodiscard]] double share() const { return stamps == 0 ? 1 : static_cast<double>(inside) / static_cast<double>(stamps); }
    /// In 95 worlds of 100.
    [[nodiscard]] Duration mostly_wrong_until() {
        std::ranges::sort(wrong_until);
        return wrong_until.empty() ? 0ns : wrong_until[wrong_until.size() * 95 / 100];
    }
};

void live(std::uint64_t seed, Path path, Duration by, Aftermath& aftermath) {
    SimulatedDevice device{seed, Fault::drift};
    ClockModel model;
    const auto rhythm = between(device.random(), 5s, 20s);
    const auto pass = [&] { device.run_to(device.now() + rhythm / 2 + between(device.random(), 0ns, rhythm / 4)); };
    Duration set_at{};
    Duration wrong_until{};
    for (auto i = -samples_before; i < 0 || device.now() < set_at + watched; ++i) {
        pass();
        if (i == 0) {
            set_at = device.now();
            device.set(by);
        }
        std::ignore = model.add(device.sample(path));
        pass();
        const auto mapped = model.to_host(device.shows(), HostTime{device.now()});
        if (i < 0 || !mapped || model.is_contradicted()) continue;
        const auto is_inside = std::chrono::abs(mapped->host - HostTime{device.now()}) <= mapped->uncertainty;
        if (!is_inside) wrong_until = device.now() - set_at;
        if (i >= soon) continue;
        ++aftermath.stamps;
        aftermath.inside += is_inside;
    }
    aftermath.wrong_until.push_back(wrong_until);
}

class StepTest : public testing::TestWithParam<Path> {};

TEST_P(StepTest, OneOfTheLeastSizeIsNoticedAtOnce) {
    constexpr Duration sizes[] = {1ms, 3ms, 10ms, 20ms, 30ms, 40ms, 70ms, 100ms, 300ms, 2600ms};
    const auto path = GetParam();
    auto world = static_cast<std::uint64_t>(path) << 32;
    for (const auto is_back : {false, true}) {
        for (const auto size : sizes) {
            Aftermath aftermath;
            for (std::uint64_t i = 0; i < worlds_of_each() / 10; ++i) live(seed_of(++world), path, is_back ? -size : size, aftermath);
            const auto is_noticed = size >= least_step(path);
            std::printf("  %-6s set %-7s by %4lld ms: %6.2f %% of the stamps before line %d within what is stated; the last wrong one after %4lld s%s\n", to_string(path).data(), is_back ? "back" : "forward",
                        static_cast<long long>(size / 1ms), aftermath.share() * 100, soon, static_cast<long long>(aftermath.mostly_wrong_until() / 1s), is_noticed ? "" : " (less than is noticed)");
            EXPECT_GE(aftermath.share(), is_noticed ? 0.95 : 0) << to_string(path) << ", set " << (is_back ? "back" : "forward") << " by " << size / 1ms << " ms";
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Paths, StepTest, testing::ValuesIn(paths), [](const auto& one) { return one.param == Path::wifi ? std::string{"WiFi"} : std::string{to_string(one.param)}; });

}  // namespace step_test
}  // namespace bowball::clock
