// How much each driver takes: its own recording again and again, fed as it was received, each pass to a fresh driver.
#include <cstdio>

#include "capture/device.hpp"
#include "capture/driver.hpp"
#include "figures.hpp"
#include "folders.hpp"
#include "io/capture_file.hpp"

namespace bowball::bench {
namespace {

constexpr std::int64_t long_enough_ns = 150'000'000;

/// Counts what a driver reports and drops it.
class Counter final : public capture::DriverOutput {
public:
    void impulse(RawImpulse) override { ++reports; }
    void trace(RawTrace) override { ++reports; }
    void clock_sample(ClockSample) override { ++reports; }
    void clock_restarted(std::string) override {}
    void impulses_missed(std::uint32_t, std::string) override {}
    void result(RawResult) override { ++reports; }
    void alive() override {}
    void skipped(std::size_t, std::string) override {}
    void send(std::string_view) override {}

    std::uint64_t reports = 0;
};

std::span<const std::byte> as_bytes(std::string_view text) { return {reinterpret_cast<const std::byte*>(text.data()), text.size()}; }

/// A piece of a recording, decoded before the watch runs.
struct Piece {
    HostTime at;
    char direction = '<';                ///< as in io/capture_file.hpp; 'd' for a datagram
    std::string name;                    ///< of a file
    std::string bytes;
    std::uint64_t size = 0;              ///< of a file of which `bytes` is the beginning
    Digest digest{};
};

std::vector<Piece> pieces_of(const io::CaptureFile& recording) {
    const auto stream = recording.header.link.starts_with("udp") ? 'd' : '<';
    std::vector<Piece> pieces;
    for (const auto& piece : recording.pieces) {
        const HostTime at{piece.since_start};
        const auto blank = piece.bytes.find(' ');
        if (piece.direction == '<') pieces.push_back({at, stream, {}, piece.bytes});
        if (piece.direction == '=') pieces.push_back({at, '=', io::decode_name(piece.bytes.substr(0, blank)), piece.bytes.substr(blank + 1)});
        const auto named = piece.direction == '#' ? io::decode_head(piece.bytes) : std::nullopt;
        if (!named) continue;
        const auto& [head, size, digest] = named->file;
        pieces.push_back({at, '#', named->name, {reinterpret_cast<const char*>(head.data()), head.size()}, size, digest});
    }
    return pieces;
}

/// One pass; returns its bytes, of a large file those of its beginning.
std::size_t feed(capture::Driver& driver, const std::vector<Piece>& pieces, Counter& counter) {
    std::size_t bytes = 0;
    driver.on_open(HostTime{}, counter);
    for (const auto& piece : pieces) {
        if (piece.direction == '<') driver.on_bytes(as_bytes(piece.bytes), piece.at, counter);
        if (piece.direction == 'd') driver.on_datagram(as_bytes(piece.bytes), piece.at, counter);
        if (piece.direction == '=') driver.on_file(piece.name, as_bytes(piece.bytes), piece.at, counter);
        if (piece.direction == '#') driver.on_head(piece.name, {as_bytes(piece.bytes), piece.size, piece.digest}, piece.at, counter);
        bytes += piece.bytes.size();
    }
    return bytes;
}

void measure(const capture::DriverSpec& spec) {
    const auto recording = io::read_capture(tests_folder() + "/devices/" + std::string{spec.name} + ".cap");
    const auto settings = capture::complete_settings(spec, capture::settings_to_play(spec));
    if (!recording || !settings) return print(std::string{spec.name}, std::string{"has no recording in tests/devices"});
    const auto pieces = pieces_of(*recording);
    Counter counter;
    std::size_t bytes = 0;
    std::int64_t spent = 0;
    while (spent < long_enough_ns) {
        const auto driver = spec.make(*settings);
        if (!driver) return print(std::string{spec.name}, driver.error().text);
        const auto began = io::Clock::stopwatch_ns();
        bytes += feed(**driver, pieces, counter);
        spent += io::Clock::stopwatch_ns() - began;
    }
    const auto seconds = static_cast<double>(spent) / 1e9;
    char text[160];
    std::snprintf(text, sizeof text, "%8.1f MB/s   %10.0f impulses, traces, clock readings and results/s", static_cast<double>(bytes) / 1e6 / seconds, static_cast<double>(counter.reports) / seconds);
    print(std::string{spec.name}, std::string{text});
}

}  // namespace

void bench_driver_throughput() {
    title("Drivers (each its own recording, as it was received, one core)");
    for (const auto* spec : capture::all_drivers()) measure(*spec);
}

}  // namespace bowball::bench
