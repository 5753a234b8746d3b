// A pulse-per-second source: each pulse is the top of a UTC second, so it is a reading of a better clock than this
// computer's. The health view shows by it how far and how fast this computer's clock drifts. Facts: RFC 2783; protocols 7.3.
// The link is pps://.
#include "capture/driver.hpp"
#include "core/kernel_record.hpp"
#include "drivers/host_stamp.hpp"
#include "drivers/kernel_clocks.hpp"
#include "drivers/record_framer.hpp"

namespace bowball::capture {
namespace {

/// The kernel reads the clock in the interrupt: some microseconds after the pulse, some tens under load (protocols 7.1).
constexpr Duration kernel_uncertainty = 20us;
/// Pulses come a second apart, to what a computer's clock may be off: anything else is noise on the line.
constexpr std::int64_t rate_limit_ppm = 500;
/// The wall clock only says which second it was. It may be off by nearly this before another second is believed.
constexpr Duration other_second = 750ms;

class Pps final : public Driver {
public:
    explicit Pps(bool impulses) : impulses_(impulses) {}

    void on_open(HostTime at, DriverOutput& out) override {
        framer_.restart(out);
        stamps_.on_open(at);
        last_.reset();
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        framer_.feed(bytes, out, is_pulse, [&](const kernel::PpsPulse& pulse) { take(pulse, at, out); });
    }

private:
    struct Pulse {
        std::uint32_t sequence;
        std::int64_t monotonic_ns;
    };
    /// A pulse that was believed, and the second that it began.
    struct Second {
        std::int64_t monotonic_ns;
        std::chrono::seconds second;
    };

    static bool is_pulse(const kernel::PpsPulse& pulse) { return pulse.mark == kernel::pps_mark && has_possible_clocks(pulse); }

    void take(const kernel::PpsPulse& pulse, HostTime at, DriverOutput& out) {
        out.alive();
        const auto now = Pulse{pulse.sequence, monotonic_ns(pulse)};
        const auto doubt = kernel_uncertainty + Duration{pulse.doubt_ns};
        const auto follows = !last_ || check_rhythm(now, out);
        last_ = now;
        if (follows) sample(now, Duration{pulse.wall_ns}, doubt, at, out);
        if (impulses_) report(now, doubt, at, out);
    }

    /// False for a pulse that does not come whole seconds after the one before. That one may as well have been the wrong one,
    /// so the next is measured from here.
    bool check_rhythm(const Pulse& now, DriverOutput& out) const {
        const auto steps = static_cast<std::int64_t>(now.sequence - last_->sequence);
        if (steps > 1) {
            const auto text = std::to_string(steps - 1) + " pulses were missed before pulse \"" + std::to_string(now.sequence) + "\"";
            impulses_ ? out.impulses_missed(static_cast<std::uint32_t>(steps - 1), text) : out.skipped(0, text);
        }
        const auto off = Duration{now.monotonic_ns - last_->monotonic_ns} - std::chrono::seconds{steps};
        if (std::chrono::abs(off) <= Duration{std::chrono::seconds{steps}} / 1'000'000 * rate_limit_ppm) return true;
        out.skipped(sizeof(kernel::PpsPulse), "pulse \"" + std::to_string(now.sequence) + "\" is " + std::to_string(off / 1us) + " us off the second: noise on the line, or no pulse per second");
        return false;
    }

    void sample(const Pulse& now, Duration wall, Duration doubt, HostTime at, DriverOutput& out) {
        known_ = Second{now.monotonic_ns, second_of(now, wall, out)};
        const auto second = DeviceTime{known_->second};
        if (stamps_.is_here(now.monotonic_ns, at)) return out.clock_sample({second, from_ns<HostTime>(now.monotonic_ns), doubt});
        out.clock_sample({second, at, std::nullopt});
    }

    /// Which second it is says the one before. The wall clock may be set meanwhile: only when it says another one, beyond
    /// rounding, is it asked again.
    std::chrono::seconds second_of(const Pulse& now, Duration wall, DriverOutput& out) const {
        const auto by_wall = std::chrono::round<std::chrono::seconds>(wall);
        if (!known_) return by_wall;
        const auto counted = known_->second + std::chrono::round<std::chrono::seconds>(Duration{now.monotonic_ns - known_->monotonic_ns});
        if (std::chrono::abs(wall - counted) < other_second) return counted;
        out.clock_restarted("this computer's wall clock was set by about " + std::to_string((by_wall - counted) / 1s) + " s: the pulses belong to other seconds");
        return by_wall;
    }

    /// As a contact that other devices see too.
    void report(const Pulse& now, Duration doubt, HostTime at, DriverOutput& out) {
        RawImpulse impulse;
        impulse.channel = "pps";
        impulse.own_uncertainty = doubt;
        // Between two readings of the clock, as the receiver would have stamped it.
        if (stamps_.is_here(now.monotonic_ns, at)) impulse.host = from_ns<HostTime>(now.monotonic_ns);
        else if (known_) impulse.ticks = DeviceTime{known_->second + Duration{now.monotonic_ns - known_->monotonic_ns}};
        out.impulse(std::move(impulse));
    }

    bool impulses_;
    HostStamp stamps_;
    std::optional<Pulse> last_;     ///< since the link opened
    std::optional<Second> known_;
    RecordFramer<kernel::PpsPulse> framer_{"pulse record"};
};

constexpr SettingSpec pps_settings[] = {
    {"impulses", "false", "true: each pulse is an impulse on channel \"pps\" too, for a contact that other devices see as well."},
};

}  // namespace

extern const DriverSpec pps_driver;
const DriverSpec pps_driver{
    .name = "pps",
    .title = "Pulse per second from a GNSS receiver or a time server",
    .maturity = Maturity::documented,
    .default_link = "pps:///dev/pps0",
    .expected_rhythm = 3s,
    .settings = pps_settings,
    .make = [](const Settings& settings) -> Result<std::unique_ptr<Driver>> {
        const auto& impulses = setting(settings, "impulses");
        if (impulses != "true" && impulses != "false") return Error{errc::bad_input, "impulses must be true or false."};
        return std::unique_ptr<Driver>{std::make_unique<Pps>(impulses == "true")};
    },
};

}  // namespace bowball::capture
