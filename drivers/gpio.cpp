// Inputs and outputs on lines of this computer's GPIO chips: edges that the kernel stamped in the interrupt, and the start's
// lights, horn and gates. Facts: <linux/gpio.h>, uAPI v2; protocols 7.1. The link is gpio://, which asks for the lines.
#include <limits>
#include <map>

#include "capture/driver.hpp"
#include "core/kernel_record.hpp"
#include "core/text.hpp"
#include "drivers/host_stamp.hpp"
#include "drivers/record_framer.hpp"
#include "drivers/start_equipment.hpp"

namespace bowball::capture {
namespace {

/// The interrupt handler reads the clock some microseconds after the edge, under load some tens (protocols 7.1).
constexpr Duration kernel_uncertainty = 100us;
/// A hardware timestamp engine latches its counter; what remains is the input's own delay.
constexpr Duration engine_uncertainty = 1us;
/// Expanders on USB or I2C are asked, or answer in a thread: milliseconds after the edge.
constexpr Duration coarse_uncertainty = 5ms;

/// No chip has more lines; also tells an event from noise.
constexpr std::uint32_t most_lines = 4096;

using LineNames = std::vector<std::pair<std::uint32_t, std::string>>;

/// "5=start_button, 6=gate_1_up". Each line once, and each name too unless lines may `share` one.
Result<LineNames> parse_names(std::string_view key, std::string_view text, bool share) {
    LineNames names;
    const auto refuse = [&](std::string_view part, std::string_view why) {
        return Error{errc::bad_input, std::string{key} + ": \"" + printable(part, 40) + "\" " + std::string{why}};
    };
    if (trim(text).empty()) return names;
    for (const auto part : split(text, ',')) {
        const auto entry = trim(part);
        const auto equals = entry.find('=');
        const auto line = parse_number(trim(entry.substr(0, equals)));
        const auto name = equals == std::string_view::npos ? std::string_view{} : trim(entry.substr(equals + 1));
        if (!line || *line >= most_lines || name.empty()) return refuse(entry, "is not written as LINE=name, such as 5=start_button.");
        for (const auto& [known_line, known_name] : names) {
            if (known_line == *line) return refuse(entry, "names a line that has a name already.");
            if (known_name == name && !share) return refuse(entry, "gives two lines one name.");
        }
        names.emplace_back(static_cast<std::uint32_t>(*line), std::string{name});
    }
    return names;
}

/// The kernel numbers events from 1, all of a link together and each line's own. When its buffer is full it drops the oldest
/// and says nothing: a jump of the numbers is all there is (protocols 0.2, trap 12).
class LossCounter {
public:
    void reset() { *this = {}; }

    void take(const kernel::GpioEdge& edge, const std::string& channel, DriverOutput& out) {
        const auto lost = jump(next_, edge.seqno);
        auto here = jump(next_of_line_.try_emplace(edge.offset, 1).first->second, edge.line_seqno);
        unplaced_ += lost;
        const auto beyond = here > unplaced_ ? here - unplaced_ : 0;
        here = std::min(here, unplaced_);
        unplaced_ -= here;
        if (lost + beyond > 0) {
            out.impulses_missed(lost + beyond, "the kernel's buffer was full before event " + std::to_string(edge.seqno) + ": " + std::to_string(here + beyond) + " lost on " +
                                                   channel + (unplaced_ > 0 ? ", " + std::to_string(unplaced_) + " on other lines" : "") + ". A line bounces, or this computer was stopped.");
        } else if (here > 0) {
            out.skipped(0, std::to_string(here) + " of the impulses that were lost before were on \"" + channel + "\"");
        }
    }

private:
    /// How many numbers are missing before `number`; it is the last one from here on. A step back is a recording put
    /// together from two, and no loss.
    static std::uint32_t jump(std::uint32_t& next, std::uint32_t number) {
        const auto missing = number - next;
        next = number + 1;
        return missing < std::numeric_limits<std::uint32_t>::max() / 2 ? missing : 0;
    }

    std::uint32_t next_ = 1;
    std::map<std::uint32_t, std::uint32_t> next_of_line_;
    std::uint32_t unplaced_ = 0;   ///< lost, and no line has shown yet that it was its
};

struct GpioOptions {
    LineNames names;
    Duration uncertainty{};
    bool engine_clock = false;
};

class Gpio final : public Driver {
public:
    Gpio(GpioOptions options, StartEquipment equipment) : options_(std::move(options)), equipment_(std::move(equipment)), stamps_(options_.engine_clock) {}

    void on_open(HostTime at, DriverOutput& out) override {
        framer_.restart(out);
        losses_.reset();
        stamps_.on_open(at);
        equipment_.reset();
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        framer_.feed(bytes, out, is_event, [&](const kernel::GpioEdge& edge) { take(edge, at, out); });
    }

    void on_tick(HostTime at, DriverOutput& out) override {
        if (equipment_.tick(at)) switch_lines(out);
    }

    void on_order(const OutputOrder& order, HostTime at, DriverOutput& out) override {
        if (equipment_.order(order.kind, at)) switch_lines(out);
    }

    bool has_outputs() const override { return equipment_.is_wired(); }

private:
    static bool is_event(const kernel::GpioEdge& edge) {
        return (edge.id == 1 || edge.id == 2) && edge.offset < most_lines && edge.stamp_ns <= INT64_MAX && edge.line_seqno > 0 && edge.line_seqno <= edge.seqno;
    }

    void take(const kernel::GpioEdge& edge, HostTime at, DriverOutput& out) {
        RawImpulse impulse;
        impulse.channel = name_of(edge.offset);
        impulse.edge = edge.id == 1 ? Edge::rising : Edge::falling;
        impulse.own_uncertainty = options_.uncertainty;
        losses_.take(edge, impulse.channel, out);
        stamps_.put(static_cast<std::int64_t>(edge.stamp_ns), at, impulse, out);
        out.impulse(std::move(impulse));
    }

    [[nodiscard]] std::string name_of(std::uint32_t line) const {
        for (const auto& [named, name] : options_.names) {
            if (named == line) return name;
        }
        return "line" + std::to_string(line);
    }

    /// All in one write, which the link makes one call of: they switch together.
    void switch_lines(DriverOutput& out) const {
        const auto levels = equipment_.levels();
        if (!levels.empty()) out.send({reinterpret_cast<const char*>(levels.data()), levels.size() * sizeof levels[0]});
    }

    GpioOptions options_;
    StartEquipment equipment_;
    HostStamp stamps_;
    LossCounter losses_;
    RecordFramer<kernel::GpioEdge> framer_{"GPIO event"};
};

Result<std::vector<StartEquipment::Wire>> parse_outputs(std::string_view text) {
    const auto names = parse_names("outputs", text, true);
    if (!names) return names.error();
    std::vector<StartEquipment::Wire> wires;
    for (const auto& [line, name] : *names) {
        const auto output = std::ranges::find(start_output_names, name);
        if (output == start_output_names.end()) {
            std::string known;
            for (const auto one : start_output_names) known += (known.empty() ? "" : ", ") + std::string{one};
            return Error{errc::bad_input, "outputs: \"" + printable(name, 40) + "\" is no output of the start. There are: " + known + "."};
        }
        wires.push_back({line, static_cast<StartOutput>(output - start_output_names.begin())});
    }
    return wires;
}

/// A minute at the most: nobody wants a horn for longer.
Result<Duration> parse_length(const Settings& settings, std::string_view key) {
    const auto length = parse_number(setting(settings, key));
    if (!length || *length < 10 || *length > 60'000) return Error{errc::bad_input, std::string{key} + " must be a number from 10 to 60000."};
    return std::chrono::milliseconds{*length};
}

Result<std::unique_ptr<Driver>> make_gpio(const Settings& settings) {
    auto names = parse_names("lines", setting(settings, "lines"), false);
    if (!names) return names.error();
    auto wires = parse_outputs(setting(settings, "outputs"));
    if (!wires) return wires.error();
    const auto pulse = parse_length(settings, "pulse_ms");
    if (!pulse) return pulse.error();
    const auto green = parse_length(settings, "green_ms");
    if (!green) return green.error();
    const auto& coarse = setting(settings, "coarse");
    if (coarse != "true" && coarse != "false") return Error{errc::bad_input, "coarse must be true or false."};
    const auto& clock = setting(settings, "clock");
    if (clock != "monotonic" && clock != "hte") return Error{errc::bad_input, "clock must be \"monotonic\" or \"hte\", as in the link."};
    for (const auto& wire : *wires) {
        if (std::ranges::find(*names, wire.line, &LineNames::value_type::first) != names->end())
            return Error{errc::bad_input, "line " + std::to_string(wire.line) + " cannot be an input and an output. Wire the output to an input of its own to read it back."};
    }
    const auto engine = clock == "hte";
    GpioOptions options{std::move(*names), coarse == "true" ? coarse_uncertainty : engine ? engine_uncertainty : kernel_uncertainty, engine};
    return std::unique_ptr<Driver>{std::make_unique<Gpio>(std::move(options), StartEquipment{std::move(*wires), {*pulse, *green}})};
}

constexpr SettingSpec gpio_settings[] = {
    {"lines", "", "Names of inputs: \"5=start_button, 6=gate_1_up\". One without a name is channel \"line5\"."},
    {"outputs", "", "What hangs on the outputs: \"12=red, 13=green, 14=horn\"; also timer, gates_up, gates_raise, gates_release, recall, buzzer. Some lines may do the same."},
    {"pulse_ms", "1000", "How long horn, gates, timer contact and buzzer are on. Ends within 0.1 s."},
    {"green_ms", "10000", "How long the green light is on after the start."},
    {"coarse", "false", "true for lines of an expander on USB or I2C, whose stamps come milliseconds late: then 5 ms uncertain."},
    {"clock", "monotonic", "\"hte\" where the link asks for the hardware timestamp engine, which has a clock of its own."},
};

}  // namespace

extern const DriverSpec gpio_driver;
const DriverSpec gpio_driver{
    .name = "gpio",
    .title = "Contacts, lights, horn and gates on this computer's GPIO lines",
    .maturity = Maturity::documented,
    .default_link = "gpio:///dev/gpiochip0?in=5",
    .expected_rhythm = 0ns,
    .settings = gpio_settings,
    .minimums = "A pulse must last 1 ms or longer: of shorter ones the kernel may tell the wrong direction.",
    .has_outputs = true,
    .make = make_gpio,
};

}  // namespace bowball::capture
