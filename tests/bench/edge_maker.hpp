// Edges of known time: lines that bear the instant at which they were written, through a pseudo-terminal and through UDP, and
// how late this computer stamps them.
#pragma once
#include <string>

#include "figures.hpp"

namespace bowball::bench {

struct Stamped {
    Samples late;
    std::size_t within = 0;      ///< of these, how many by no more than was stated of them when they came
};

struct StampErrors {
    Stamped terminal;
    Stamped datagrams;
    std::size_t sent = 0;        ///< on each of the two
    std::string priority;        ///< what became of the wish for real-time priority; empty if none was made
};

/// Both links on one thread, as capture has them. `realtime`: that thread under SCHED_FIFO with its memory locked.
[[nodiscard]] StampErrors measure_stamps(int edges, bool realtime);

/// p50, p95, p99, the worst, how many came of those sent, and how many lay within their stated uncertainty: at least 95 of 100 must.
void print_stamps(const std::string& name, const Stamped& stamped, std::size_t sent);

}  // namespace bowball::bench
