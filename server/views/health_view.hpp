// How devices, clocks and journal fare.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bowball::views {

/// Devices, clocks, journal: what an official sees in one glance. Made by the server, not from the meet.
struct HealthView {
    struct Device {
        std::string name;
        std::string driver;
        std::string state;                    ///< LinkState: "live", "silent", "lost" ...
        std::string text;
        std::uint64_t bytes = 0;
        std::uint64_t skipped_bytes = 0;
        std::uint64_t impulses = 0;
        std::uint64_t missed_impulses = 0;
        std::string last_complaint;
        std::optional<std::int64_t> last_heard_us;
        std::string clock_state;              ///< "unsynced", "locked", "stable", "holdover"
        std::int64_t clock_uncertainty_us = 0;
        std::int64_t clock_rate_ppb = 0;
    };
    std::vector<Device> devices;
    struct HostClock {
        std::string state;                    ///< "synchronised", "free running", "unknown"; empty where nobody looks
        std::string text;
        std::int64_t max_error_us = 0;        ///< of the time of day
        std::int64_t estimated_error_us = 0;
        std::int64_t offset_ns = 0;           ///< still to be slewed away
        std::int64_t frequency_ppb = 0;       ///< by how much the system speeds the quartz up
        std::int32_t tai_s = 0;               ///< TAI less UTC; 0: not told
        std::int64_t wall_ahead_us = 0;       ///< of the venue's timeline, which was tied to it once
        std::string change_text;              ///< the last time that it was set, or the computer slept
        std::int64_t change_us = 0;           ///< by how much it was set, forward above zero
        std::optional<std::int64_t> changed_us;
    };
    HostClock host_clock;
    bool recorded = true;                     ///< false: NOT RECORDED, in red, everywhere
    std::string journal_text;
    std::uint64_t entries = 0;
    std::uint64_t unwritten = 0;
    std::int64_t commit_us_p50 = 0;
    std::int64_t commit_us_p99 = 0;
    std::uint64_t quarantined = 0;
    std::uint64_t refused = 0;                ///< messages and orders that could not be understood
    std::uint32_t viewers = 0;
    std::uint32_t officials = 0;
    std::string redundancy_text;              ///< what is wrong between systems A and B; empty: nothing
    std::string version;
};

}  // namespace bowball::views
