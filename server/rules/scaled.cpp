#include "rules/scaled.hpp"

#include "core/assert.hpp"
#include "core/statistics.hpp"

namespace bowball::rules {
namespace {

// exp() in fixed point with 56 binary places. For x up to 4 it has 6 more before the point, so a square fits into 128 bits.
constexpr unsigned places = 56;
constexpr Wide one = Wide{1} << places;
constexpr std::int64_t most_millionths = 4'000'000;

/// exp(x) for 0 <= x <= 4: the series at x / 256, squared eight times.
Wide exp_of(std::uint64_t millionths) {
    constexpr unsigned halvings = 8;
    const auto small = (Wide{millionths} << places) / 1'000'000 >> halvings;
    auto sum = one;
    auto term = one;
    for (std::uint64_t n = 1; n < 12; ++n) {  // (1/64)^11 / 11! is far below the last place
        term = (term * small >> places) / n;
        sum += term;
    }
    for (unsigned i = 0; i < halvings; ++i) sum = sum * sum >> places;
    return sum;
}

std::uint64_t magnitude(std::int64_t value) { return value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value); }

Result<Duration> as_duration(Wide size, bool negative) {
    if (size > static_cast<Wide>(INT64_MAX)) return Error{errc::too_large, "The time is too long to be adjusted. Check the time and the factor."};
    const auto ns = static_cast<std::int64_t>(size);
    return Duration{negative ? -ns : ns};
}

}  // namespace

Result<Duration> scaled(Duration time, std::int64_t numerator, std::int64_t denominator) {
    ASSERT(denominator > 0);
    const auto product = Wide{magnitude(time.count())} * magnitude(numerator);
    const auto size = (product + static_cast<std::uint64_t>(denominator) / 2) / static_cast<std::uint64_t>(denominator);
    return as_duration(size, (time < 0ns) != (numerator < 0));
}

Result<Duration> times_exp(Duration time, std::int64_t millionths) {
    if (millionths > most_millionths || millionths < -most_millionths)
        return Error{errc::bad_input, "An exponent beyond 4 either way is no handicap. Check the coefficient and the ages."};
    const auto growth = exp_of(magnitude(millionths));
    const auto ns = Wide{magnitude(time.count())};
    const auto size = millionths < 0 ? ((ns << places) + growth / 2) / growth : (ns * growth + one / 2) >> places;
    return as_duration(size, time < 0ns);
}

}  // namespace bowball::rules
