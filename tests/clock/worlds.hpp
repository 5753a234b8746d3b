// How many simulated worlds a test tries, and their seeds: no two worlds share one.
#pragma once
#include <cstdint>
#include <cstdlib>

namespace bowball::clock {

/// BOWBALL_SEEDS=100 tries fewer.
inline std::uint64_t worlds_of_each() {
    const auto* wanted = std::getenv("BOWBALL_SEEDS");
    return wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 1000;
}

/// Of the world with this number, far from those of its neighbours (SplitMix64).
inline std::uint64_t seed_of(std::uint64_t world) {
    auto mixed = world * 0x9E3779B97F4A7C15ULL;
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBULL;
    return mixed ^ mixed >> 31;
}

}  // namespace bowball::clock
