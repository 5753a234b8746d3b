// What chrony says of this computer's time of day, where it runs: `chronyc -n -c tracking`. Reads; never sets anything. It runs a
// program and may hang with it for as long as its patience lasts, so it is called on a thread of its own.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "core/time.hpp"

namespace bowball::io {

/// One line of `chronyc -c tracking` (chronyc(1), 4.x), as far as it is shown.
struct ChronyTracking {
    std::string source;            ///< address of the source that is followed, or the reference's hexadecimal name; empty: none
    std::uint32_t stratum = 0;
    Duration offset{};             ///< still to be slewed away: what the time of day lacks
    Duration root_delay{};
    Duration root_dispersion{};
    bool is_synchronised = false;
    std::int32_t rate_ppb = 0;     ///< by how much the rate may still be off, parts in 10^9: |residual| + skew
    friend bool operator==(const ChronyTracking&, const ChronyTracking&) = default;
};

/// How far the time of day may be off at most: |offset| + root dispersion + half the root delay.
[[nodiscard]] Duration error_bound(const ChronyTracking& tracking);

/// Fails with errc::bad_input on anything but the one line of 14 fields; the text quotes what came instead.
[[nodiscard]] Result<ChronyTracking> parse_chrony_tracking(std::string_view text);

enum class ChronyState : std::uint8_t {
    absent,   ///< there is no such program
    failed,   ///< it did not end, or ended with an error, or said what cannot be understood
    answered,
};
struct ChronyAnswer {
    ChronyState state = ChronyState::absent;
    ChronyTracking tracking;       ///< if it answered
    std::string why;               ///< if it failed: half a sentence
};

/// Runs `program`, which gets none of this process's files, and kills it after `patience`. Of what it says 4 KB are read.
[[nodiscard]] ChronyAnswer ask_chrony(const std::string& program = "chronyc", Duration patience = 3s);

}  // namespace bowball::io
