// What screens show of the venue as a whole: systems A and B, devices and clocks, the test of inputs. Plain structs; of one race is
// what views.hpp has.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bowball::views {

/// Systems A and B and the watches beside each other, over the meet.
struct RedundancyView {
    struct Difference {
        std::string point;
        std::string source;                   ///< "b" or "hand", less A
        std::uint64_t count = 0;
        std::int64_t last_us = 0;
        std::int64_t last_uncertainty_us = 0;
        std::int64_t last_at_us = 0;
        std::int64_t mean_us = 0;
        std::int64_t deviation_us = 0;
        std::optional<std::int64_t> drift_us; ///< newest ten against those before
        std::string alarm;                    ///< a sentence, or empty
    };
    std::vector<Difference> differences;
    struct Check {
        std::string main_device;
        std::string other_device;
        std::int64_t at_us = 0;               ///< of the contact: its age is for the page to show
        std::int64_t difference_us = 0;
        std::int64_t uncertainty_us = 0;
        bool passed = false;
        std::string actor;
        std::string text;
    };
    std::vector<Check> checks;                ///< newest first, at most ten
    /// What a sync check may be made of now: the order check_sync takes its two impulses.
    struct Contact {
        std::uint64_t main = 0;
        std::uint64_t other = 0;
        std::string main_device;
        std::string main_channel;
        std::string other_device;
        std::string other_channel;
        std::int64_t at_us = 0;
        std::int64_t difference_us = 0;       ///< other less main
        std::string difference_text;          ///< seconds to 1/10000, cut
        std::int64_t uncertainty_us = 0;
        std::optional<std::uint32_t> race;    ///< it came while this race was open: its start, perhaps
        friend bool operator==(const Contact&, const Contact&) = default;
    };
    std::vector<Contact> contacts;            ///< newest first, at most five
    std::string alarm;                        ///< the first one, or empty
};

/// The test of inputs that is on, or the last one: every impulse as it came. No race knows of them.
struct InputsView {
    bool testing = false;
    std::int64_t began_us = 0;
    std::optional<std::int64_t> ended_us;
    std::string actor;                        ///< who began it
    std::string text;                         ///< a sentence
    std::uint64_t count = 0;                  ///< of all impulses and traces in it
    struct Impulse {
        std::uint64_t id = 0;
        std::string device;
        std::string channel;
        std::string point;                    ///< "unbound": the wiring plan does not name the channel
        std::optional<std::uint16_t> lane;
        std::string source;
        std::int64_t at_us = 0;
        std::string text;                     ///< the time of day, to 1/10000 s
        std::int64_t uncertainty_us = 0;
        bool falling = false;                 ///< the end of a pulse
        bool suspect = false;
        std::string remark;
        std::uint64_t samples = 0;            ///< of a trace; zero: an impulse
    };
    std::vector<Impulse> impulses;            ///< newest first, at most fifty
    std::vector<std::string> heard;           ///< devices of which anything came in it, by name
};

/// Devices, clocks, journal: what an official sees in one glance. Made by the server, not from the meet.
struct HealthView {
    struct Device {
        std::string name;
        std::string driver;
        std::string maturity;                 ///< of the driver: "proven", "documented", "experimental", "simulated"
        std::string minimums;                 ///< what such a device itself leaves out: dead times, shortest contacts; "": nothing known
        bool wired = false;                   ///< one of its channels stands at a timing point: it can press something
        bool gives_start = false;             ///< the start comes from it: it takes the orders, or an input of it is the signal
        std::string state;                    ///< LinkState: "live", "quiet", "silent", "lost" ...
        std::string text;
        std::uint64_t bytes = 0;
        std::uint64_t skipped_bytes = 0;
        std::uint64_t impulses = 0;
        std::uint64_t missed_impulses = 0;
        std::string last_complaint;
        std::optional<std::int64_t> last_heard_us;
        std::uint32_t absences = 0;           ///< how often it was lost and came back
        std::optional<std::int64_t> away_from_us;    ///< the newest of them: what it stamped then counts only if it sent it again
        std::optional<std::int64_t> away_until_us;
        bool ailing = false;                  ///< what it says of itself asks for somebody: battery or signal low
        std::string recording_trouble;        ///< why its bytes are not being recorded; empty: they are, or nobody wants them
        std::string clock_state;              ///< "unsynced", "locked", "stable", "holdover"
        std::int64_t clock_uncertainty_us = 0;
        std::int64_t clock_rate_ppb = 0;      ///< how much faster than this computer's
        std::int32_t clock_bound_ppb = 0;     ///< by how much a second of it may differ from a true one; 0: not stated
    };
    std::vector<Device> devices;
    /// A board or an overlay, and what it says of itself: when frames arrived at it and when they were painted. Of its newest 128
    /// reports; of one second at most two count.
    struct Display {
        std::string name;                     ///< as its address has it (?screen=); empty: it has none
        std::string address;
        std::string state;                    ///< "shown", "stale": what is newer than its picture was sent 5 s ago; "silent" for 30 s
        std::optional<std::int64_t> reported_us;
        std::uint32_t reports = 0;            ///< of those that the figures are of; 0: it never reported a frame
        std::int64_t arrival_us_p50 = 0;      ///< from sending to arrival
        std::int64_t arrival_us_p99 = 0;
        std::int64_t painted_us_p50 = 0;      ///< from sending to the picture, less the delay it was told to have
        std::int64_t painted_us_p99 = 0;
        std::uint32_t edges = 0;              ///< reports of frames that an impulse caused
        std::int64_t edge_us_p50 = 0;         ///< from that impulse to the picture, less the delay
        std::int64_t edge_us_p99 = 0;
        std::int64_t delay_us = 0;            ///< behind the venue on purpose
        std::int64_t clock_uncertainty_us = 0;   ///< of the display's idea of the venue's time, half-width
    };
    std::vector<Display> displays;            ///< the ailing first, at most limits::displays_listed
    std::uint64_t displays_more = 0;          ///< that are not listed
    struct HostClock {
        std::string state;                    ///< "synchronised", "free running", "unknown"; empty where nobody looks
        std::string text;
        std::int64_t max_error_us = 0;        ///< of the time of day
        std::int64_t estimated_error_us = 0;
        std::int64_t offset_ns = 0;           ///< still to be slewed away
        std::int64_t frequency_ppb = 0;       ///< by how much the system speeds the quartz up
        std::int32_t rate_bound_ppb = 0;      ///< by how much a second of it may differ from a true one; 0: nobody looked
        std::int64_t slewed_us = 0;           ///< of the last six minutes: what a race in them may be off on top of that
        std::int32_t tai_s = 0;               ///< TAI less UTC; 0: not told
        std::int64_t wall_ahead_us = 0;       ///< of the venue's timeline, which was tied to it once
        std::string change_text;              ///< the last time that it was set, or the computer slept
        std::int64_t change_us = 0;           ///< by how much it was set, forward above zero
        std::optional<std::int64_t> changed_us;
        std::string chrony;                   ///< "synchronised", "free running", "failed" to answer, "absent"; empty where nobody asks
        std::string chrony_text;
        std::optional<std::int64_t> chrony_error_us;   ///< bound of the time of day: |offset| + root dispersion + half the root delay
    };
    HostClock host_clock;
    /// The way to the hub, and through it to edges.
    struct Relay {
        std::string state;                    ///< "opening", "connected", "waiting" for the hub, "stopped" for good, "yielding": no orders until it is there, "superseded" by another server; "standby": it copies, up to `sent`
        std::string text;                     ///< why it waits or has stopped, a sentence; empty: nothing is wrong
        std::string warning;                  ///< of the hub's version; empty: none
        std::string meet;                     ///< what it is called there
        std::string stream;
        std::string server;                   ///< address of the hub's server that it is connected to
        std::string server_version;           ///< empty: not known yet
        std::uint64_t sent = 0;               ///< newest entry that the hub has stored
        std::uint64_t behind = 0;             ///< entries of the journal after it
        std::uint64_t resyncs = 0;            ///< times that it was looked anew where the stream ends
        std::uint64_t refusals = 0;           ///< of these, because it did not end where it was expected to
        std::uint64_t too_large = 0;          ///< entries that went as their hash alone because the hub takes no such message
        std::uint64_t frames = 0;             ///< of views that have left
        friend bool operator==(const Relay&, const Relay&) = default;
    };
    std::optional<Relay> relay;               ///< absent: there is none
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
    std::string capture_text;                 ///< what the system refused the thread that stamps: priority, memory; empty: nothing
    std::string redundancy_text;              ///< what is wrong between systems A and B; empty: nothing
    std::string version;
};

/// What the journal had come to, signed: whoever keeps it can prove later that nothing before it was changed or cut off.
struct CheckpointView {
    std::string origin;                       ///< names the journal: "bowball/", its epoch
    std::uint64_t entries = 0;                ///< its newest entry then
    std::string hash;                         ///< of that row: 64 hexadecimal digits
    std::int64_t signed_us = 0;               ///< by the computer's time of day
    std::string note;                         ///< the signed note (c2sp.org/tlog-checkpoint): what a printed code holds
    std::string key;                          ///< whose signature it is, as `bowball verify --key` wants it
    friend bool operator==(const CheckpointView&, const CheckpointView&) = default;
};

/// Who watches, as the net thread counts once a second.
struct Attendance {
    std::uint32_t viewers = 0;
    std::uint32_t officials = 0;
    std::uint64_t refused = 0;                ///< messages and requests that were not understood or done
    std::vector<HealthView::Display> displays;
    std::uint64_t displays_more = 0;
};

}  // namespace bowball::views
