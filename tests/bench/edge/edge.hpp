// ./run bench edge [--quick]: what the way over hub and edge costs, with the real programs on loopback.
#pragma once
#include <string>

namespace bowball::bench {

/// Added latency of the hop, entries a second through the relay, cold starts with a day's journal, screens on an edge beside as many at the venue. Quick: a tenth of it, in
/// one turn: whether all of it works, and no figure to be quoted.
void bench_edge(const std::string& folder, bool is_quick);

}  // namespace bowball::bench
