// Remembers the newest durations and says how long the usual one and the slow one took.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace bowball {

template <std::size_t most = 512>
class Latency {
public:
    void add(std::int64_t duration) {
        samples_[next_] = duration;
        next_ = (next_ + 1) % samples_.size();
        if (count_ < samples_.size()) ++count_;
    }
    /// The value that `percent` % of the samples do not exceed; 0 without samples. In the unit that was added.
    [[nodiscard]] std::int64_t percentile(unsigned percent) const {
        if (count_ == 0) return 0;
        std::vector<std::int64_t> sorted(samples_.begin(), samples_.begin() + static_cast<std::ptrdiff_t>(count_));
        std::ranges::sort(sorted);
        return sorted[(count_ - 1) * percent / 100];
    }

    [[nodiscard]] std::size_t count() const { return count_; }

private:
    std::array<std::int64_t, most> samples_{};
    std::size_t next_ = 0;
    std::size_t count_ = 0;
};

}  // namespace bowball
