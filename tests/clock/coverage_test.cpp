// The promise of the clock model: the true instant lies within the stated uncertainty in at least 95 of 100 cases, for every
// fault of a clock over every path. Simulated, so that the truth is known. A thousand worlds of each pair, each with a seed of its
// own; BOWBALL_SEEDS=100 tries fewer.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <vector>

#include "clock/clock_model.hpp"
#include "simulated_device.hpp"
#include "worlds.hpp"

namespace bowball::clock {
namespace coverage_test {

/// How often the truth lay within what was said, and how much was said.
struct Coverage {
    std::uint64_t stamps = 0;
    std::uint64_t inside = 0;
    Duration worst_outside{};
    std::vector<Duration> stated;

    void add(Duration error, Duration uncertainty) {
        ++stamps;
        inside += error <= uncertainty;
        worst_outside = std::max(worst_outside, error - uncertainty);
        stated.push_back(uncertainty);
    }
    [[nodiscard]] double share() const { return stamps == 0 ? 1 : static_cast<double>(inside) / static_cast<double>(stamps); }
    [[nodiscard]] double median_us() {
        if (stated.empty()) return 0;
        const auto middle = stated.begin() + static_cast<std::ptrdiff_t>(stated.size() / 2);
        std::ranges::nth_element(stated, middle);
        return static_cast<double>(middle->count()) / 1e3;
    }
};

/// One device over one path: samples at a rhythm, silences, and the fault at a time that nobody knows.
class World {
public:
    World(std::uint64_t seed, Fault fault, Path path) : device_(seed, fault), fault_(fault), path_(path), rhythm_(between(device_.random(), 1s, 20s)) {
        if (fault != Fault::midnight) fault_at_ = between(device_.random(), 10 * rhythm_, 60 * rhythm_);
    }

    /// `usual`: while samples come. `alone`: in a silence of up to three hours at the end. `after`: within the ten samples that
    /// follow a set clock, once the model has noticed.
    void run(Coverage& usual, Coverage& alone, Coverage& after) {
        for (int i = 0; i < 120; ++i) {
            device_.run_to(device_.now() + rhythm_ + between(device_.random(), 0ns, rhythm_ / 2));
            if (device_.one_in(40)) device_.run_to(device_.now() + 10 * rhythm_);  // nobody passes for a while
            break_it();
            const auto sample = device_.sample(path_);
            std::ignore = model_.add(sample);
            device_.run_to(device_.now() + between(device_.random(), 0ns, rhythm_ / 2));
            judge(since_fault_ > 0 && since_fault_++ <= 10 ? after : usual);
        }
        for (int i = 0; i < 12; ++i) {
            device_.run_to(device_.now() + between(device_.random(), 1s, 30min));
            judge(alone);
        }
    }

private:
    void break_it() {
        if (since_fault_ > 0 || device_.now() < fault_at_) return;
        const auto is_back = device_.one_in(2);
        if (fault_ == Fault::step) {
            const auto least = least_step(path_);
            const auto by = device_.one_in(2) ? between(device_.random(), least, 10s) : between(device_.random(), least, 1h);
            device_.set(is_back ? -by : by);
            since_fault_ = 1;
        }
        if (fault_ == Fault::restart) {
            device_.restart();
            model_.restarted();
            since_fault_ = 1;
        }
        if (fault_ == Fault::midnight && device_.shows() < before_) since_fault_ = 1;
        before_ = device_.shows();
    }

    /// An impulse of this instant. While the newest sample contradicts what is known, its stamp is suspect.
    void judge(Coverage& coverage) {
        const auto now = HostTime{device_.now()};
        const auto mapped = model_.to_host(device_.shows(), now);
        if (!mapped || model_.is_contradicted()) return;
        const auto wraps_meanwhile = device_.shows() < before_ && fault_ == Fault::midnight;
        if (wraps_meanwhile) return;
        coverage.add(std::chrono::abs(mapped->host - now), mapped->uncertainty);
    }

    SimulatedDevice device_;
    Fault fault_;
    Path path_;
    Duration rhythm_;
    Duration fault_at_{};
    int since_fault_ = 0;
    DeviceTime before_;
    ClockModel model_;
};

class CoverageTest : public testing::TestWithParam<Path> {};

TEST_P(CoverageTest, TheTrueInstantLiesWithinTheStatedUncertainty) {
    const auto path = GetParam();
    for (const auto fault : faults) {
        Coverage usual;
        Coverage alone;
        Coverage after;
        const auto kind = static_cast<std::uint64_t>(path) * faults.size() + static_cast<std::uint64_t>(fault);
        for (std::uint64_t i = 0; i < worlds_of_each(); ++i) World{seed_of(1 + kind + i * paths.size() * faults.size()), fault, path}.run(usual, alone, after);
        const auto say = [&](const char* when, Coverage& coverage) {
            if (coverage.stamps == 0) return;
            std::printf("  %-6s %-9s %-14s %6.2f %% of %6llu, stated %10.1f us, worst outside by %10.1f us\n", to_string(path).data(), to_string(fault).data(), when,
                        coverage.share() * 100, static_cast<unsigned long long>(coverage.stamps), coverage.median_us(), static_cast<double>(coverage.worst_outside.count()) / 1e3);
            EXPECT_GE(coverage.share(), 0.95) << to_string(path) << " " << to_string(fault) << " " << when;
        };
        say("usual", usual);
        say("left alone", alone);
        say("after a step", after);
    }
}

INSTANTIATE_TEST_SUITE_P(Paths, CoverageTest, testing::ValuesIn(paths), [](const auto& one) { return one.param == Path::wifi ? std::string{"WiFi"} : std::string{to_string(one.param)}; });

}  // namespace coverage_test
}  // namespace bowball::clock
