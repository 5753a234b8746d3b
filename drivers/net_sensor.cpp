// Sensors of our own making and of yours: an open protocol over UDP, for ESP32 boards and the like. docs/net_sensor.md is the
// protocol, docs/net_sensor/ a sender in C. No I/O here.
//
// Anybody can send anything to a port, so every datagram bears a seal, counts up within one boot of the sensor, and a boot
// counts only once it has answered a probe whose nonce was drawn after the server began to listen: what was recorded of an
// earlier boot, or of this one before the server was restarted, cannot. The probe is the clock exchange too.
//
// A driver has no randomness. It needs none: a nonce need not be secret, it must only never come twice. It is a keyed hash of a
// pool into which the time of every tick is hashed, in nanoseconds. Within one run no two are alike since each draw changes the
// pool. After a restart of the computer, when its clock begins at zero again, some ticks would have to fall on the very
// nanoseconds of an earlier run, ten times a second, with a thread's jitter of microseconds between them.
#include "capture/driver.hpp"
#include "core/text.hpp"
#include "drivers/net_sensor_numbers.hpp"
#include "drivers/net_sensor_reader.hpp"
#include "drivers/net_sensor_traces.hpp"

namespace bowball::capture {
namespace {

using namespace net_sensor;

constexpr Duration probe_rhythm = 2s;
/// At first, so many times: the clock is known well before the first race.
constexpr Duration first_probe_rhythm = 250ms;
constexpr unsigned first_probes = 8;
/// An answer that takes longer tells nothing of the clock.
constexpr Duration longest_round_trip = 5s;
constexpr std::size_t most_probes = 32;
/// Stamps of both computers are no finer than this.
constexpr Duration finest = 1us;

std::string in_tenths(std::int64_t tenths) {
    const auto size = tenths < 0 ? -tenths : tenths;
    return (tenths < 0 ? "-" : "") + std::to_string(size / 10) + "." + std::to_string(size % 10);
}

struct NetSensorOptions {
    Digest key;
    std::uint32_t device = 1;
    bool has_own_key = false;
    bool waives_proof = false;
    std::uint16_t battery_low_mv = 0;
    std::int16_t signal_low_dbm = 0;
};

class NetSensor final : public Driver {
public:
    explicit NetSensor(const NetSensorOptions& options) : options_(options), reader_(options.key) {}

    void on_open(HostTime at, DriverOutput&) override {
        reader_.forget();
        opened_ = at;
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        reader_.add(bytes, at, out, [this](std::string_view datagram, HostTime arrived, DriverOutput& to) { take(datagram, arrived, to); });
    }

    void on_datagram(Bytes bytes, HostTime at, DriverOutput& out) override {
        reader_.add_datagram(bytes, at, out, [this](std::string_view datagram, HostTime arrived, DriverOutput& to) { take(datagram, arrived, to); });
    }

    void on_tick(HostTime at, DriverOutput& out) override {
        stir(at);
        reader_.give_up(at, out);
        forget_probes(at, out);
        if (boot_) boot_->traces.give_up(at, out);
        if (!boot_ || at < boot_->next_probe) return;
        boot_->next_probe = at + (boot_->probes < first_probes ? first_probe_rhythm : probe_rhythm);
        ++boot_->probes;
        probe(boot_->id, at, out);
    }

    void on_committed(std::uint64_t mark, HostTime, DriverOutput& out) override {
        if (!boot_) return;
        if (boot_->numbers.committed(mark)) acknowledge(out);
        if (const auto stored = boot_->traces.committed(mark)) send(Kind::trace_request, boot_->id, net_sensor::body_of(*stored), out);
    }

private:
    struct Boot {
        std::uint64_t id;
        ReplayWindow heard;
        ImpulseNumbers numbers;
        HostTime next_probe;
        unsigned probes = 0;
        TracePieces traces{};
    };
    struct Probe {
        std::uint64_t boot;
        std::uint64_t nonce;
        HostTime sent;
    };

    void take(std::string_view datagram, HostTime at, DriverOutput& out) {
        const auto header = header_of(datagram);
        const auto refuse = [&](const std::string& why) { out.skipped(datagram.size(), why + ": \"" + printable(datagram, 28) + "\""); };
        if (header.device != options_.device) return refuse("sensor " + std::to_string(header.device) + " speaks where sensor " + std::to_string(options_.device) + " was expected");
        if (header.kind == Kind::probe || header.kind == Kind::ack || header.kind == Kind::trace_request) return refuse("what a server says came to the server");
        const auto body = body_of(datagram);
        const auto store = parse_store(body);
        if (!store) return refuse("a body that is too short");
        if (!boot_ || boot_->id != header.boot) {
            if (!is_proven(header, body, at)) {
                ask(header.boot, at, out);
                if (header.kind != Kind::hello) refuse("boot " + std::to_string(header.boot) + " has not yet answered a probe; what is new of it will be repeated");
                return;
            }
            begin(header, *store, at, out);
        } else if (!boot_->heard.accept(header.counter)) {
            return refuse("heard before, or far too late: counter " + std::to_string(header.counter));
        }
        if (!take_body(header.kind, body, at, out)) return refuse("sealed, but not understood");
        out.alive();
        boot_->numbers.settle(*store, at, out);
        if (header.kind != Kind::answer) acknowledge(out);
    }

    [[nodiscard]] bool is_proven(const Header& header, std::string_view body, HostTime at) const {
        if (options_.waives_proof) return true;
        const auto answer = parse_answer(body);
        return header.kind == Kind::answer && answer && find_probe(header.boot, answer->nonce, at) != probes_.end();
    }

    void begin(const Header& header, const Store& store, HostTime at, DriverOutput& out) {
        if (boot_) {
            if (const auto lost = boot_->numbers.gaps(); lost > 0) out.impulses_missed(lost, "the sensor was restarted before it could send them");
            boot_->traces.end(out);
            out.clock_restarted("the sensor was restarted");
        }
        boot_ = Boot{header.boot, ReplayWindow{header.counter}, ImpulseNumbers{store}, at};
        if (!options_.has_own_key) out.condition({"It has the key that everybody knows: give it one of its own."});
    }

    bool take_body(Kind kind, std::string_view body, HostTime at, DriverOutput& out) {
        switch (kind) {
            case Kind::hello: return true;
            case Kind::impulse: return take_impulse(parse_impulse(body), out);
            case Kind::status: return take_status(parse_status(body), out);
            case Kind::answer: return take_answer(parse_answer(body), at, out);
            case Kind::trace: return take_trace(parse_trace(body), at, out);
            case Kind::probe: case Kind::ack: case Kind::trace_request: break;
        }
        return false;
    }

    bool take_impulse(const std::optional<ImpulseBody>& body, DriverOutput& out) {
        if (!body || body->edge > 1 || body->ticks_ns > INT64_MAX / 2) return false;
        const auto news = boot_->numbers.weigh(body->number);
        if (news == ImpulseNumbers::News::too_far) return false;
        if (news == ImpulseNumbers::News::stored) return true;
        RawImpulse impulse;
        impulse.channel = std::to_string(body->channel);
        impulse.ticks = from_ns<DeviceTime>(static_cast<std::int64_t>(body->ticks_ns));
        impulse.own_uncertainty = std::max(Duration{body->uncertainty_ns}, Duration{finest});
        impulse.edge = body->edge == 0 ? Edge::rising : Edge::falling;
        impulse.change = news == ImpulseNumbers::News::fresh && body->attempt == 0 ? Change::seen : Change::repeated;
        impulse.remark = "impulse " + std::to_string(body->number) + (body->attempt == 0 ? "" : ", sent " + std::to_string(body->attempt + 1) + " times");
        out.impulse(std::move(impulse));
        boot_->numbers.reported(body->number, out.mark());
        return true;
    }

    bool take_trace(const std::optional<TraceBody>& body, HostTime at, DriverOutput& out) {
        if (!body) return false;
        const auto request = boot_->traces.take(*body, at, out);
        send(Kind::trace_request, boot_->id, net_sensor::body_of(request), out);
        return true;
    }

    bool take_status(const std::optional<StatusBody>& body, DriverOutput& out) const {
        if (!body) return false;
        std::string text;
        if (body->battery_mv != 0) text += "Battery " + std::to_string(body->battery_mv) + " mV. ";
        if (body->signal_dbm != 0) text += "Signal " + std::to_string(body->signal_dbm) + " dBm. ";
        if (body->tenths_of_a_degree) text += in_tenths(*body->tenths_of_a_degree) + " °C. ";
        if (!options_.has_own_key) text += "It has the key that everybody knows: give it one of its own.";
        const auto is_weak = (body->battery_mv != 0 && body->battery_mv < options_.battery_low_mv) || (body->signal_dbm != 0 && body->signal_dbm < options_.signal_low_dbm);
        if (is_weak) text = "It will not last or not be heard: look after its battery and its place. " + text;
        out.condition({std::string{trim(text)}, is_weak});
        return true;
    }

    /// Four stamps: sent and received here, received and sent there (protocols 8.1).
    bool take_answer(const std::optional<AnswerBody>& body, HostTime at, DriverOutput& out) {
        if (!body || body->sent_ns > INT64_MAX / 2 || body->received_ns > body->sent_ns) return false;
        const auto received = from_ns<DeviceTime>(static_cast<std::int64_t>(body->received_ns));
        const auto spent = Duration{static_cast<std::int64_t>(body->sent_ns - body->received_ns)};
        const auto asked = find_probe(boot_->id, body->nonce, at);
        if (asked == probes_.end()) {
            // A recording: nobody is asked, and the arrival alone ties the clocks.
            if (options_.waives_proof) out.clock_sample({received + spent, at, std::nullopt});
            return true;
        }
        const auto sent = asked->sent;
        probes_.erase(asked);
        if (at - sent < spent) return false;
        out.clock_sample({received + spent / 2, sent + (at - sent) / 2, (at - sent - spent) / 2 + finest});
        return true;
    }

    /// Of a boot that is not known, at most four times a second.
    void ask(std::uint64_t boot, HostTime at, DriverOutput& out) {
        const auto was_asked = std::ranges::any_of(probes_, [&](const Probe& one) { return one.boot == boot && at - one.sent < first_probe_rhythm; });
        if (!was_asked) probe(boot, at, out);
    }

    void probe(std::uint64_t boot, HostTime at, DriverOutput& out) {
        if (probes_.size() >= most_probes) probes_.pop_front();
        probes_.push_back({boot, draw_nonce(at), at});
        std::string body;
        append(body, probes_.back().nonce);
        append(body, to_ns(at));
        send(Kind::probe, boot, body, out);
    }

    void forget_probes(HostTime at, DriverOutput& out) {
        while (!probes_.empty() && at - probes_.front().sent > longest_round_trip) {
            const auto boot = probes_.front().boot;
            probes_.pop_front();
            if (boot_ && boot_->id == boot) continue;
            out.skipped(0, "boot \"" + std::to_string(boot) + "\" did not answer: somebody plays an old recording, or nothing gets through to the sensor");
        }
    }

    [[nodiscard]] std::deque<Probe>::const_iterator find_probe(std::uint64_t boot, std::uint64_t nonce, HostTime at) const {
        return std::ranges::find_if(probes_, [&](const Probe& one) { return one.boot == boot && one.nonce == nonce && at >= one.sent && at - one.sent <= longest_round_trip; });
    }

    void acknowledge(DriverOutput& out) {
        std::string body;
        append(body, boot_->numbers.stored());
        append(body, std::uint32_t{0});
        send(Kind::ack, boot_->id, body, out);
    }

    void send(Kind kind, std::uint64_t boot, std::string_view body, DriverOutput& out) {
        out.send(sealed(options_.key, {kind, options_.device, boot, ++sent_}, body));
    }

    [[nodiscard]] Seal digest_of_pool(std::string text, HostTime at) const {
        for (const auto byte : pool_) text += static_cast<char>(byte);
        append(text, to_ns(opened_));
        append(text, to_ns(at));
        return keyed_digest(options_.key, text);
    }
    void stir(HostTime at) { pool_ = digest_of_pool("pool", at); }

    std::uint64_t draw_nonce(HostTime at) {
        stir(at);
        const auto digest = digest_of_pool("nonce", at);
        return number_at<std::uint64_t>({reinterpret_cast<const char*>(digest.data()), digest.size()}, 0);
    }

    NetSensorOptions options_;
    DatagramReader reader_;
    HostTime opened_;               ///< the link; before the first tick the pool has nothing else
    Seal pool_{};
    std::deque<Probe> probes_;      ///< unanswered, oldest first
    std::optional<Boot> boot_;      ///< that has answered a probe
    std::uint64_t sent_ = 0;
};

/// The bytes 0 to 31: the key of the published test vectors of BLAKE2b, and so nobody's secret.
constexpr std::string_view everybodys_key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

constexpr SettingSpec net_sensor_settings[] = {
    {"key", everybodys_key, "Of this sensor, 64 hexadecimal digits, as in its program. The default is known to everybody, and refused."},
    {"device", "1", "The sensor's number, as in its program."},
    {"proof", "asked", "\"asked\": a boot counts once it has answered a probe. \"waived\": for playing recordings, which cannot answer.", "waived"},
    {"battery_low_mv", "3500", "Below this somebody should charge it: a lithium cell has a tenth left. 0: never."},
    {"signal_low_dbm", "-80", "Below this somebody should place it better: networks start to lose datagrams. -128: never."},
    {"everybodys_key", "refused", "\"allowed\": the default key counts, for trying on a bench. Whoever is on that network can send a start signal then.", "allowed"},
};

}  // namespace

extern const DriverSpec net_sensor_driver;
const DriverSpec net_sensor_driver{
    .name = "net_sensor",
    .title = "Sensors of your own over the network (ESP32 and the like)",
    .maturity = Maturity::documented,
    .default_link = "udp://0.0.0.0:7030",
    .expected_rhythm = 7s,
    .settings = net_sensor_settings,
    .opening = magic,
    .make = [](const Settings& settings) -> Result<std::unique_ptr<Driver>> {
        const auto& hex = setting(settings, "key");
        const auto key = parse_digest(hex);
        if (!key) return Error{errc::bad_input, "key must be 64 hexadecimal digits."};
        const auto is_own = to_lower(hex) != everybodys_key;
        const auto& open = setting(settings, "everybodys_key");
        if (open != "refused" && open != "allowed") return Error{errc::bad_input, "everybodys_key must be \"refused\" or \"allowed\"."};
        if (!is_own && open == "refused") return Error{errc::bad_input, "key is the one that everybody knows. Give the sensor one of its own (openssl rand -hex 32); for trying on a bench: everybodys_key = \"allowed\"."};
        const auto device = parse_number(setting(settings, "device"));
        if (!device || *device > UINT32_MAX) return Error{errc::bad_input, "device must be a number up to 4294967295."};
        const auto& proof = setting(settings, "proof");
        if (proof != "asked" && proof != "waived") return Error{errc::bad_input, "proof must be \"asked\" or \"waived\"."};
        const auto battery = parse_number(setting(settings, "battery_low_mv"));
        if (!battery || *battery > UINT16_MAX) return Error{errc::bad_input, "battery_low_mv must be a number up to 65535."};
        const std::string_view signal = setting(settings, "signal_low_dbm");
        const auto weakness = signal.starts_with('-') ? parse_number(signal.substr(1)) : std::nullopt;
        if (!weakness || *weakness > 128) return Error{errc::bad_input, "signal_low_dbm must lie between -128 and -1."};
        const NetSensorOptions options{*key,          static_cast<std::uint32_t>(*device), is_own, proof == "waived", static_cast<std::uint16_t>(*battery),
                                       static_cast<std::int16_t>(-static_cast<std::int16_t>(*weakness))};
        return std::unique_ptr<Driver>{std::make_unique<NetSensor>(options)};
    },
};

}  // namespace bowball::capture
