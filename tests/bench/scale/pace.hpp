// How many frames a race sends to somebody who follows its board, and how large they are: counted in a golden race.
#pragma once
#include <cstddef>

namespace bowball::bench {

struct Pace {
    std::size_t frames = 0;             ///< of the board, from the first impulse to the last entry
    double seconds = 0;
    std::size_t most_in_a_second = 0;   ///< of any second
    double mean_bytes = 0;              ///< of a frame with its envelope
    double deflated_bytes = 0;          ///< of the same, compressed
};
[[nodiscard]] Pace pace_of_a_race();

}  // namespace bowball::bench
