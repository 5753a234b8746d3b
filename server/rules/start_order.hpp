// In which order and when crews start where they do not start together, as the rule set says it.
#pragma once
#include <cstdint>
#include <vector>

#include "core/time.hpp"

namespace bowball::rules {

/// When each crew is due where they do not start together. By default nobody is due at a time of its own.
struct StartOrderRules {
    Duration interval{};                   ///< between two starts, in the order of the lanes; 0: no such order. 30 s in a time trial (rules of the sports 2.9)
    std::vector<std::uint16_t> lanes{1};   ///< started from in turn, numbered from 1: {3, 4} alternates two lanes
    bool staggered = false;                ///< who has most taken off starts first, and is overtaken or not (rules of the sports 2.11)
    friend bool operator==(const StartOrderRules&, const StartOrderRules&) = default;
};

}  // namespace bowball::rules
