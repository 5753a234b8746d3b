// What drivers report: the vocabulary between a device and the race. Plain facts, nothing judged yet.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/digest.hpp"
#include "core/ids.hpp"
#include "core/time.hpp"
#include "core/waveform.hpp"

namespace bowball {

/// Direction of a change on an input. Devices that do not tell report rising.
enum class Edge : std::uint8_t { rising, falling };

/// How far a driver trusts what it read.
enum class Trust : std::uint8_t {
    good,
    suspect,  ///< read, but something about it is wrong; `remark` says what. Kept, shown, never used by itself
};

/// What a report does to the device's earlier reports.
enum class Change : std::uint8_t {
    seen,       ///< a new impulse
    repeated,   ///< the device sends from its memory what it may have sent before; known ones are dropped as doubles
    withdrawn,  ///< the device's operator cleared an impulse: same channel, same ticks
};

/// An edge as a device reported it.
struct RawImpulse {
    ChannelName channel;
    /// The device's own stamp, since an origin of the device's choice (often midnight). Absent if it has no clock:
    /// then `received` of the observation, less `transit`, is all there is.
    std::optional<DeviceTime> ticks;
    /// The stamp by this computer (kernel or, failing that, right after the read) where the device has none of its own.
    std::optional<HostTime> host;
    /// Half-width, 95 %, of the stamp itself: resolution, input delay, jitter; without any clock mapping.
    Duration own_uncertainty{};
    Edge edge = Edge::rising;
    Change change = Change::seen;
    Trust trust = Trust::good;
    bool by_hand = false;               ///< given on the device's keypad
    std::optional<std::uint32_t> number;  ///< start, bow or lane number, where the device's operator entered one
    std::string remark;                 ///< for people: the line as received, or why it is suspect
    friend bool operator==(const RawImpulse&, const RawImpulse&) = default;
};

/// A force or acceleration around a start. Where it begins is for the rule set to say; this keeps what was measured.
struct RawTrace {
    ChannelName channel;                  ///< "lane 3"
    std::optional<DeviceTime> ticks;      ///< of the first sample; absent as in RawImpulse
    std::optional<HostTime> host;         ///< the same by this computer's clock
    Duration own_uncertainty{};           ///< half-width, 95 %, of the first sample's instant
    Trust trust = Trust::good;
    std::string remark;
    Waveform waveform;                    ///< at most limits::trace_samples
    friend bool operator==(const RawTrace&, const RawTrace&) = default;
};

/// A pair of readings that tie a device's clock to this computer's.
struct ClockSample {
    DeviceTime device;
    /// When this computer says that `device` was read. For one-way links the arrival of its first byte.
    HostTime host;
    /// Half of the round trip for an exchange; for a one-way arrival absent: the delay is then only bounded from below.
    std::optional<Duration> half_round_trip;
    /// Half-width, 95 %, of the reading itself: resolution and jitter of the device's own clock. Twice of it counts as a bound.
    Duration own_uncertainty{};
    friend bool operator==(const ClockSample&, const ClockSample&) = default;
};

/// The device's clock was set, restarted or wrapped: stamps before and after must not be subtracted.
struct ClockRestarted {
    std::string why;
    friend bool operator==(const ClockRestarted&, const ClockRestarted&) = default;
};

/// Impulses that the device or the kernel says were lost. Never silent.
struct ImpulsesMissed {
    std::uint32_t count = 0;
    std::string why;
    friend bool operator==(const ImpulsesMissed&, const ImpulsesMissed&) = default;
};

/// A device wants to know when all that it reported before is in the journal, to acknowledge it: Race answers with the number.
struct CommitMark {
    std::uint64_t number = 0;
    friend bool operator==(const CommitMark&, const CommitMark&) = default;
};

/// A photo-finish picture and its time scale: column c shows start signal + column_0 + c / lines_per_s. All zero: there is none.
struct Picture {
    Digest digest;                ///< SHA-256 of the file
    std::uint32_t width = 0;      ///< columns, each one line of the camera
    std::uint32_t height = 0;
    Duration column_0{};          ///< since the start signal
    std::uint32_t lines_per_s = 0;
    friend bool operator==(const Picture&, const Picture&) = default;
};
[[nodiscard]] inline bool is_there(const Picture& picture) { return picture.lines_per_s != 0; }

/// One line of a result that a device had already worked out, such as a row of a photo-finish file.
struct RawResultRow {
    std::optional<std::uint16_t> place;  ///< equal places repeat; absent: not read yet, or a status
    std::string status;                  ///< text as typed by the operator, such as "DNS"; empty if none
    std::optional<std::uint32_t> lane;
    std::string identity;                ///< the device's key of the competitor
    std::string name;                    ///< family and given name, or the crew
    std::string affiliation;
    std::optional<Duration> time;        ///< net time as printed
    std::optional<Duration> reaction;
    std::vector<Duration> splits;
    /// Raw hand watches of the finish, as read and in the device's order; missing ones absent. Which of them counts is for
    /// the rule set to say, hence `time` stays absent beside them.
    std::vector<Duration> watches;
    /// A field of this row could not be read, and is absent here; what an earlier file said of the lane stands. Without a
    /// lane nobody knows whose row it was: it may be that of any lane which the file does not name.
    bool unreadable = false;
    std::optional<std::uint32_t> column{};   ///< of the picture in which it was read
    friend bool operator==(const RawResultRow&, const RawResultRow&) = default;
};

/// A result file: replaces what the same key brought before.
struct RawResult {
    std::string key;                   ///< "event-round-heat" as the device knows the race
    std::string title;
    std::string document;              ///< file name
    Duration resolution{};             ///< value of the last printed digit of the times
    std::optional<Duration> start_time_of_day;
    std::optional<std::uint32_t> distance_m;
    std::vector<RawResultRow> rows;
    Picture picture{};
    friend bool operator==(const RawResult&, const RawResult&) = default;
};

/// Life of a device's link.
enum class LinkState : std::uint8_t {
    opening,
    open,    ///< the link is up; nothing was understood yet
    live,    ///< a message was understood within the device's own rhythm
    quiet,   ///< open and heard before, and so long ago that nobody can say from here whether it is there still
    silent,  ///< open, but nothing understood for too long
    lost,    ///< gone; being opened again
};
[[nodiscard]] constexpr std::string_view to_string(LinkState state) {
    switch (state) {
        case LinkState::opening: return "opening";
        case LinkState::open: return "open";
        case LinkState::live: return "live";
        case LinkState::quiet: return "quiet";
        case LinkState::silent: return "silent";
        case LinkState::lost: return "lost";
    }
    return "unknown";
}

/// What the health view says of a device. Sent on every change and once a second while something counts.
struct DeviceStatus {
    LinkState state = LinkState::opening;
    std::string text;                      ///< for a tired official: what is wrong and what to do
    std::uint64_t bytes = 0;               ///< received
    std::uint64_t skipped_bytes = 0;       ///< not understood
    std::uint64_t impulses = 0;
    std::uint64_t missed_impulses = 0;
    std::string last_complaint;            ///< the newest thing that was not understood, with its place
    std::optional<HostTime> last_heard;    ///< of something understood
    bool gives_start = false;              ///< lights, horn or gates hang on it: it takes the start's orders
    bool ailing = false;                   ///< it says itself that somebody should look: battery or signal low
    std::string recording_trouble;         ///< why its bytes are not being recorded; empty: they are, or nobody wants them
    /// How often it was away and came back, and when last: between these two nothing could be heard of it. What it stamped
    /// then counts only if it sends it again.
    std::uint32_t absences = 0;
    HostTime away_from;
    HostTime away_until;
    friend bool operator==(const DeviceStatus&, const DeviceStatus&) = default;
};

/// Anything a device reports.
using Report = std::variant<RawImpulse, RawTrace, ClockSample, ClockRestarted, ImpulsesMissed, RawResult, DeviceStatus, CommitMark>;

/// What the arrival of a message says of the device's clock.
enum class Arrival : std::uint8_t {
    counts,    ///< no message is here before it was sent, and soon after
    blurred,   ///< this computer's clock runs faster than life: a short delay is a long one, and proves nothing
    ignored,   ///< nothing: it is played at another pace (link option arrival=ignored)
};

/// Its first sample, which is stamped like an impulse.
[[nodiscard]] inline RawImpulse first_of(const RawTrace& trace) {
    RawImpulse first;
    first.channel = trace.channel;
    first.ticks = trace.ticks;
    first.host = trace.host;
    first.own_uncertainty = trace.own_uncertainty;
    first.trust = trace.trust;
    first.remark = trace.remark;
    return first;
}

/// A report, who made it, and when its first byte reached this computer.
struct Observation {
    DeviceName device;
    HostTime received;
    Report report;
    Arrival arrival = Arrival::counts;
};

}  // namespace bowball
