#include "app_replay_devices.hpp"

#include <algorithm>
#include <iostream>

#include "app_failure.hpp"
#include "capture/device.hpp"
#include "capture/driver.hpp"
#include "io/capture_file.hpp"
#include "rules/rounding.hpp"

namespace bowball {
namespace {

/// Of a device's clock or of this computer's, seconds to the microsecond.
std::string clock_text(const std::optional<DeviceTime>& ticks, const std::optional<HostTime>& host) {
    if (ticks) return rules::format_time(ticks->time_since_epoch(), 1us) + " by the device's clock";
    if (host) return rules::format_time(host->time_since_epoch(), 1us) + " since the recording began";
    return "as it arrived";
}

class Teller final : public capture::DriverOutput {
public:
    void impulse(RawImpulse one) override {
        auto text = "impulse " + one.channel + " " + clock_text(one.ticks, one.host) + " +-" + rules::format_time(one.own_uncertainty, 1us) + " s";
        if (one.edge == Edge::falling) text += ", end of a pulse";
        if (one.change != Change::seen) text += one.change == Change::withdrawn ? ", withdrawn" : ", out of the device's memory";
        if (one.number) text += ", number " + std::to_string(*one.number);
        if (one.trust == Trust::suspect) text += ", DOUBTFUL: " + one.remark;
        say(text);
    }
    void trace(RawTrace one) override { say("trace " + one.channel + " " + clock_text(one.ticks, one.host) + ", " + std::to_string(one.waveform.samples.size()) + " samples"); }
    void clock_sample(ClockSample) override { say("a reading of the device's clock"); }
    void clock_restarted(std::string why) override { say("its clock began anew: " + why); }
    void impulses_missed(std::uint32_t count, std::string why) override { say(std::to_string(count) + " impulses LOST: " + why); }
    void result(RawResult one) override { say("result " + one.key + " " + one.document + ", " + std::to_string(one.rows.size()) + " rows"); }
    void alive() override {}
    void skipped(std::size_t bytes, std::string why) override { say(std::to_string(bytes) + " bytes not understood: " + why); }
    void send(std::string_view bytes) override { say("would send " + std::to_string(bytes.size()) + " bytes"); }

private:
    static void say(const std::string& text) { std::cout << "    -> " << text << "\n"; }
};

std::span<const std::byte> as_bytes(std::string_view text) { return {reinterpret_cast<const std::byte*>(text.data()), text.size()}; }

/// What came, as it came to the driver then.
void play(const io::CapturePiece& piece, capture::Driver& driver, Teller& teller) {
    const HostTime at{piece.since_start};
    const auto blank = piece.bytes.find(' ');
    if (piece.direction == '*' && piece.bytes == "open") driver.on_open(at, teller);   // other notes say why it was closed
    if (piece.direction == '<') driver.on_bytes(as_bytes(piece.bytes), at, teller);
    if (piece.direction == '=') driver.on_file(io::decode_name(piece.bytes.substr(0, blank)), as_bytes(std::string_view{piece.bytes}.substr(blank + 1)), at, teller);
    if (piece.direction == '#') {
        if (const auto head = io::decode_head(piece.bytes)) driver.on_head(head->name, head->file, at, teller);
    }
}

}  // namespace

int replay_devices(const std::string& file, const std::string& driver) {
    const auto recording = io::read_capture(file);
    if (!recording) return fail(recording.error().text);
    const auto& header = recording->header;
    const auto name = driver.empty() ? header.driver : driver;
    std::cout << "device " << header.device << ", driver " << header.driver << ", link " << header.link << "\n";
    const auto all = capture::all_drivers();
    const auto spec = std::ranges::find(all, name, &capture::DriverSpec::name);
    if (spec == all.end()) return fail("There is no driver \"" + name + "\". Name one with --driver.");
    const auto settings = capture::complete_settings(**spec, capture::settings_to_play(**spec));
    if (!settings) return fail(settings.error().text);
    const auto made = (*spec)->make(*settings);
    if (!made) return fail(made.error().text);
    Teller teller;
    for (const auto& piece : recording->pieces) {
        std::cout << io::encode_piece(piece);
        play(piece, **made, teller);
    }
    return 0;
}

}  // namespace bowball
