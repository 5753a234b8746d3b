// What the venue says once a second: that it lives, which journal it writes and how far, and what time it is there. Pure.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "core/ids.hpp"
#include "core/result.hpp"

namespace bowball::relay {

struct Beat {
    std::string epoch;
    Seq seq;                     ///< the journal's newest entry
    std::int64_t sent_us = 0;    ///< race time
    std::int32_t speed = 1;      ///< a demo runs faster than time
    std::string version;         ///< of the server
};

[[nodiscard]] std::string encode_beat(const Beat& beat);
/// Fails with errc::bad_input.
[[nodiscard]] Result<Beat> decode_beat(std::string_view text);

}  // namespace bowball::relay
