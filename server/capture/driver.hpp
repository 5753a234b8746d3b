// The driver contract: bytes in, facts out. The one header besides core that a driver includes.
//
// A driver has no sockets, no clock, no thread and no logger. It frames its own bytes, finds its feet again after
// garbage, counts what it skipped, and never gives up. Adding a device is one .cpp in drivers/ that defines a
// DriverSpec, plus a recording under tests/devices/; drivers/README.md shows how.
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/assert.hpp"
#include "core/file_head.hpp"
#include "core/observation.hpp"
#include "core/output.hpp"
#include "core/result.hpp"

namespace bowball::capture {

using Bytes = std::span<const std::byte>;

/// How a device says it is, for the health view.
struct Condition {
    std::string text;      ///< "Battery 84 %, noise 40."
    bool ailing = false;   ///< somebody should go and look before it fails: battery or signal low, not recording
    friend bool operator==(const Condition&, const Condition&) = default;
};

/// Where a driver puts what it understood. Calls return at once; nothing is asked of the driver in between.
class DriverOutput {
public:
    virtual ~DriverOutput() = default;
    virtual void impulse(RawImpulse impulse) = 0;
    /// A waveform around a start.
    virtual void trace(RawTrace /*trace*/) {}
    virtual void clock_sample(ClockSample sample) = 0;
    virtual void clock_restarted(std::string why) = 0;
    virtual void impulses_missed(std::uint32_t count, std::string why) = 0;
    virtual void result(RawResult result) = 0;
    /// A message was understood though it carries no fact (heartbeat, banner): the device lives.
    virtual void alive() = 0;
    /// `bytes` were not understood. `why` names the place and quotes what stood there.
    virtual void skipped(std::size_t bytes, std::string why) = 0;
    /// Bytes to send to the device.
    virtual void send(std::string_view bytes) = 0;
    /// From here on nothing understood for so long means silent: for a device of which the driver has learnt that it answers. Holds
    /// until it is said anew, in place of DriverSpec::expected_rhythm.
    virtual void rhythm(Duration /*longest*/) {}
    /// Replaces what was said before.
    virtual void condition(Condition /*condition*/) {}
    /// For devices that repeat what is not acknowledged. Driver::on_committed brings the number back once all that was
    /// reported before this call is in the journal. If some of it could not be taken, it never comes.
    [[nodiscard]] virtual std::uint64_t mark() { return 0; }
};

/// One device's decoder. All calls come from one thread; `at` never goes back.
class Driver {
public:
    virtual ~Driver() = default;
    /// The link has just opened: greet the device, forget half a frame.
    virtual void on_open(HostTime /*at*/, DriverOutput& /*out*/) {}
    /// The next bytes of a stream, cut anywhere. `at` is the arrival of the first of them.
    virtual void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) = 0;
    /// One whole datagram; anybody who reaches the port may have sent it.
    virtual void on_datagram(Bytes bytes, HostTime at, DriverOutput& out) { on_bytes(bytes, at, out); }
    /// A whole file from a watched folder, at rest.
    virtual void on_file(std::string_view /*name*/, Bytes /*content*/, HostTime /*at*/, DriverOutput& /*out*/) {}
    /// A file of a kind that DriverSpec::digested names, of which the driver sees the beginning only.
    virtual void on_head(std::string_view /*name*/, const FileHead& /*file*/, HostTime /*at*/, DriverOutput& /*out*/) {}
    /// About ten times a second while the link is open: time-outs of half frames, polls, heartbeats.
    virtual void on_tick(HostTime /*at*/, DriverOutput& /*out*/) {}
    /// All that was reported before this number was drawn with DriverOutput::mark is in the journal.
    virtual void on_committed(std::uint64_t /*mark*/, HostTime /*at*/, DriverOutput& /*out*/) {}
    /// The race wants the device to do something, where the device has such an output.
    virtual void on_order(const OutputOrder& /*order*/, HostTime /*at*/, DriverOutput& /*out*/) {}
    /// False where this one has none, although its family can: a board that only reads contacts.
    [[nodiscard]] virtual bool has_outputs() const { return true; }
};

/// How much of a driver has met the real thing.
enum class Maturity : std::uint8_t {
    proven,        ///< tested against recordings of real devices
    documented,    ///< built to the maker's layout; no real recording yet
    experimental,  ///< facts partly unverified; drivers/README.md and docs/devices say which
    simulated,     ///< no device at all: for demos and drills
};
[[nodiscard]] constexpr std::string_view to_string(Maturity maturity) {
    constexpr std::string_view names[] = {"proven", "documented", "experimental", "simulated"};
    return names[static_cast<std::size_t>(maturity)];
}

/// A setting that a person may write in the configuration.
struct SettingSpec {
    std::string_view key;
    std::string_view default_value;
    std::string_view help;
    std::string_view when_played{};   ///< instead of the default, for a recording; "": the default
};

/// Settings of one device: defaults of the spec overridden by the configuration. Always holds every key of the spec.
using Settings = std::vector<std::pair<std::string, std::string>>;

/// The value of a setting. `key` must be one of the spec's.
[[nodiscard]] inline const std::string& setting(const Settings& settings, std::string_view key) {
    for (const auto& [name, value] : settings) {
        if (name == key) return value;
    }
    ASSERT(!"a driver asked for a setting that its spec does not have");
}

/// What the house knows of a device family. Each .cpp in drivers/ defines exactly one, named <file>_driver.
struct DriverSpec {
    std::string_view name;          ///< as written in the configuration: "alge_timy"
    std::string_view title;         ///< for people: "ALGE Timy, TdC 8000/8001"
    Maturity maturity;
    std::string_view default_link;  ///< "serial:///dev/ttyUSB0?baud=9600", "tcp://host:port", "folder:///path?pattern=*.lif"
    /// Nothing understood for so long means silent. Zero: the device speaks only when something happens.
    Duration expected_rhythm{};
    std::span<const SettingSpec> settings;
    /// Files with such an ending, in small letters, may be larger than memory: they come to on_head.
    std::span<const std::string_view> digested{};
    std::string_view minimums{};    ///< for people: what the device itself leaves out, such as dead times, as its maker states; "": nothing known
    /// By how much a second of its own clock may differ from a true one, parts in 10^9: as its maker states, else what such a clock
    /// usually is, temperature-compensated in a timing device, a bare quartz elsewhere (protocols 8.2). A venue may know better.
    std::int32_t clock_ppb = 50'000;
    bool waits_to_be_asked = false;   ///< it says nothing before its driver asked for it
    /// Its messages begin so, also those that this driver cannot read, such as ones sealed with a key that it was not given.
    std::string_view opening{};
    bool has_outputs = false;       ///< lights, horn or gates hang on it: it takes orders
    /// Fails with errc::bad_input when a setting makes no sense; the text names it.
    std::function<Result<std::unique_ptr<Driver>>(const Settings&)> make;
};

/// Every driver built into this server, by name; the table is generated from the files in drivers/.
[[nodiscard]] std::span<const DriverSpec* const> all_drivers();

}  // namespace bowball::capture
