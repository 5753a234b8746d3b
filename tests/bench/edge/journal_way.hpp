// A journal on its way: how fast the relay brings a day to the hub, and how soon a server that starts late has it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "bench/figures.hpp"
#include "engine/event.hpp"

namespace bowball::bench::edge {

struct Way {
    std::uint64_t entries = 0;
    double relayed_a_second = 0;      ///< from the first that was on the stream to the last
    double pulled_a_second = 0;       ///< by `bowball pull` into a file, its start and end included
    bool is_equal = false;            ///< `bowball verify` of that file, with the venue's head
    Samples edge_serves;              ///< `bowball edge`, from its start until it serves: views that the hub has kept, and the newest entries
    Samples edge_caught_up;           ///< until a screen there has the newest entry of the log
    Samples standby_ready;            ///< `bowball serve --standby`: the whole stream, folded, and every view made from it
    std::string trouble;              ///< why there are no figures; empty: there are
};

/// The entries become a venue's journal, which `bowball serve` then relays to a hub of its own. `starts`: of an edge, and of a standby.
[[nodiscard]] Way measure_way(const std::string& folder, const std::vector<engine::Entry>& day, int starts);

}  // namespace bowball::bench::edge
