// What the hop through hub and edge adds: an impulse of a real timer's line, a screen at the venue, a screen at the edge, one clock.
#pragma once
#include <string>

#include "bench/figures.hpp"

namespace bowball::bench::edge {

struct Hop {
    Samples venue;         ///< from the timer's line to the board at a screen of the venue
    Samples edge;          ///< to the same board at a screen of the edge
    Samples added;         ///< between the two, of each impulse
    Samples bare;          ///< a message as large through the same hub, from publishing it to having it
    std::size_t sent = 0;  ///< impulses; those that did not reach both are in no sample
    std::string trouble;   ///< why there are no figures; empty: there are
};
[[nodiscard]] Hop measure_hop(const std::string& folder, int races);

}  // namespace bowball::bench::edge
