// Edges of known time: lines that bear the instant at which they were written, through a pseudo-terminal and through UDP, and
// how late this computer stamps them.
#pragma once
#include <string>

#include "figures.hpp"

namespace bowball::bench {

struct StampErrors {
    Samples terminal;
    Samples datagrams;
    std::size_t sent = 0;        ///< on each of the two
    std::string priority;        ///< what became of the wish for real-time priority; empty if none was made
};

/// Both links on one thread, as capture has them. `realtime`: that thread under SCHED_FIFO with its memory locked.
[[nodiscard]] StampErrors measure_stamps(int edges, bool realtime);

/// p50, p95 (a stated half-width must cover it), p99, the worst, and how many came of those sent.
void print_stamps(const std::string& name, const Samples& late, std::size_t sent);

}  // namespace bowball::bench
