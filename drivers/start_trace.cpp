// Force or acceleration waveforms around a start, from boxes of anybody's making: lines of text over TCP, UDP or a serial line,
// and CSV files. docs/devices/start_trace.md is the protocol, to the byte.
//
//   $TRACE,<channel>,<ticks_us>,<interval_ns>,<unit>,<scale_micro>,<uncertainty_us>,<samples>,<first>,<base64>*<crc32>
//   $EDGE,<channel>,<ticks_us>,<uncertainty_us>*<crc32>
//   $CLOCK,<ticks_us>*<crc32>
//
// A trace comes in parts of one line each, and every part says everything of the whole. So parts may come in any order and more
// than once, and what a network lost is filled from a repetition.
#include <algorithm>
#include <charconv>
#include <deque>
#include <map>
#include <tuple>

#include "capture/driver.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "drivers/crc32.hpp"
#include "drivers/line_reader.hpp"
#include "drivers/trace_csv.hpp"

namespace bowball::capture {
namespace {

using namespace trace_text;

/// A part that is still missing so long after the first one will not come.
constexpr Duration patience = 10s;
/// Datagrams overtake each other by less.
constexpr Duration reordered = 1s;

/// The text between '$' and '*' of a line whose checksum is right; absent otherwise.
std::optional<std::string_view> unsealed(std::string_view line) {
    if (line.size() < 10 || line.front() != '$' || line[line.size() - 9] != '*') return std::nullopt;
    const auto text = line.substr(1, line.size() - 10);
    std::uint32_t sum = 0;
    const auto digits = line.substr(line.size() - 8);
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), sum, 16);
    if (problem != std::errc{} || end != digits.data() + digits.size() || sum != crc32(text)) return std::nullopt;
    return text;
}

/// Little-endian samples out of base64 (RFC 4648, padded). Absent if it is none.
std::optional<std::vector<std::int16_t>> samples_of(std::string_view text) {
    if (text.empty() || text.size() % 4 != 0) return std::nullopt;
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto padding = text.ends_with("==") ? 2U : text.ends_with("=") ? 1U : 0U;
    std::vector<std::uint8_t> bytes;
    auto bits = 0U;
    for (std::size_t i = 0; i < text.size() - padding; ++i) {
        const auto digit = alphabet.find(text[i]);
        if (digit == std::string_view::npos) return std::nullopt;
        bits = (bits << 6) | static_cast<unsigned>(digit);
        if (i % 4 != 0) bytes.push_back(static_cast<std::uint8_t>(bits >> (6 - 2 * (i % 4))));
    }
    if (bytes.size() % 2 != 0) return std::nullopt;
    std::vector<std::int16_t> samples;
    for (std::size_t i = 0; i < bytes.size(); i += 2) samples.push_back(static_cast<std::int16_t>(bytes[i] | bytes[i + 1] << 8));
    return samples;
}

/// What tells one trace from another. A box that restarts begins another trace: its ticks are others.
using Key = std::tuple<std::string, std::int64_t>;

struct Part {
    RawTrace trace;   ///< its waveform holds the samples of this part
    Key key;
    std::size_t samples = 0;
    std::size_t first = 0;
};

std::optional<Part> part_of(const std::vector<std::string_view>& fields) {
    if (fields.size() != 10 || !is_name(fields[1]) || !is_name(fields[4])) return std::nullopt;
    const auto ticks = integer(fields[2], 0, most_ticks_us);
    const auto interval = integer(fields[3], 1, longest_interval.count());
    const auto scale = integer(fields[5], -largest_scale, largest_scale);
    const auto uncertainty = integer(fields[6], 0, longest_uncertainty / 1us);
    const auto samples = integer(fields[7], 1, limits::trace_samples);
    const auto first = integer(fields[8], 0, limits::trace_samples);
    auto values = samples_of(fields[9]);
    if (!ticks || !interval || !scale || *scale == 0 || !uncertainty || !samples || !first || !values) return std::nullopt;
    if (static_cast<std::size_t>(*first) + values->size() > static_cast<std::size_t>(*samples)) return std::nullopt;
    Part part;
    part.trace.channel = std::string{fields[1]};
    part.trace.ticks = DeviceTime{*ticks * 1us};
    part.trace.own_uncertainty = *uncertainty * 1us;
    part.trace.waveform = {Duration{*interval}, std::string{fields[4]}, *scale, std::move(*values)};
    part.key = {part.trace.channel, *ticks};
    part.samples = static_cast<std::size_t>(*samples);
    part.first = static_cast<std::size_t>(*first);
    return part;
}

/// A trace of which some parts are here.
struct Unfinished {
    RawTrace trace;
    std::vector<bool> here;
    std::size_t missing = 0;
    HostTime began;

    [[nodiscard]] bool is_of_one_piece_with(const Part& part) const {
        const auto& a = trace.waveform;
        const auto& b = part.trace.waveform;
        return here.size() == part.samples && a.sample_interval == b.sample_interval && a.unit == b.unit && a.scale_micro == b.scale_micro;
    }
    void add(const Part& part) {
        for (std::size_t i = 0; i < part.trace.waveform.samples.size(); ++i) {
            trace.waveform.samples[part.first + i] = part.trace.waveform.samples[i];
            if (!here[part.first + i]) --missing;
            here[part.first + i] = true;
        }
    }
};

struct CsvOptions {
    std::string unit;
    std::int64_t scale_micro = 0;
    Duration within{};        ///< the file is written so long after its last sample at most
};

class StartTrace final : public Driver {
public:
    explicit StartTrace(CsvOptions csv) : csv_(std::move(csv)) {}

    void on_open(HostTime, DriverOutput& out) override {
        lines_.restart(out);
        for (const auto& [key, one] : unfinished_) give_up(one, out);
        unfinished_.clear();
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        lines_.feed(bytes, at, out, [&](std::string_view line, HostTime began) { take(line, began, out); });
    }

    void on_tick(HostTime at, DriverOutput& out) override {
        std::erase_if(unfinished_, [&](const auto& one) {
            if (at - one.second.began < patience) return false;
            give_up(one.second, out);
            return true;
        });
    }

    /// A file counts time for itself: it is a clock of its own.
    void on_file(std::string_view name, Bytes content, HostTime at, DriverOutput& out) override {
        CsvFile file;
        if (!file.read({reinterpret_cast<const char*>(content.data()), content.size()}))
            return out.skipped(content.size(), printable(name, 60) + ": " + file.problem);
        out.clock_restarted(printable(name, 60) + " counts for itself");
        // It came to rest at some time between its last sample and now.
        out.clock_sample({DeviceTime{file.times_us.back() * 1us}, at - csv_.within / 2, csv_.within / 2});
        for (std::size_t i = 0; i < file.names.size(); ++i) {
            RawTrace trace;
            trace.channel = file.names[i];
            trace.ticks = DeviceTime{file.times_us.front() * 1us};
            trace.own_uncertainty = file.rounding();
            trace.waveform = {file.interval(), csv_.unit, csv_.scale_micro, std::move(file.columns[i])};
            out.trace(std::move(trace));
        }
    }

private:
    void take(std::string_view line, HostTime began, DriverOutput& out) {
        const auto text = unsealed(line);
        if (!text) return out.skipped(line.size(), "the checksum is wrong or missing: \"" + printable(line, 60) + "\"");
        const auto fields = split(*text, ',');
        const auto understood = fields[0] == "TRACE" ? take_part(fields, began, out) : fields[0] == "EDGE" ? take_edge(fields, out) : fields[0] == "CLOCK" && take_clock(fields, began, out);
        if (!understood) out.skipped(line.size(), "not understood: \"" + printable(line, 60) + "\"");
    }

    bool take_clock(const std::vector<std::string_view>& fields, HostTime began, DriverOutput& out) {
        if (fields.size() != 2) return false;
        const auto ticks = integer(fields[1], 0, most_ticks_us);
        if (!ticks) return false;
        const auto now = DeviceTime{*ticks * 1us};
        if (newest_ && now + reordered < *newest_) {
            out.clock_restarted("the box counts from before: it was started anew");
            newest_.reset();
        }
        newest_ = newest_ ? std::max(*newest_, now) : now;
        out.clock_sample({now, began, std::nullopt});
        out.alive();
        return true;
    }

    static bool take_edge(const std::vector<std::string_view>& fields, DriverOutput& out) {
        if (fields.size() != 4 || !is_name(fields[1])) return false;
        const auto ticks = integer(fields[2], 0, most_ticks_us);
        const auto uncertainty = integer(fields[3], 0, longest_uncertainty / 1us);
        if (!ticks || !uncertainty) return false;
        RawImpulse impulse;
        impulse.channel = std::string{fields[1]};
        impulse.ticks = DeviceTime{*ticks * 1us};
        impulse.own_uncertainty = *uncertainty * 1us;
        out.impulse(std::move(impulse));
        return true;
    }

    bool take_part(const std::vector<std::string_view>& fields, HostTime began, DriverOutput& out) {
        const auto part = part_of(fields);
        if (!part) return false;
        out.alive();
        if (std::ranges::find(finished_, part->key) != finished_.end()) return true;   // repeated, and here already
        auto found = unfinished_.find(part->key);
        if (found != unfinished_.end() && !found->second.is_of_one_piece_with(*part)) return false;
        if (found == unfinished_.end()) found = begin(*part, began, out);
        found->second.add(*part);
        if (found->second.missing > 0) return true;
        finished_.push_back(part->key);
        if (finished_.size() > limits::remembered_frames) finished_.pop_front();
        out.trace(std::move(found->second.trace));
        unfinished_.erase(found);
        return true;
    }

    std::map<Key, Unfinished>::iterator begin(const Part& part, HostTime began, DriverOutput& out) {
        if (unfinished_.size() >= limits::unfinished_traces) {
            const auto oldest = std::ranges::min_element(unfinished_, {}, [](const auto& one) { return one.second.began; });
            give_up(oldest->second, out);
            unfinished_.erase(oldest);
        }
        Unfinished fresh{part.trace, std::vector<bool>(part.samples), part.samples, began};
        fresh.trace.waveform.samples.assign(part.samples, 0);
        return unfinished_.emplace(part.key, std::move(fresh)).first;
    }

    /// Its lines were understood; what is missing never came.
    static void give_up(const Unfinished& unfinished, DriverOutput& out) {
        out.skipped(0, "a trace of " + unfinished.trace.channel + " is lost: " + std::to_string(unfinished.missing) + " of its " + std::to_string(unfinished.here.size()) + " samples did not come");
    }

    CsvOptions csv_;
    LineReader lines_;
    std::map<Key, Unfinished> unfinished_;
    std::deque<Key> finished_;               ///< newest last
    std::optional<DeviceTime> newest_;       ///< of the box's clock
};

constexpr SettingSpec settings[] = {
    {"csv_unit", "N", "unit of the columns of a CSV file"},
    {"csv_scale_micro", "1000000", "millionths of the unit per count in a CSV file; negative for a sensor that hangs the wrong way round"},
    {"csv_within_ms", "10000", "a CSV file is finished at most so long after its last sample: how surely its time is known"},
};

Result<std::unique_ptr<Driver>> make(const Settings& given) {
    const auto scale = integer(setting(given, "csv_scale_micro"), -largest_scale, largest_scale);
    const auto within = integer(setting(given, "csv_within_ms"), 1, 3'600'000);
    if (!is_name(setting(given, "csv_unit"))) return Error{errc::bad_input, "csv_unit: a short text, such as N."};
    if (!scale || *scale == 0) return Error{errc::bad_input, "csv_scale_micro: a whole number, not zero."};
    if (!within) return Error{errc::bad_input, "csv_within_ms: from 1 to 3600000."};
    return std::unique_ptr<Driver>{std::make_unique<StartTrace>(CsvOptions{setting(given, "csv_unit"), *scale, *within * 1ms})};
}

}  // namespace

extern const DriverSpec start_trace_driver;
const DriverSpec start_trace_driver{
    .name = "start_trace",
    .title = "Force and acceleration around a start, from boxes of our own protocol and CSV files",
    .maturity = Maturity::documented,
    .default_link = "tcp-listen://0.0.0.0:7110",
    .settings = settings,
    .make = make,
};

}  // namespace bowball::capture
