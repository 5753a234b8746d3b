// Bad clients, one after the other, at a steady rate: noise instead of a request, endless headers, unmasked frames, frames that
// claim to be huge, floods of pings, and some that say nothing at all.
#pragma once
#include <atomic>
#include <cstdint>
#include <string>
#include <thread>

#include "bench/feed/audience.hpp"

namespace bowball::bench::feed {

class Flood {
public:
    /// Knocks at the door of `manner`, so many times a second, until it is destroyed.
    Flood(const Manner& manner, int knocks_per_second);
    [[nodiscard]] std::size_t knocks() const { return knocks_; }

private:
    std::string handshake_;
    std::atomic<std::size_t> knocks_ = 0;
    std::jthread thread_;
};

}  // namespace bowball::bench::feed
