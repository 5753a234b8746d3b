// A device whose clock has a known error, and a link whose delays are known: what the clock model claims is compared with
// the truth. Everything from one seed.
#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <random>
#include <string_view>

#include "core/observation.hpp"

namespace bowball::clock {

using Random = std::mt19937_64;

inline Duration between(Random& random, Duration low, Duration high) { return Duration{std::uniform_int_distribution<std::int64_t>{low.count(), high.count()}(random)}; }

/// What is wrong with the clock.
enum class Fault : std::uint8_t {
    ideal,     ///< runs as the host's
    drift,     ///< a rate of its own, up to 50 ppm
    wander,    ///< and the rate walks at random, 0.03 ppm in a second
    warming,   ///< and the device comes out of its box into the sun: 8 ppm within some minutes
    noise,     ///< and every reading is off by 0.15 ms rms; it says 0.3 ms, of 95 in 100
    step,      ///< somebody sets it, by up to an hour and at least by what the link lets be noticed
    restart,   ///< it counts from zero again, and says so
    midnight,  ///< it begins at zero again at midnight, and nobody says so
};
inline constexpr std::array faults{Fault::ideal, Fault::drift, Fault::wander, Fault::warming, Fault::noise, Fault::step, Fault::restart, Fault::midnight};

inline std::string_view to_string(Fault fault) {
    switch (fault) {
        case Fault::ideal: return "ideal";
        case Fault::drift: return "drift";
        case Fault::wander: return "wander";
        case Fault::warming: return "warming";
        case Fault::noise: return "noise";
        case Fault::step: return "step";
        case Fault::restart: return "restart";
        case Fault::midnight: return "midnight";
    }
    return "unknown";
}

/// How a sample comes to the host.
enum class Path : std::uint8_t {
    wired,     ///< four stamps, 0.1 ms there and back, seldom 1 ms
    wifi,      ///< four stamps, 3 to 588 ms there and back, mostly one way
    serial,    ///< the arrival of a line, 1 to 30 ms after its stamp
    radio,     ///< the same, and every twelfth line held back for up to 2 s
};
inline constexpr std::array paths{Path::wired, Path::wifi, Path::serial, Path::radio};

inline std::string_view to_string(Path path) {
    switch (path) {
        case Path::wired: return "wired";
        case Path::wifi: return "Wi-Fi";
        case Path::serial: return "serial";
        case Path::radio: return "radio";
    }
    return "unknown";
}

/// The least step, forward or back, that is noticed before wrong stamps are stated as good ones; tests/clock/step_test.cpp
/// measures it.
inline Duration least_step(Path path) {
    switch (path) {
        case Path::wired: return 3ms;
        case Path::wifi: return 100ms;
        case Path::serial: return 40ms;
        case Path::radio: return 70ms;
    }
    return 0ns;
}

class SimulatedDevice {
public:
    SimulatedDevice(std::uint64_t seed, Fault fault) : random_(seed), fault_(fault), reading_(between(random_, 0ns, 20h)) {
        if (fault != Fault::ideal) base_ppm_ = std::uniform_real_distribution{-42.0, 42.0}(random_);
        if (fault == Fault::drift) base_ppm_ *= 50.0 / 42.0;
        if (fault == Fault::midnight) reading_ = 24h - between(random_, 100s, 500s);
    }

    /// Lets the host's clock run to `now`, in steps of a second at most.
    void run_to(Duration now) {
        while (now_ < now) {
            const auto span = std::min<Duration>(1s, now - now_);
            const auto seconds = static_cast<double>(span.count()) / 1e9;
            if (fault_ == Fault::wander) walk_ppm_ += std::normal_distribution{0.0, 0.03 * std::sqrt(seconds)}(random_);
            if (fault_ == Fault::warming) walk_ppm_ = 8 * (1 - std::exp(-std::max(0.0, static_cast<double>(now_.count()) / 1e9 - 300) / 400));
            walk_ppm_ = std::clamp(walk_ppm_, -8.0, 8.0);
            exact_ += static_cast<double>(span.count()) * (base_ppm_ + walk_ppm_) * 1e-6;
            now_ += span;
        }
    }
    /// Sets it by `by`.
    void set(Duration by) { reading_ += by; }
    void restart() { reading_ = -now_ - Duration{static_cast<std::int64_t>(exact_)}; }

    /// What its clock shows now, without the noise of a reading.
    [[nodiscard]] DeviceTime shows() const {
        auto shown = now_ + reading_ + Duration{static_cast<std::int64_t>(exact_)};
        if (fault_ == Fault::midnight) shown %= Duration{24h};
        return DeviceTime{shown};
    }
    [[nodiscard]] DeviceTime read() {
        if (fault_ != Fault::noise) return shows();
        return shows() + Duration{static_cast<std::int64_t>(std::normal_distribution{0.0, 150e3}(random_))};
    }

    /// A reading made now, as it comes to the host.
    [[nodiscard]] ClockSample sample(Path path) {
        const auto exponential = [&](double mean_ns) { return Duration{static_cast<std::int64_t>(std::exponential_distribution{1 / mean_ns}(random_))}; };
        switch (path) {
            case Path::wired: return exchange(40us + exponential(15e3), 40us + exponential(15e3));
            case Path::wifi: {
                const auto whole = std::min<Duration>(3ms + exponential(40e6), 588ms);
                const auto out = Duration{static_cast<std::int64_t>(static_cast<double>(whole.count()) * std::pow(std::uniform_real_distribution{0.0, 1.0}(random_), 3))};
                return one_in(2) ? exchange(out, whole - out) : exchange(whole - out, out);
            }
            case Path::serial: return {read(), HostTime{now_ + between(random_, 1ms, 30ms)}, std::nullopt, noise()};
            case Path::radio: {
                const auto held = one_in(12) ? between(random_, 100ms, 2s) : 0ns;
                return {read(), HostTime{now_ + between(random_, 1ms, 30ms) + held}, std::nullopt, noise()};
            }
        }
        return {};
    }

    [[nodiscard]] bool one_in(int many) { return std::uniform_int_distribution{1, many}(random_) == 1; }
    [[nodiscard]] Duration now() const { return now_; }
    [[nodiscard]] Random& random() { return random_; }

private:
    /// The device answers now; the host asked `out` ago and has the answer `back` later.
    [[nodiscard]] ClockSample exchange(Duration out, Duration back) { return {read(), HostTime{now_ + (back - out) / 2}, (out + back) / 2, noise()}; }
    [[nodiscard]] Duration noise() const { return fault_ == Fault::noise ? 300us : 0ns; }

    Random random_;
    Fault fault_;
    Duration now_{};
    Duration reading_;
    double base_ppm_ = 0;
    double walk_ppm_ = 0;
    double exact_ = 0;   ///< ns that it has gained
};

}  // namespace bowball::clock
