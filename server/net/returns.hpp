// When those who are sent away, or find no place, come back: each at another time, so many in a second and no more.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "core/time.hpp"

namespace bowball::net {

class Returns {
public:
    using Instant = std::chrono::steady_clock::time_point;
    /// `per_second`: how many may come.
    explicit Returns(std::size_t per_second) : per_second_(per_second) {}

    /// Somebody found no place: whoever is told to come back now comes with them.
    void note_turned_away(Instant now);
    /// A time for one of a crowd of so many, beside those who were turned away lately: limits::soonest_return to limits::latest_return.
    [[nodiscard]] std::int64_t wait_ms(std::size_t crowd, Instant now) const;
    /// Over how long these times are spread.
    [[nodiscard]] std::int64_t spread_ms(std::size_t crowd, Instant now) const;

private:
    [[nodiscard]] std::size_t turned_away_lately(Instant now) const;
    std::size_t per_second_;
    std::size_t turned_away_ = 0;   ///< since `since_`
    std::size_t before_ = 0;        ///< in the window before
    Instant since_{};
};

/// Whole seconds, at least one: anything up to `most`, by chance.
[[nodiscard]] std::uint32_t random_seconds(std::chrono::nanoseconds most);

}  // namespace bowball::net
