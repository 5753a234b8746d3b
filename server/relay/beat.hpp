// What the venue says once a second: that it lives, which journal it writes and how far, and what time it is there. Pure.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"

namespace bowball::relay {

struct Beat {
    std::string epoch;
    Seq seq;                     ///< the journal's newest entry
    std::int64_t sent_us = 0;    ///< race time
    std::int32_t speed = 1;      ///< a demo runs faster than time
    std::string version;         ///< of the server
    std::vector<std::string> superseded;   ///< epochs that this journal took over from: their servers may come back and not know it yet
    std::int32_t yield_after_s = 0;        ///< so long without the hub, and it takes no orders; 0: it never yields
    /// Whether this one is of a journal that `newest` has taken over from: it counts no more.
    [[nodiscard]] bool is_superseded_by(const Beat& newest) const { return std::ranges::find(newest.superseded, epoch) != newest.superseded.end(); }
};

/// Capital letters and digits, at most 40: it is part of names of streams and files.
[[nodiscard]] bool is_epoch(std::string_view name);
[[nodiscard]] std::string encode_beat(const Beat& beat);
/// Fails with errc::bad_input.
[[nodiscard]] Result<Beat> decode_beat(std::string_view text);

}  // namespace bowball::relay
