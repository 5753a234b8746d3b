// Bowball's simulated start and finish boxes, as demos, exercises and tests wire them up. The protocol stands in
// drivers/simulator_protocol.hpp. A box answers probes, so its clock is known to half a round trip.
#include "drivers/simulator_protocol.hpp"

#include "capture/driver.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"

namespace bowball::capture {
namespace {

constexpr Duration probe_rhythm = 1s;

std::optional<std::int64_t> parse_signed(std::string_view text) {
    const auto negative = text.starts_with('-');
    const auto number = parse_number(negative ? text.substr(1) : text);
    if (!number || *number > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
    return negative ? -static_cast<std::int64_t>(*number) : static_cast<std::int64_t>(*number);
}

class Simulator final : public Driver {
public:
    void on_open(HostTime, DriverOutput& out) override {
        if (!line_.empty()) out.skipped(line_.size(), "the line broke off: \"" + printable(line_, 60) + "\"");
        line_.clear();
        awaited_.reset();
        next_probe_.reset();
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        for (const auto byte : bytes) {
            const auto character = static_cast<char>(byte);
            if (character != '\n') {
                line_ += character;
                if (line_.size() <= limits::device_line_bytes) continue;
                out.skipped(line_.size(), "a line without an end: \"" + printable(line_, 60) + "\"");
            } else if (!line_.empty()) {
                take_line(at, out);
            }
            line_.clear();
        }
    }

    void on_tick(HostTime at, DriverOutput& out) override {
        if (next_probe_ && at < *next_probe_) return;
        next_probe_ = at + probe_rhythm;
        awaited_ = Probe{++last_id_, at};
        out.send(simulator::probe_line(last_id_));
    }

    void on_order(const OutputOrder& order, HostTime, DriverOutput& out) override {
        out.send(simulator::sealed("O " + std::string{to_string(order.kind)} + " " + std::to_string(order.race.value()) + " " + std::to_string(order.run.value())));
    }

private:
    struct Probe {
        std::uint32_t id;
        HostTime sent;
    };

    void take_line(HostTime at, DriverOutput& out) {
        const auto text = simulator::unsealed(line_);
        const auto words = split(text, ' ');
        const auto understood = !text.empty() && ((words[0] == "I" && take_edge(words, out)) || (words[0] == "T" && take_time(words, at, out)) ||
                                                  (words[0] == "L" && take_loss(words, out)) || (words[0] == "Q" && take_answer(words, at, out)));
        if (!understood) out.skipped(line_.size(), (text.empty() ? "checksum wrong: \"" : "no line of a simulated box: \"") + printable(line_, 60) + "\"");
    }

    static bool take_edge(const std::vector<std::string_view>& words, DriverOutput& out) {
        if (words.size() != 5 || words[1].empty() || !is_utf8(words[1]) || (words[3] != "R" && words[3] != "F")) return false;
        const auto ticks = parse_signed(words[2]);
        const auto uncertainty = parse_number(words[4]);
        if (!ticks || !uncertainty || *uncertainty > 1'000'000'000) return false;
        RawImpulse impulse;
        impulse.channel = std::string{words[1]};
        impulse.ticks = from_ns<DeviceTime>(*ticks);
        impulse.own_uncertainty = Duration{static_cast<std::int64_t>(*uncertainty)};
        impulse.edge = words[3] == "R" ? Edge::rising : Edge::falling;
        out.impulse(std::move(impulse));
        return true;
    }

    static bool take_time(const std::vector<std::string_view>& words, HostTime at, DriverOutput& out) {
        const auto ticks = words.size() == 2 ? parse_signed(words[1]) : std::nullopt;
        if (!ticks) return false;
        out.clock_sample({from_ns<DeviceTime>(*ticks), at, std::nullopt});
        out.alive();
        return true;
    }

    static bool take_loss(const std::vector<std::string_view>& words, DriverOutput& out) {
        const auto count = words.size() == 2 ? parse_number(words[1]) : std::nullopt;
        if (!count || *count > 1'000'000) return false;
        out.impulses_missed(static_cast<std::uint32_t>(*count), "the box says that it lost edges");
        return true;
    }

    /// Four stamps: sent and received here, received and sent there (protocols 8.1).
    bool take_answer(const std::vector<std::string_view>& words, HostTime at, DriverOutput& out) {
        if (words.size() != 4) return false;
        const auto id = parse_number(words[1]);
        const auto received = parse_signed(words[2]);
        const auto sent = parse_signed(words[3]);
        if (!id || !received || !sent || *sent < *received) return false;
        out.alive();
        if (!awaited_ || awaited_->id != *id) return true;  // an answer that came too late says nothing
        const auto round_trip = (at - awaited_->sent) - Duration{*sent - *received};
        const auto half = std::max(round_trip / 2, Duration{1000});
        out.clock_sample({from_ns<DeviceTime>(*received + (*sent - *received) / 2), awaited_->sent + (at - awaited_->sent) / 2, half});
        awaited_.reset();
        return true;
    }

    std::string line_;
    std::optional<Probe> awaited_;
    std::optional<HostTime> next_probe_;
    std::uint32_t last_id_ = 0;
};

}  // namespace

extern const DriverSpec simulator_driver;
const DriverSpec simulator_driver{
    .name = "simulator",
    .title = "Simulated start and finish boxes",
    .maturity = Maturity::simulated,
    .default_link = "tcp://127.0.0.1:7010",
    .expected_rhythm = 3s,
    .settings = {},
    .clock_ppb = 0,
    .has_outputs = true,
    .make = [](const Settings&) -> Result<std::unique_ptr<Driver>> { return std::unique_ptr<Driver>{std::make_unique<Simulator>()}; },
};

}  // namespace bowball::capture
