// How long a client is waited for, and how much may wait for it: limits.hpp, but where a test makes it shorter.
#pragma once
#include "core/limits.hpp"

namespace bowball::net {

struct Bounds {
    Duration say_something_within = limits::say_something_within;
    Duration write_stall = limits::write_stall;               ///< who takes nothing for longer, while something waits, is cut
    Duration acknowledge_within = limits::acknowledge_within;
    Duration linger_for = limits::linger_for;
    Duration http_request_within = limits::http_request_within;
    Duration http_answer_within = limits::http_answer_within;
    Duration long_poll_longest = limits::long_poll_longest;
    std::size_t outbox_bytes = limits::outbox_bytes;
};

}  // namespace bowball::net
