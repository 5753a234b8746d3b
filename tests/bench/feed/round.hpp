// One measurement: messages at race pace, or as fast as they are taken, and what they cost.
#pragma once
#include "bench/feed/contestant.hpp"
#include "bench/figures.hpp"

namespace bowball::bench::feed {

struct Plan {
    std::int64_t interval_ns = 0;      ///< between batches; 0: as fast as they reach everybody
    std::int64_t duration_ns = 0;
    std::size_t at_once = 1;           ///< messages in a batch
    std::size_t under_way = 4;         ///< batches at most that have not reached all: who cannot hold the pace is not buried
};

struct Round {
    Samples first;                     ///< publishing to arrival, of every message that reached all
    Samples middle;
    Samples last;
    Samples officials;                 ///< the last of them
    std::size_t officials_ahead = 0;   ///< messages that all officials had before the first viewer
    std::size_t messages = 0;
    std::size_t incomplete = 0;        ///< messages that did not reach everybody
    double per_second = 0;
    double cpu_us = 0;                 ///< of the server, per delivery
};

[[nodiscard]] Round play(Contestant& contestant, Audience& audience, const Plan& plan);

}  // namespace bowball::bench::feed
