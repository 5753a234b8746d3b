#include "io/ptp_link.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>

#include <cerrno>
#include <cstring>
#include <ctime>

#include "io/ahead_of_monotonic.hpp"
#include "io/open_refusal.hpp"
#include "io/ptp_reading.hpp"
#include "io/worker_link.hpp"

namespace bowball::io {
namespace {

/// Of which the narrowest counts. Each takes microseconds over PCI Express.
constexpr unsigned samples = 10;

/// By the best way that the clock and its driver know; each falls back to the next where it is not offered.
std::optional<kernel::PtpReading> read_hardware(int clock, bool has_precise) {
    ptp_sys_offset_precise precise{};
    if (has_precise && ::ioctl(clock, PTP_SYS_OFFSET_PRECISE, &precise) == 0) return reading_of(precise);
    ptp_sys_offset_extended extended{};
    extended.n_samples = samples;
    if (::ioctl(clock, PTP_SYS_OFFSET_EXTENDED, &extended) == 0) return reading_of(extended);
    ptp_sys_offset turns{};
    turns.n_samples = samples;
    if (::ioctl(clock, PTP_SYS_OFFSET, &turns) == 0) return reading_of(turns);
    return std::nullopt;
}

std::string watch(int clock, bool has_precise, const std::string& path, const Mouth& mouth) {
    while (mouth.is_wanted()) {
        errno = 0;
        if (auto reading = read_hardware(clock, has_precise)) {
            const auto ahead = read_ahead_of_monotonic();
            reading->ahead_ns = ahead.ns;
            reading->doubt_ns += ahead.doubt_ns;
            std::ignore = mouth.say(*reading);  // a loop that is so far behind lives without one
        } else if (errno != 0 && errno != EINTR && errno != EBUSY) {
            return path + ": the clock is gone (" + std::strerror(errno) + "). Check the network card; it is opened again by itself.";
        }
        const timespec second{1, 0};
        ::nanosleep(&second, nullptr);  // a signal ends it when the link is closed
    }
    return {};
}

const OpenAdvice ptp_advice{"Not every network card has a PTP clock: `ethtool -T` says, `bowball devices` lists those there are.",
                            "Add the user to the group dialout, and install config/system/60-bowball.rules."};

Result<Work> open_clock(const LinkSpec& spec) {
    auto clock = std::make_shared<Descriptor>(::open(spec.path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!clock->is_open()) return open_refusal(spec.path, errno, ptp_advice);
    ptp_clock_caps abilities{};
    if (::ioctl(clock->get(), PTP_CLOCK_GETCAPS, &abilities) != 0) return Error{errc::io_failed, spec.path + " is no PTP hardware clock. `bowball devices` lists those there are."};
    return Work{[clock, has_precise = abilities.cross_timestamping != 0, path = spec.path](const Mouth& mouth) { return watch(clock->get(), has_precise, path, mouth); }};
}

}  // namespace

std::unique_ptr<Link> make_ptp_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener) {
    return make_worker_link(spec, context, clock, listener, [spec] { return open_clock(spec); });
}

}  // namespace bowball::io
