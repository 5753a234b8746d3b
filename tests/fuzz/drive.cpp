#include "fuzz/drive.hpp"

#include <algorithm>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "drivers/mylaps_p3_record.hpp"
#include "drivers/net_sensor_datagram.hpp"
#include "drivers/simulator_protocol.hpp"
#include "fuzz/memory.hpp"
#include "fuzz/script.hpp"

namespace bowball::fuzz {
namespace {

using namespace capture;

/// A text goes into the journal and onto pages: well-formed, and not a whole file.
void demand_text(const std::string& text, const std::string& name) {
    demand(is_utf8(text), name + " is not UTF-8: " + printable(text));
    demand(text.size() <= limits::device_line_bytes, name + " has " + std::to_string(text.size()) + " bytes");
}

/// A datagram of net_sensor, whatever it says, with the seal of the key that everybody knows.
std::string sealed_datagram(const DriverSpec& spec, std::string datagram) {
    const auto setting = std::ranges::find(spec.settings, "key", &SettingSpec::key);
    datagram.resize(std::max(datagram.size(), net_sensor::header_bytes));
    return net_sensor::sealed(*parse_digest(setting->default_value), net_sensor::header_of(datagram), std::string_view{datagram}.substr(net_sensor::header_bytes));
}

/// A record of P3 with the length and the sum that it should have: its type and what follows it, of the bytes as they are sent.
std::string summed_record(std::string_view sent) {
    constexpr std::size_t type_at = 8;
    std::string plain;
    for (std::size_t i = 0; i < sent.size(); ++i) {
        const auto is_escape = static_cast<unsigned char>(sent[i]) == p3::escape && i + 1 < sent.size();
        plain += is_escape ? static_cast<char>(sent[++i] - 0x20) : sent[i];
    }
    if (!plain.empty() && static_cast<unsigned char>(plain.back()) == p3::end_of_record) plain.pop_back();
    plain.resize(std::max(plain.size(), p3::header_length));
    const auto type = static_cast<std::uint16_t>(static_cast<unsigned char>(plain[type_at]) | static_cast<unsigned char>(plain[type_at + 1]) << 8);
    return p3::record_of(type, std::string_view{plain}.substr(p3::header_length));
}

/// Without the right length, sum or seal a message is not looked into, and no fuzzer finds one: it is made here.
std::string seal(const DriverSpec& spec, std::string message) {
    if (spec.name == "net_sensor") return sealed_datagram(spec, std::move(message));
    if (spec.name == "mylaps_p3") return summed_record(message);
    if (spec.name == "simulator") return simulator::sealed(message.substr(0, std::min(message.rfind(" *"), message.find('\n'))));
    return message;
}

/// Keeps nothing, checks everything.
class Checker final : public DriverOutput {
public:
    void impulse(RawImpulse impulse) override {
        demand(!impulse.channel.empty(), "an impulse without a channel");
        demand_text(impulse.channel, "a channel");
        demand_text(impulse.remark, "a remark");
        demand(impulse.own_uncertainty >= 0ns, "an impulse surer than sure: " + impulse.remark);
        demand(++told.impulses <= given, "more impulses than bytes");
    }
    void trace(RawTrace trace) override {
        demand(!trace.channel.empty(), "a trace without a channel");
        for (const auto* text : {&trace.channel, &trace.remark, &trace.waveform.unit}) demand_text(*text, "a trace's text");
        demand(trace.own_uncertainty >= 0ns, "a trace surer than sure");
        demand(trace.waveform.sample_interval > 0ns, "a trace without a rate");
        const auto samples = trace.waveform.samples.size();
        demand(samples > 0 && samples <= limits::trace_samples, "a trace of " + std::to_string(samples) + " samples");
        ++told.other_reports;
    }
    void clock_sample(ClockSample sample) override {
        demand(!sample.half_round_trip || *sample.half_round_trip >= 0ns, "an answer from before the question");
        ++told.other_reports;
    }
    void clock_restarted(std::string why) override { demand_text(why, "the reason of a restart"); }
    void impulses_missed(std::uint32_t count, std::string why) override {
        demand(count > 0, "no impulses missed");
        demand_text(why, "the reason of a loss");
        ++told.other_reports;
    }
    void result(RawResult result) override {
        demand(result.rows.size() <= limits::result_rows, "a result of " + std::to_string(result.rows.size()) + " rows");
        for (const auto* text : {&result.key, &result.title, &result.document}) demand_text(*text, "a result's text");
        for (const auto& row : result.rows) {
            for (const auto* text : {&row.status, &row.identity, &row.name, &row.affiliation}) demand_text(*text, "a row's text");
        }
        ++told.results;
    }
    void alive() override {}
    void skipped(std::size_t bytes, std::string why) override {
        demand_text(why, "the reason for skipping");
        told.skipped_bytes += bytes;
        demand(told.skipped_bytes <= given, std::to_string(told.skipped_bytes) + " bytes skipped of " + std::to_string(given) + " that were given: " + why);
    }
    void send(std::string_view bytes) override {
        sent += bytes.size();
        demand(sent <= 64 * 1024 + 16 * (given + calls), "it sends far more than it is told");
    }
    void condition(Condition condition) override { demand_text(condition.text, "the condition"); }
    std::uint64_t mark() override { return ++marks; }

    Told told;
    std::size_t given = 0;     ///< bytes
    std::size_t calls = 0;
    std::size_t sent = 0;
    std::uint64_t marks = 0;
};

class Player {
public:
    explicit Player(const DriverSpec& spec) : spec_(spec) {
        Settings settings;
        for (const auto& one : spec.settings) settings.emplace_back(one.key, one.when_played.empty() ? one.default_value : one.when_played);
        auto made = spec.make(settings);
        if (!made) throw Violation{"the defaults are refused: " + made.error().text};
        driver_ = std::move(*made);
        driver_->on_open(now_, out_);
    }

    Told play(std::string_view script) {
        while (script.size() >= 2) {
            const auto step = static_cast<std::uint8_t>(script[0]) & 15;
            const auto count = static_cast<std::uint8_t>(script[1]);
            script.remove_prefix(2);
            const auto has_bytes = step <= 8 || step == 12 || step == 13 || step == 15;
            const auto bytes = has_bytes ? script.substr(0, count) : std::string_view{};
            script.remove_prefix(bytes.size());
            ++out_.calls;
            happen(static_cast<Step>(step), count, bytes);
            if (out_.calls % 64 == 0) weigh();
        }
        weigh();
        return out_.told;
    }

private:
    static Bytes view(std::string_view text) { return {reinterpret_cast<const std::byte*>(text.data()), text.size()}; }

    void weigh() const {
        const auto now = bytes_in_use();
        const auto before = before_ + file_.capacity();
        demand(now <= before + most_memory, "it holds " + std::to_string(now - std::min(now, before)) + " bytes of memory");
    }

    void happen(Step step, std::uint8_t count, std::string_view bytes) {
        switch (step) {
            case Step::tick:
                now_ += count * 10ms;
                return driver_->on_tick(now_, out_);
            case Step::reopen: return driver_->on_open(now_, out_);
            case Step::order: return driver_->on_order({static_cast<OutputKind>(count % 6), RaceId{1}, RunNumber{1}}, now_, out_);
            case Step::part:
                if (file_.size() < limits::device_file_bytes) file_ += bytes;
                return;
            case Step::file: {
                const auto content = take_written();
                return driver_->on_file(printable(bytes), view(content), now_, out_);
            }
            case Step::head: {
                const auto content = take_written();
                const auto head = view(content).first(std::min(content.size(), limits::device_head_bytes));
                return driver_->on_head(printable(bytes), {head, content.size(), {}}, now_, out_);
            }
            case Step::sealed:
            case Step::datagram: {
                auto whole = take_written().substr(0, most_datagram) + std::string{bytes};
                if (step == Step::sealed) whole = seal(spec_, std::move(whole));
                out_.given += whole.size();
                now_ += 1ms;
                if (step == Step::sealed && !spec_.default_link.starts_with("udp:")) return driver_->on_bytes(view(whole), now_, out_);
                return driver_->on_datagram(view(whole), now_, out_);
            }
            // Of what is in the journal the newest number is told; it may be one that was never drawn.
            case Step::committed: return driver_->on_committed(count % 2 == 0 ? out_.marks : count, now_, out_);
            default: break;
        }
        out_.given += bytes.size();
        now_ += 1ms;
        driver_->on_bytes(view(bytes), now_, out_);
    }

    std::string take_written() {
        out_.given += file_.size();
        return std::exchange(file_, {});
    }

    static constexpr std::size_t most_datagram = 65'000;
    const DriverSpec& spec_;
    std::size_t before_ = bytes_in_use();
    Checker out_;
    HostTime now_{1h};
    std::unique_ptr<Driver> driver_;
    std::string file_;
};

}  // namespace

const DriverSpec& driver_of(std::string_view name) {
    const auto all = all_drivers();
    const auto found = std::ranges::find(all, name, &DriverSpec::name);
    if (found == all.end()) throw std::invalid_argument{"there is no driver " + std::string{name}};
    return **found;
}

bool has_seal(const DriverSpec& spec) { return spec.name == "net_sensor" || spec.name == "mylaps_p3" || spec.name == "simulator"; }

Told drive(const DriverSpec& spec, std::string_view script) { return Player{spec}.play(script); }

}  // namespace bowball::fuzz
