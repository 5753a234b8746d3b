// How far two systems lie apart at one point, and what a stamp of one would have been by the other: the equivalent time of
// the rules of the sports 8.2 (FIS ICR 611). Plain arithmetic on stamps; who serves as reference is for judge_replacements.
//
// A mean of d = S - A over references that both systems saw, rounded to the precision of A, is the correction C; the missing
// stamp is S - C. It counts on the devices' own clocks, at full precision, as on their paper strips. Two clocks may begin
// their count at different instants (midnight here, switched on there): whole seconds between the two are no part of C.
#pragma once
#include <optional>
#include <vector>

#include "core/stamp.hpp"

namespace bowball::engine {

/// What two systems made of one passing.
struct StampPair {
    Stamp main;
    Stamp other;
};

struct Correction {
    Duration mean{};        ///< C, rounded to `unit`: to be taken from the other system's stamp
    Duration deviation{};   ///< standard deviation of the differences
    Duration unit{};
    Stamp corrected;        ///< the missing stamp, on the main system's clock
};

/// `other` less `main`. By the devices' own clocks where these were evidently set together (they do not contradict the venue's
/// timeline, which is less exact); else by the venue's timeline.
[[nodiscard]] Interval difference(const Stamp& main, const Stamp& other);

/// The coarsest of 1 ms, 100 us ... 1 ns that all the readings are multiples of: what a device shows.
[[nodiscard]] Duration precision_of(const std::vector<DeviceTime>& readings);

/// What the main system would have seen. All pairs are of two clocks, the other one that of `missing`; not empty, the
/// nearest first. `unit` absent: the precision of the main system's readings.
[[nodiscard]] Correction correct(const Stamp& missing, const std::vector<StampPair>& pairs, std::optional<Duration> unit);

}  // namespace bowball::engine
