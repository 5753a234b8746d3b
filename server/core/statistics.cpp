#include "core/statistics.hpp"

#include "core/assert.hpp"

namespace bowball {
namespace {

__extension__ using Signed = __int128;

Signed sum_of(const std::vector<Duration>& spans) {
    Signed sum = 0;
    for (const auto span : spans) sum += span.count();
    return sum;
}

}  // namespace

std::uint64_t root_rounded_up(Wide n) {
    if (n < 2) return static_cast<std::uint64_t>(n);
    Wide guess = Wide{1} << 64;  // Newton's method
    for (Wide next = (guess + n / guess) / 2; next < guess; next = (guess + n / guess) / 2) guess = next;
    if (guess * guess < n) ++guess;
    return static_cast<std::uint64_t>(guess);
}

Duration mean(const std::vector<Duration>& spans) {
    ASSERT(!spans.empty());
    const auto n = static_cast<Signed>(spans.size());
    const auto sum = sum_of(spans);
    const auto half = sum < 0 ? -n : n;
    return Duration{static_cast<std::int64_t>((2 * sum + half) / (2 * n))};
}

Duration standard_deviation(const std::vector<Duration>& spans) {
    if (spans.size() < 2) return 0ns;
    // Of the spans less the first one: they lie near each other, and their squares stay small.
    std::vector<Duration> near;
    for (const auto span : spans) near.push_back(span - spans.front());
    const auto n = static_cast<Signed>(near.size());
    const auto sum = sum_of(near);
    Wide squares = 0;
    for (const auto span : near) {
        const auto apart = (n * span.count() - sum) / n;
        squares += static_cast<Wide>(apart * apart);
    }
    return Duration{static_cast<std::int64_t>(root_rounded_up(squares / static_cast<Wide>(n - 1)))};
}

}  // namespace bowball
