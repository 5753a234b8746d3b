#include "io/modem_line_link.hpp"

#include <fcntl.h>
#include <linux/serial.h>
#include <sys/ioctl.h>
#include <termios.h>

#include <cerrno>
#include <cstring>

#include "core/kernel_record.hpp"
#include "core/text.hpp"
#include "io/open_refusal.hpp"
#include "io/worker_link.hpp"

namespace bowball::io {
namespace {

/// A line, its bit, and its counter, which the kernel advances by one for each change; for RI for each second one.
struct Line {
    std::string_view name;
    kernel::ModemLine line;
    int bit;
    int serial_icounter_struct::*counter;
};
constexpr Line all_lines[] = {
    {"dcd", kernel::ModemLine::dcd, TIOCM_CD, &serial_icounter_struct::dcd},
    {"cts", kernel::ModemLine::cts, TIOCM_CTS, &serial_icounter_struct::cts},
    {"dsr", kernel::ModemLine::dsr, TIOCM_DSR, &serial_icounter_struct::dsr},
    {"ri", kernel::ModemLine::ri, TIOCM_RI, &serial_icounter_struct::rng},
};

std::int64_t monotonic_ns() { return Clock::stopwatch_ns(); }

/// Waits for changes of `lines` and says each with the time of its waking.
class Watch {
public:
    Watch(Descriptor port, std::string path, std::vector<Line> lines) : port_(std::move(port)), path_(std::move(path)), lines_(std::move(lines)) {
        for (const auto& line : lines_) bits_ |= line.bit;
        std::ignore = read_counters(said_);
    }

    std::string run(const Mouth& mouth) {
        auto woken = monotonic_ns();
        while (mouth.is_wanted()) {
            serial_icounter_struct counters{};
            if (!read_counters(counters)) return gone();
            // Looked at once more before waiting: what changes in between would wait for the next change.
            if (differ(counters)) {
                say(counters, woken, mouth);
            } else if (::ioctl(port_.get(), TIOCMIWAIT, bits_) != 0 && errno != EINTR) {
                return gone();
            }
            woken = monotonic_ns();
        }
        return {};
    }

private:
    [[nodiscard]] bool read_counters(serial_icounter_struct& counters) const { return ::ioctl(port_.get(), TIOCGICOUNT, &counters) == 0; }

    [[nodiscard]] bool differ(const serial_icounter_struct& counters) const {
        for (const auto& line : lines_) {
            if (counters.*line.counter != said_.*line.counter) return true;
        }
        return false;
    }

    /// A record that the loop does not take counts with the next one.
    void say(const serial_icounter_struct& counters, std::int64_t woken, const Mouth& mouth) {
        int state = 0;
        ::ioctl(port_.get(), TIOCMGET, &state);
        for (const auto& line : lines_) {
            kernel::ModemEdge edge;
            edge.edges = static_cast<std::uint32_t>(counters.*line.counter) - static_cast<std::uint32_t>(said_.*line.counter);
            if (edge.edges == 0) continue;
            edge.line = static_cast<std::uint32_t>(line.line);
            edge.stamp_ns = woken;
            edge.level = (state & line.bit) != 0 ? 1 : 0;
            if (mouth.say(edge)) said_.*line.counter = counters.*line.counter;
        }
    }

    [[nodiscard]] std::string gone() const { return path_ + ": the port is gone (" + std::strerror(errno) + "). Check the adapter; it is opened again by itself."; }

    Descriptor port_;
    std::string path_;
    std::vector<Line> lines_;
    int bits_ = 0;
    serial_icounter_struct said_{};
};

const OpenAdvice port_advice{"Plug the adapter in, or check its name with `bowball devices`.",
                             "Add the user to the group dialout."};

/// DTR and RTS on: a contact between one of them and an input needs no other supply. A DCD that falls must not hang up.
void prepare(int port) {
    termios line{};
    if (::tcgetattr(port, &line) == 0) {
        line.c_cflag |= CLOCAL;
        line.c_cflag &= ~static_cast<tcflag_t>(CRTSCTS);
        ::tcsetattr(port, TCSANOW, &line);
    }
    const int on = TIOCM_DTR | TIOCM_RTS;
    ::ioctl(port, TIOCMBIS, &on);
}

Result<Work> open_port(const LinkSpec& spec) {
    Descriptor port{::open(spec.path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)};
    if (!port.is_open() || ::ioctl(port.get(), TIOCEXCL) != 0) return open_refusal(spec.path, errno, port_advice);
    serial_icounter_struct counters{};
    if (::ioctl(port.get(), TIOCGICOUNT, &counters) != 0)
        return Error{errc::io_failed, spec.path + " does not count changes of its modem lines. Take a port of the computer's own, or an FTDI adapter; a pseudo-terminal has no such lines."};
    prepare(port.get());
    std::vector<Line> lines;
    const auto wanted = spec.option("lines", "dcd,cts,dsr,ri");
    for (const auto name : split(wanted, ',')) {
        for (const auto& line : all_lines) {
            if (line.name == name) lines.push_back(line);
        }
    }
    return Work{[watch = std::make_shared<Watch>(std::move(port), spec.path, std::move(lines))](const Mouth& mouth) { return watch->run(mouth); }};
}

}  // namespace

std::unique_ptr<Link> make_modem_line_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener) {
    return make_worker_link(spec, context, clock, listener, [spec] { return open_port(spec); });
}

}  // namespace bowball::io
