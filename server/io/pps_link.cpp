#include "io/pps_link.hpp"

#include <fcntl.h>
#include <linux/pps.h>
#include <sys/ioctl.h>

#include <cerrno>
#include <cstring>

#include "core/kernel_record.hpp"
#include "io/ahead_of_monotonic.hpp"
#include "io/open_refusal.hpp"
#include "io/worker_link.hpp"

namespace bowball::io {
namespace {

/// How long to wait for a pulse before asking whether anybody still wants one.
constexpr std::int64_t patience_s = 3;

/// Waits for each pulse.
std::string fetch(int source, const std::string& path, const Mouth& mouth) {
    std::uint32_t said = 0;
    auto is_first = true;
    while (mouth.is_wanted()) {
        pps_fdata data{};
        data.timeout.sec = patience_s;
        if (::ioctl(source, PPS_FETCH, &data) != 0) {
            if (errno == EINTR || errno == ETIMEDOUT) continue;
            return path + ": the source is gone (" + std::strerror(errno) + "). Check the receiver; it is opened again by itself.";
        }
        // A source that also sees the pulse's other edge wakes for that as well.
        if (!is_first && data.info.assert_sequence == said) continue;
        is_first = false;
        said = data.info.assert_sequence;
        kernel::PpsPulse pulse;
        pulse.sequence = said;
        pulse.wall_ns = data.info.assert_tu.sec * 1'000'000'000 + data.info.assert_tu.nsec;
        const auto ahead = read_ahead_of_monotonic();
        pulse.ahead_ns = ahead.ns;
        pulse.doubt_ns = ahead.doubt_ns;
        std::ignore = mouth.say(pulse);  // a loop that is so far behind sees the jump of the sequence
    }
    return {};
}

const OpenAdvice pps_advice{"Load pps-gpio or pps-ldisc for the receiver; `bowball devices` lists the sources.",
                            "Add the user to the group dialout, and install config/system/60-bowball.rules."};

Result<Work> open_source(const LinkSpec& spec) {
    auto source = std::make_shared<Descriptor>(::open(spec.path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!source->is_open()) return open_refusal(spec.path, errno, pps_advice);
    int abilities = 0;
    if (::ioctl(source->get(), PPS_GETCAP, &abilities) != 0) return Error{errc::io_failed, spec.path + " is no pulse-per-second source. `bowball devices` lists those there are."};
    pps_kparams settings{};
    if ((abilities & PPS_CAPTUREASSERT) == 0 || ::ioctl(source->get(), PPS_GETPARAMS, &settings) != 0 || (settings.mode & PPS_CAPTUREASSERT) == 0)
        return Error{errc::io_failed, spec.path + " does not stamp the pulse's first edge. Switch it on with ppsctl or ppstest, as root."};
    return Work{[source, path = spec.path](const Mouth& mouth) { return fetch(source->get(), path, mouth); }};
}

}  // namespace

std::unique_ptr<Link> make_pps_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener) {
    return make_worker_link(spec, context, clock, listener, [spec] { return open_source(spec); });
}

}  // namespace bowball::io
