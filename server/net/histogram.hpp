// How many durations were how long: for Prometheus, which adds up those of all servers.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace bowball::net {

class Histogram {
public:
    /// Upper bounds, microseconds. Fine around a millisecond, where a good day lies; beyond the last are impulses out of a memory.
    static constexpr std::array<std::int64_t, 14> bounds_us{200, 500, 1'000, 1'500, 2'000, 3'000, 5'000, 10'000, 20'000, 50'000, 100'000, 250'000, 1'000'000, 10'000'000};

    /// Below zero: the clock of the device is ahead of ours within its uncertainty. Counted as nothing.
    void add(std::int64_t us) {
        us = std::max<std::int64_t>(us, 0);
        const auto bound = std::ranges::lower_bound(bounds_us, us);
        ++counts_[static_cast<std::size_t>(bound - bounds_us.begin())];
        ++count_;
        sum_us_ += us;
    }
    Histogram& operator+=(const Histogram& other) {
        std::ranges::transform(counts_, other.counts_, counts_.begin(), std::plus{});
        count_ += other.count_;
        sum_us_ += other.sum_us_;
        return *this;
    }
    /// Above the bound before, up to this one.
    [[nodiscard]] std::uint64_t count_of(std::size_t bound) const { return counts_[bound]; }
    [[nodiscard]] std::uint64_t count() const { return count_; }
    [[nodiscard]] std::int64_t sum_us() const { return sum_us_; }

private:
    std::array<std::uint64_t, bounds_us.size() + 1> counts_{};
    std::uint64_t count_ = 0;
    std::int64_t sum_us_ = 0;
};

}  // namespace bowball::net
