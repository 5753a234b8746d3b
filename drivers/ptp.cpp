// The PTP hardware clock of a network card: a better clock than this computer's own, kept in step with the venue's grandmaster by
// ptp4l. The health view shows by it how far and how fast this computer's clock drifts. Facts: <linux/ptp_clock.h>; protocols 7.
// The link is ptp://.
#include "capture/driver.hpp"
#include "core/kernel_record.hpp"
#include "drivers/host_stamp.hpp"
#include "drivers/kernel_clocks.hpp"
#include "drivers/record_framer.hpp"

namespace bowball::capture {
namespace {

/// What the counter of a card resolves, and its read-out hides: good hardware is at tens of nanoseconds (protocols 8, its table).
constexpr Duration counter_uncertainty = 100ns;
/// Two quartzes do not part faster than 500 ppm; more in one go, and above this, is a clock that somebody set.
constexpr std::int64_t rate_limit_ppm = 500;
constexpr Duration smallest_step = 10ms;

class Ptp final : public Driver {
public:
    void on_open(HostTime at, DriverOutput& out) override {
        framer_.restart(out);
        stamps_.on_open(at);
        last_.reset();
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        framer_.feed(bytes, out, is_reading, [&](const kernel::PtpReading& reading) { take(reading, at, out); });
    }

private:
    struct Pair {
        std::int64_t device_ns;
        std::int64_t monotonic_ns;
    };

    static bool is_reading(const kernel::PtpReading& reading) {
        constexpr auto most = INT64_MAX / 2;  // the year 2116
        const auto is_whole = reading.mark == kernel::ptp_mark && reading.reserved == 0;
        return is_whole && reading.device_ns >= 0 && reading.device_ns <= most && has_possible_clocks(reading);
    }

    void take(const kernel::PtpReading& reading, HostTime at, DriverOutput& out) {
        out.alive();
        const Pair now{reading.device_ns, monotonic_ns(reading)};
        check_step(now, out);
        last_ = now;
        const auto device = from_ns<DeviceTime>(now.device_ns);
        if (stamps_.is_here(now.monotonic_ns, at)) out.clock_sample({device, from_ns<HostTime>(now.monotonic_ns), Duration{reading.doubt_ns}, counter_uncertainty});
        else out.clock_sample({device, at, std::nullopt, counter_uncertainty});
    }

    /// ptp4l sets a card's clock when it first meets a grandmaster, or another one.
    void check_step(const Pair& now, DriverOutput& out) const {
        if (!last_) return;
        const Duration elapsed{now.monotonic_ns - last_->monotonic_ns};
        const auto off = Duration{now.device_ns - last_->device_ns} - elapsed;
        if (std::chrono::abs(off) <= smallest_step + std::chrono::abs(elapsed) / 1'000'000 * rate_limit_ppm) return;
        out.clock_restarted("the hardware clock was set by " + std::to_string(off / 1ms) + " ms");
    }

    HostStamp stamps_;
    std::optional<Pair> last_;     ///< since the link opened
    RecordFramer<kernel::PtpReading> framer_{"reading of a PTP clock"};
};

}  // namespace

extern const DriverSpec ptp_driver;
const DriverSpec ptp_driver{
    .name = "ptp",
    .title = "PTP hardware clock of a network card",
    .maturity = Maturity::experimental,
    .default_link = "ptp:///dev/ptp0",
    .expected_rhythm = 5s,
    .settings = {},
    .make = [](const Settings&) -> Result<std::unique_ptr<Driver>> { return std::unique_ptr<Driver>{std::make_unique<Ptp>()}; },
};

}  // namespace bowball::capture
