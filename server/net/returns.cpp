#include "net/returns.hpp"

#include <sodium.h>

#include <algorithm>

#include "core/limits.hpp"

namespace bowball::net {
namespace {

/// Even a few are spread: a server that starts has other things to do in its first second.
constexpr std::int64_t least_spread_ms = 5'000;
constexpr auto window = std::chrono::seconds{10};

}  // namespace

void Returns::note_turned_away(Instant now) {
    if (now - since_ >= window) {
        before_ = now - since_ < 2 * window ? turned_away_ : 0;
        turned_away_ = 0;
        since_ = now;
    }
    ++turned_away_;
}

std::size_t Returns::turned_away_lately(Instant now) const {
    if (now - since_ >= 2 * window) return 0;
    return std::max(turned_away_, before_);
}

std::int64_t Returns::spread_ms(std::size_t crowd, Instant now) const {
    const auto by_crowd = static_cast<std::int64_t>(1000 * (crowd + turned_away_lately(now)) / std::max<std::size_t>(per_second_, 1));
    return std::clamp<std::int64_t>(by_crowd, least_spread_ms, (limits::latest_return - limits::soonest_return) / 1ms);
}

std::int64_t Returns::wait_ms(std::size_t crowd, Instant now) const {
    return limits::soonest_return / 1ms + static_cast<std::int64_t>(::randombytes_uniform(static_cast<std::uint32_t>(spread_ms(crowd, now)) + 1));
}

std::uint32_t random_seconds(std::chrono::nanoseconds most) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(most).count();
    return 1 + ::randombytes_uniform(static_cast<std::uint32_t>(std::clamp<std::int64_t>(seconds, 1, 3600)));
}

}  // namespace bowball::net
