// Collects what a driver reports, for tests; and feeds it recordings in any cut.
#pragma once
#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "capture/driver.hpp"
#include "folders.hpp"

namespace bowball::capture {

class Collector final : public DriverOutput {
public:
    void impulse(RawImpulse impulse) override { impulses.push_back(std::move(impulse)); }
    void trace(RawTrace trace) override { traces.push_back(std::move(trace)); }
    void clock_sample(ClockSample sample) override { samples.push_back(sample); }
    void clock_restarted(std::string why) override { restarts.push_back(std::move(why)); }
    void impulses_missed(std::uint32_t count, std::string why) override {
        missed += count;
        losses.push_back(std::move(why));
    }
    void result(RawResult result) override { results.push_back(std::move(result)); }
    void alive() override { ++alives; }
    void rhythm(Duration longest) override { silence = longest; }
    void condition(Condition condition) override { says = std::move(condition.text), is_ailing = condition.ailing; }
    void skipped(std::size_t bytes, std::string why) override {
        skipped_bytes += bytes;
        complaints.push_back(std::move(why));
    }
    void send(std::string_view bytes) override {
        sent += bytes;
        pieces.emplace_back(bytes);
    }

    std::vector<RawImpulse> impulses;
    std::vector<RawTrace> traces;
    std::vector<ClockSample> samples;
    std::vector<std::string> restarts;
    std::vector<RawResult> results;
    std::vector<std::string> complaints;
    std::size_t skipped_bytes = 0;
    std::uint32_t missed = 0;
    std::vector<std::string> losses;
    std::size_t alives = 0;
    Duration silence{};                ///< that it expects at the most; zero: any
    std::string sent;
    std::string says;                  ///< of its condition
    bool is_ailing = false;
    std::vector<std::string> pieces;   ///< the same, as it was sent
};

inline Bytes as_bytes(std::string_view text) { return {reinterpret_cast<const std::byte*>(text.data()), text.size()}; }

/// A driver with the defaults of its spec, but for what `chosen` says. What tests feed it needs no secret.
inline std::unique_ptr<Driver> make_driver(std::string_view name, const Settings& chosen = {}) {
    for (const auto* spec : all_drivers()) {
        if (spec->name != name) continue;
        Settings settings;
        for (const auto& one : spec->settings) {
            const auto said = std::ranges::find(chosen, one.key, &Settings::value_type::first);
            const auto usual = one.key == "everybodys_key" ? one.when_played : one.default_value;
            settings.emplace_back(one.key, said == chosen.end() ? std::string{usual} : said->second);
        }
        return std::move(*spec->make(settings));
    }
    return nullptr;
}

/// Feeds `text` in one piece; the clock stands still.
inline Collector feed(std::string_view driver, std::string_view text, const Settings& chosen = {}) {
    Collector collector;
    auto decoder = make_driver(driver, chosen);
    decoder->on_open(HostTime{}, collector);
    decoder->on_bytes(as_bytes(text), HostTime{}, collector);
    return collector;
}

/// The same in pieces of random length, one byte at the least.
inline Collector feed_in_pieces(std::string_view driver, std::string_view text, unsigned seed, std::size_t longest) {
    Collector collector;
    auto decoder = make_driver(driver);
    decoder->on_open(HostTime{}, collector);
    std::mt19937 random{seed};
    while (!text.empty()) {
        const auto length = std::min<std::size_t>(1 + random() % longest, text.size());
        decoder->on_bytes(as_bytes(text.substr(0, length)), HostTime{}, collector);
        text.remove_prefix(length);
    }
    return collector;
}

/// A file of the shared recordings; empty if the folder is not there.
inline std::string shared_recording(const std::string& path) {
    const char* elsewhere = std::getenv("BOWBALL_SHARED_DATA");
    const auto folder = elsewhere != nullptr ? std::string{elsewhere} : source_folder() + "/../shared/data";
    std::ifstream file{folder + "/real/" + path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

}  // namespace bowball::capture
