// What the benchmark sends: the board of a golden race, each time it changed, as the server would write it.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/ids.hpp"

namespace bowball::bench::feed {

struct Message {
    std::string topic;     ///< no two the same, so that none replaces another while it waits
    std::string data;      ///< of the frame
};

/// The first 32 of them over 500 bytes: a screen that looks at a race gets no shorter ones.
[[nodiscard]] std::vector<Message> boards_of_a_race();

/// A time of day of sixteen digits, as every one has since 2001.
inline constexpr std::int64_t some_time_us = 1'784'883'600'000'000;

/// The boards, one after the other and round again, each with a number of its own.
class BoardsInTurn {
public:
    [[nodiscard]] const Message& next() { return boards_[given_++ % boards_.size()]; }
    /// That of the one given last.
    [[nodiscard]] Seq seq() const { return Seq{given_}; }

private:
    std::vector<Message> boards_ = boards_of_a_race();
    std::uint64_t given_ = 0;
};

/// With its envelope, as the live feed has it.
[[nodiscard]] std::string framed(const Message& message);

}  // namespace bowball::bench::feed
