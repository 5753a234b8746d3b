// What the benchmark sends: the board of a golden race, each time it changed, as the server would write it.
#pragma once
#include <string>
#include <vector>

namespace bowball::bench::feed {

struct Message {
    std::string topic;     ///< no two the same, so that none replaces another while it waits
    std::string data;      ///< of the frame
};

/// The first 32 of them over 500 bytes: a screen that looks at a race gets no shorter ones.
[[nodiscard]] std::vector<Message> boards_of_a_race();

/// With its envelope, as the live feed has it.
[[nodiscard]] std::string framed(const Message& message);

}  // namespace bowball::bench::feed
