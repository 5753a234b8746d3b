#include "app_test_inputs.hpp"

#include <iostream>

#include "app_serve.hpp"
#include "capture/capture.hpp"
#include "core/overloaded.hpp"
#include "formats/config.hpp"
#include "race/stamper.hpp"
#include "rules/rounding.hpp"

namespace bowball {
namespace {

/// What an official reads while somebody at the lake presses buttons.
class InputPrinter {
public:
    InputPrinter(const formats::Config& config, const io::Clock& clock)
        : stamper_(config.channels, Anchor{clock.now(), RaceTime{clock.wall().time_since_epoch()}}, ClockId{1}) {}

    void take(const Observation& seen) {
        std::visit(overloaded{
                       [&](const RawImpulse& raw) { show(seen, raw, ""); },
                       [&](const RawTrace& raw) { show(seen, first_of(raw), "trace of " + std::to_string(raw.waveform.samples.size()) + " samples"); },
                       [&](const ClockSample& sample) { stamper_.add(seen.device, sample, seen.arrival); },
                       [&](const ClockRestarted&) { stamper_.restarted(seen.device); },
                       [&](const ImpulsesMissed& missed) { say(seen.device, std::to_string(missed.count) + " impulses were LOST: " + missed.why); },
                       [&](const RawResult& result) { say(seen.device, "result file " + result.document); },
                       [&](const DeviceStatus& status) { follow(seen.device, status); },
                       [](const CommitMark&) {},
                   },
                   seen.report);
    }

private:
    static void say(const DeviceName& device, const std::string& text) { std::cout << device << ": " << text << std::endl; }

    void show(const Observation& seen, const RawImpulse& raw, const std::string& more) {
        const auto impulse = stamper_.stamp(seen, raw);
        auto text = rules::format_time(impulse.stamp.at.time_since_epoch() % 24h, 100us) + " UTC +-" + rules::format_time(impulse.stamp.uncertainty, 1us) + " s  " + raw.channel + "  ";
        text += impulse.point.kind == PointKind::unbound ? "NO TIMING POINT" : to_string(impulse.point);
        if (impulse.lane) text += " lane " + std::to_string(impulse.lane->value());
        if (impulse.edge == Edge::falling) text += "  end of a pulse";
        if (raw.change != Change::seen) text += raw.change == Change::withdrawn ? "  withdrawn" : "  out of the device's memory";
        if (impulse.trust == Trust::suspect) text += "  DOUBTFUL: " + impulse.remark;
        say(seen.device, text + (more.empty() ? "" : "  " + more));
    }

    void follow(const DeviceName& device, const DeviceStatus& status) {
        auto& before = said_[device];
        const auto text = std::string{to_string(status.state)} + (status.text.empty() ? "" : ": " + status.text);
        if (before != text) say(device, text);
        before = text;
    }

    race::Stamper stamper_;
    std::map<DeviceName, std::string> said_;
};

}  // namespace

int test_inputs(const std::string& config_file, unsigned quit_after) {
    const auto config = formats::load_config(config_file);
    if (!config) return std::cerr << "bowball: " << config.error().text << "\n", 2;
    if (config->devices.empty()) return std::cerr << "bowball: " << config_file << " names no devices.\n", 2;
    capture::CaptureOptions options;
    for (const auto& one : config->devices) options.devices.push_back({one.name, one.driver, one.link, one.settings, false});
    const io::Clock clock;
    InputPrinter printer{*config, clock};
    auto capture = capture::Capture::make(std::move(options), clock, [&](const Observation& seen) { printer.take(seen); }, make_log("error"));
    if (!capture) return std::cerr << "bowball: " << capture.error().text << "\n", 1;
    std::cout << "Press the start button now, break a beam, push a pad. Nothing is kept. Ctrl-C ends it.\n" << std::endl;
    (*capture)->start();
    EndSignal{}.wait(quit_after);
    (*capture)->stop();
    return 0;
}

}  // namespace bowball
