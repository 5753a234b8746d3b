#include "rules/lots.hpp"

#include <limits>
#include <numeric>
#include <utility>

namespace bowball::rules {
namespace {

/// Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014).
class SplitMix64 {
public:
    explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15;
        auto z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// 0 ... bound-1. Numbers beyond the last whole multiple of the bound are thrown away.
    std::uint64_t below(std::uint64_t bound) {
        const auto whole = std::numeric_limits<std::uint64_t>::max() / bound * bound;
        auto number = next();
        while (number >= whole) number = next();
        return number % bound;
    }

private:
    std::uint64_t state_;
};

}  // namespace

std::vector<std::size_t> draw_lots(std::uint64_t seed, std::size_t count) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    SplitMix64 chance{seed};
    for (auto place = count; place > 1; --place) std::swap(order[place - 1], order[chance.below(place)]);
    return order;
}

}  // namespace bowball::rules
