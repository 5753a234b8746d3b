// Contacts on the modem lines of a serial port: DCD, CTS, DSR, RI. A thread of this program waits for them and stamps them, so
// they are less certain than GPIO. Facts: protocols 7.4. The link is modem://.
#include <algorithm>
#include <array>

#include "capture/driver.hpp"
#include "core/kernel_record.hpp"
#include "core/text.hpp"
#include "drivers/host_stamp.hpp"
#include "drivers/record_framer.hpp"

namespace bowball::capture {
namespace {

/// From the interrupt to the thread that waits: tens to hundreds of microseconds on a port of the board (protocols 7.4).
constexpr Duration board_uncertainty = 300us;
/// An adapter on USB is asked every millisecond, and packs what it saw.
constexpr Duration usb_uncertainty = 2ms;

/// In the order of kernel::ModemLine.
constexpr std::array<std::string_view, 4> line_names = {"DCD", "CTS", "DSR", "RI"};
using Inverted = std::array<bool, line_names.size()>;

/// "CTS, RI"
Result<Inverted> parse_inverted(std::string_view text) {
    Inverted inverted{};
    if (trim(text).empty()) return inverted;
    for (const auto part : split(text, ',')) {
        const auto found = std::ranges::find(line_names, trim(part));
        if (found == line_names.end()) return Error{errc::bad_input, "inverted: \"" + printable(trim(part), 20) + "\" is none of DCD, CTS, DSR, RI."};
        inverted[static_cast<std::size_t>(found - line_names.begin())] = true;
    }
    return inverted;
}

class SerialLine final : public Driver {
public:
    SerialLine(Duration uncertainty, Inverted inverted) : uncertainty_(uncertainty), inverted_(inverted) {}

    void on_open(HostTime at, DriverOutput& out) override {
        framer_.restart(out);
        stamps_.on_open(at);
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        framer_.feed(bytes, out, is_edge, [&](const kernel::ModemEdge& edge) { take(edge, at, out); });
    }

private:
    static bool is_edge(const kernel::ModemEdge& edge) {
        return edge.mark == kernel::modem_mark && edge.line < line_names.size() && edge.level <= 1 && edge.edges > 0 && edge.stamp_ns >= 0;
    }

    void take(const kernel::ModemEdge& edge, HostTime at, DriverOutput& out) {
        RawImpulse impulse;
        impulse.channel = std::string{line_names[edge.line]};
        impulse.own_uncertainty = uncertainty_;
        // The thread woke at the first of them; the level is that after the last.
        const auto first_level = edge.edges % 2 == 1 ? edge.level : 1 - edge.level;
        impulse.edge = (first_level == 1) != inverted_[edge.line] ? Edge::rising : Edge::falling;
        if (edge.edges > 1)
            out.impulses_missed(edge.edges - 1, impulse.channel + " changed " + std::to_string(edge.edges) + " times before it was looked at; only the first was stamped. The contact bounces, or this computer was stopped.");
        stamps_.put(edge.stamp_ns, at, impulse, out);
        out.impulse(std::move(impulse));
    }

    Duration uncertainty_;
    Inverted inverted_;
    HostStamp stamps_;
    RecordFramer<kernel::ModemEdge> framer_{"modem line record"};
};

constexpr SettingSpec serial_line_settings[] = {
    {"port", "board", "\"board\" for a port of the computer's own, stamped within 0.3 ms; \"usb\" for an adapter, within 2 ms."},
    {"inverted", "", "Lines that go off when it happens, such as \"CTS, RI\": a contact that opens, a beam that is broken. Of RI the kernel only tells when it goes off."},
};

}  // namespace

extern const DriverSpec serial_line_driver;
const DriverSpec serial_line_driver{
    .name = "serial_line",
    .title = "Contacts on a serial port's modem lines (DCD, CTS, DSR, RI)",
    .maturity = Maturity::experimental,
    .default_link = "modem:///dev/ttyS0",
    .expected_rhythm = 0ns,
    .settings = serial_line_settings,
    .make = [](const Settings& settings) -> Result<std::unique_ptr<Driver>> {
        const auto& port = setting(settings, "port");
        if (port != "board" && port != "usb") return Error{errc::bad_input, "port must be \"board\" or \"usb\"."};
        const auto inverted = parse_inverted(setting(settings, "inverted"));
        if (!inverted) return inverted.error();
        return std::unique_ptr<Driver>{std::make_unique<SerialLine>(port == "usb" ? usb_uncertainty : board_uncertainty, *inverted)};
    },
};

}  // namespace bowball::capture
