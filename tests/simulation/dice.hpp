// Chance for simulated worlds: everything that happens in one comes from one seed.
#pragma once
#include <cstdint>

#include "core/time.hpp"

namespace bowball::simulation {

/// splitmix64: the same numbers on every machine.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15ULL;
        auto z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    /// From low to high, both included; to 0.1 ms, which is what the timer prints.
    Duration between(Duration low, Duration high) { return low + 100us * static_cast<std::int64_t>(next() % static_cast<std::uint64_t>((high - low) / 100us + 1)); }
    std::size_t below(std::size_t count) { return next() % count; }
    bool chance(unsigned percent) { return next() % 100 < percent; }

private:
    std::uint64_t state_;
};

}  // namespace bowball::simulation
