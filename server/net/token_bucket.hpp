// So many a second, and some more at once after a quiet time. Pure.
#pragma once
#include <algorithm>
#include <chrono>
#include <cstdint>

namespace bowball::net {

class TokenBucket {
public:
    using Instant = std::chrono::steady_clock::time_point;
    TokenBucket(std::size_t per_second, std::size_t at_once) : per_second_(static_cast<std::int64_t>(per_second)), most_(static_cast<std::int64_t>(at_once) * whole), held_(most_) {}

    /// Whether there is one left.
    [[nodiscard]] bool take(Instant now) {
        // A bucket that has been full for an hour is full.
        const auto passed = filled_ == Instant{} ? std::chrono::microseconds{0} : std::chrono::floor<std::chrono::microseconds>(now - filled_);
        held_ = std::min(most_, held_ + per_second_ * std::min<std::chrono::microseconds>(passed, std::chrono::hours{1}).count());
        filled_ = filled_ == Instant{} ? now : filled_ + passed;
        if (held_ < whole) return false;
        held_ -= whole;
        return true;
    }

private:
    static constexpr std::int64_t whole = 1'000'000;   ///< a token, in millionths
    std::int64_t per_second_;
    std::int64_t most_;
    std::int64_t held_;
    Instant filled_;
};

}  // namespace bowball::net
