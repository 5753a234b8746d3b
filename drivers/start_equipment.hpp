// Which outputs of the start are on, by the order that stands and the time. Pure; a driver carries its levels to the lines.
//
//   order        red  green  horn  timer  gates_up  gates_raise  gates_release  recall  buzzer
//   gates_up     off  off    off   off    on        pulse        off            off
//   red_light    on   off    off   off              off          off            off
//   start        off  lit    pulse pulse  off       off          pulse          off
//   recall       flash off   flash off              off          off            flash
//   lights_off   off  off    off   off              off          off            off
//   recall_request                                                                      pulse
//
// Where nothing stands the output stays as it is. A level, gates_up, is for magnets that hold a gate while they have current;
// pulses, gates_raise and gates_release, are for valves that stay where they are, also when this program ends.
#pragma once
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "core/kernel_record.hpp"
#include "core/output.hpp"
#include "core/time.hpp"

namespace bowball::capture {

enum class StartOutput : std::uint8_t { red, green, horn, timer, gates_up, gates_raise, gates_release, recall, buzzer };
inline constexpr std::array<std::string_view, 9> start_output_names = {"red", "green", "horn", "timer", "gates_up", "gates_raise", "gates_release", "recall", "buzzer"};

class StartEquipment {
public:
    struct Wire {
        std::uint32_t line;
        StartOutput output;
    };
    struct Lengths {
        Duration pulse{};    ///< horn, gates, timer, buzzer
        Duration green{};    ///< the green light
    };

    StartEquipment(std::vector<Wire> wires, Lengths lengths) : wires_(std::move(wires)), lengths_(lengths) {}

    [[nodiscard]] bool is_wired() const { return !wires_.empty(); }

    /// The lines were just taken: all are off.
    void reset() {
        on_ = {};
        ends_ = {};
        recalled_.reset();
    }

    /// True if an output here has a part in it, or one changed.
    [[nodiscard]] bool order(OutputKind kind, HostTime at) {
        const auto before = on_;
        if (kind != OutputKind::recall_request) {
            recalled_.reset();
            for (const auto output : {red, green, horn, timer, gates_raise, gates_release, recall}) set(output, false);
        }
        switch (kind) {
            case OutputKind::lights_off: break;
            case OutputKind::red_light: set(red, true); break;
            case OutputKind::gates_up:
                set(gates_up, true);
                pulse(gates_raise, at + lengths_.pulse);
                break;
            case OutputKind::start:
                set(gates_up, false);
                pulse(green, at + lengths_.green);
                for (const auto output : {horn, timer, gates_release}) pulse(output, at + lengths_.pulse);
                break;
            case OutputKind::recall:
                recalled_ = at;
                flash(at);
                break;
            case OutputKind::recall_request: pulse(buzzer, at + lengths_.pulse); break;
        }
        return has_part_in(kind) || wired_differ(before);
    }

    /// Ends pulses and flashes. True if an output changed.
    [[nodiscard]] bool tick(HostTime at) {
        const auto before = on_;
        for (std::size_t i = 0; i < on_.size(); ++i) {
            if (ends_[i] && at >= *ends_[i]) set(static_cast<StartOutput>(i), false);
        }
        if (recalled_) flash(at);
        return wired_differ(before);
    }

    /// How every wired output shall stand.
    [[nodiscard]] std::vector<kernel::GpioLevel> levels() const {
        std::vector<kernel::GpioLevel> levels;
        for (const auto& wire : wires_) levels.push_back({wire.line, on_[index(wire.output)] ? 1U : 0U});
        return levels;
    }

private:
    using enum StartOutput;
    static constexpr Duration half_flash = 500ms;
    /// The light flashes until the next order. A horn that nobody silences for minutes calls nobody back.
    static constexpr Duration recall_horn = 10s;

    static constexpr std::size_t index(StartOutput output) { return static_cast<std::size_t>(output); }

    void set(StartOutput output, bool on) {
        on_[index(output)] = on;
        ends_[index(output)].reset();
    }

    void pulse(StartOutput output, HostTime until) {
        set(output, true);
        ends_[index(output)] = until;
    }

    void flash(HostTime at) {
        const auto lit = (at - *recalled_) / half_flash % 2 == 0;
        set(red, lit);
        set(recall, lit);
        set(horn, lit && at - *recalled_ < recall_horn);
    }

    [[nodiscard]] bool has_part_in(OutputKind kind) const {
        const auto any = [this](std::initializer_list<StartOutput> outputs) {
            return std::ranges::any_of(wires_, [&](const Wire& wire) { return std::ranges::find(outputs, wire.output) != outputs.end(); });
        };
        switch (kind) {
            case OutputKind::lights_off: return any({red, green, recall});
            case OutputKind::red_light: return any({red});
            case OutputKind::gates_up: return any({gates_up, gates_raise});
            case OutputKind::start: return any({green, horn, timer, gates_up, gates_release});
            case OutputKind::recall: return any({red, horn, recall});
            case OutputKind::recall_request: return any({buzzer});
        }
        return false;
    }

    [[nodiscard]] bool wired_differ(const std::array<bool, 9>& before) const {
        return std::ranges::any_of(wires_, [&](const Wire& wire) { return on_[index(wire.output)] != before[index(wire.output)]; });
    }

    std::vector<Wire> wires_;
    Lengths lengths_;
    std::array<bool, start_output_names.size()> on_{};
    std::array<std::optional<HostTime>, start_output_names.size()> ends_{};
    std::optional<HostTime> recalled_;
};

}  // namespace bowball::capture
