// Microgate REI2 and REI Pro: the extended online frame, 52 bytes with its CR LF. Facts: a public session log of 2016 and
// implementations (protocols 3). No I/O here.
//
//   0     0x10 online, 0x12 answer from memory         23-25 physical channel      29    information
//   1     'R'                                          26-28 logical channel       30-39 hhmmssmmmm, 0.1 ms
//   6-11  event counter   12-16 competitor               000 start, 255 stop,      40-47 DDMMYYYY, or for net times
//   17-19 group   20-22 run                              001-240 lap                     a signed number of days
//
// One stop gives three frames: the time of day (information 0) and two net times, which are the device's own arithmetic.
// Times are given to competitors by hand when there is leisure, so a frame may be about an instant minutes ago: that its
// time lies before the newest one does not mean that the clock was set. Frames have no checksum.
#include <algorithm>
#include <deque>
#include <utility>

#include "capture/driver.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "drivers/line_reader.hpp"
#include "drivers/microgate_channel.hpp"
#include "drivers/newest_stamp.hpp"

namespace bowball::capture {
namespace {

constexpr std::size_t frame_length = 50;
constexpr char online_mark = '\x10';
constexpr char memory_mark = '\x12';
constexpr std::uint32_t counter_turn = 1'000'000;
/// A counter that jumps by more is damaged, or of another session: nothing is said to be lost.
constexpr std::uint32_t longest_gap = 1000;

/// The last digit is 0.1 ms, cut or rounded is not told; nor what the input adds, taken for as much again.
constexpr Duration wire_uncertainty = 200us;

struct Frame {
    std::uint32_t counter = 0;
    std::optional<std::uint32_t> competitor;
    std::string_view physical;
    ChannelName channel;
    char information = '0';
    std::optional<DeviceTime> ticks;  ///< of a time of day with a date that exists
};

bool are_digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// DDMMYYYY as the start of that day since 1970. The range keeps nanoseconds within 64 bits.
std::optional<Duration> parse_date(std::string_view text) {
    if (!are_digits(text)) return std::nullopt;
    const auto part = [&](std::size_t at, std::size_t length) { return static_cast<unsigned>(*parse_number(text.substr(at, length))); };
    const auto date = std::chrono::year{static_cast<int>(part(4, 4))} / std::chrono::month{part(2, 2)} / std::chrono::day{part(0, 2)};
    if (!date.ok() || part(4, 4) < 1990 || part(4, 4) > 2199) return std::nullopt;
    return std::chrono::sys_days{date}.time_since_epoch();
}

/// hhmmssmmmm
std::optional<Duration> parse_time(std::string_view text) {
    if (!are_digits(text)) return std::nullopt;
    const auto part = [&](std::size_t at, std::size_t length) { return static_cast<std::int64_t>(*parse_number(text.substr(at, length))); };
    if (part(0, 2) > 23 || part(2, 2) > 59 || part(4, 2) > 59) return std::nullopt;
    return std::chrono::hours{part(0, 2)} + std::chrono::minutes{part(2, 2)} + std::chrono::seconds{part(4, 2)} + part(6, 4) * 100us;
}

/// `text` begins with its mark. Absent: not such a frame.
std::optional<Frame> read_frame(std::string_view text) {
    if (text.size() != frame_length || text.substr(1, 3) != "R  " || text.substr(48) != "  ") return std::nullopt;
    const auto information = text[29];
    const auto is_net = information == '1' || information == '2';
    const auto is_letter = (information >= 'a' && information <= 'z') || (information >= 'A' && information <= 'Z');
    if (!are_digits(text.substr(6, 23)) || (information != '0' && !is_net && !is_letter)) return std::nullopt;
    const auto time = parse_time(text.substr(30, 10));
    const auto days = text.substr(40, 8);
    const auto date = parse_date(days);
    if (is_net ? (days[0] != '+' && days[0] != '-') || !are_digits(days.substr(1)) : information == '0' && (!time || !date)) return std::nullopt;
    auto channel = microgate_channel(text.substr(26, 3));
    if (!channel) return std::nullopt;
    Frame frame;
    frame.counter = static_cast<std::uint32_t>(*parse_number(text.substr(6, 6)));
    if (const auto competitor = *parse_number(text.substr(12, 5)); competitor > 0) frame.competitor = static_cast<std::uint32_t>(competitor);
    frame.physical = text.substr(23, 3);
    frame.channel = std::move(*channel);
    frame.information = information;
    if (time && date) frame.ticks = DeviceTime{*date + *time};
    return frame;
}

class Microgate final : public Driver {
public:
    void on_open(HostTime, DriverOutput& out) override { lines_.restart(out); }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        lines_.feed(bytes, at, out, [&](std::string_view line, HostTime began) {
            began_ = began;
            take_line(line, out);
        });
    }

private:
    void take_line(std::string_view line, DriverOutput& out) {
        // Half a frame may stand before a whole one, where the CR LF between them was lost.
        const auto text = line.size() > frame_length ? line.substr(line.size() - frame_length) : line;
        const auto frame = read_frame(text);
        if (frame && (text[0] == online_mark || text[0] == memory_mark)) {
            if (line.size() > text.size()) complain(line.substr(0, line.size() - text.size()), "before a frame", out);
            return text[0] == online_mark ? take_online(text, *frame, out) : take_memory(text, *frame, out);
        }
        switch (line.front()) {
            case '\x18': return out.alive();
            case '\x14': return complain(line, "a reduced frame, which has no date: set the device to extended frames", out);
            case '\x17': return complain(line, "the device reports an error", out);
            default: return complain(line, "no frame of a Microgate timer", out);
        }
    }

    static void complain(std::string_view bytes, const std::string& why, DriverOutput& out) {
        out.skipped(bytes.size(), why + ": \"" + printable(bytes, 60) + "\"");
    }

    void take_online(std::string_view text, const Frame& frame, DriverOutput& out) {
        if (std::ranges::find(frames_, text) != frames_.end()) return out.alive();  // sent twice
        frames_.emplace_back(text);
        if (frames_.size() > limits::remembered_frames) frames_.pop_front();
        count(frame, out);
        const auto is_time = frame.information == '0';
        const auto is_taken_back = frame.information >= 'a' && frame.information <= 'z' && frame.ticks;
        if (!is_time && !is_taken_back) return out.alive();
        auto impulse = impulse_of(text, frame);
        if (is_taken_back) impulse.change = Change::withdrawn;
        else if (!impulse.by_hand && newest_.is_news(*frame.ticks)) out.clock_sample({*frame.ticks, began_, std::nullopt});
        out.impulse(std::move(impulse));
    }

    void take_memory(std::string_view text, const Frame& frame, DriverOutput& out) {
        if (frame.information != '0') return out.alive();
        auto impulse = impulse_of(text, frame);
        impulse.change = Change::repeated;
        out.impulse(std::move(impulse));
    }

    /// Each frame has the next number, so what is lost is known. A lower number is a new session of the device. Behind
    /// 999999 comes 1, or 0 in some sessions.
    void count(const Frame& frame, DriverOutput& out) {
        const auto last = std::exchange(counter_, frame.counter);
        if (!last) return;
        const auto turned = *last > counter_turn - longest_gap && frame.counter < longest_gap;
        if (frame.counter < *last && !turned) return began_anew(frame, out);
        const auto step = turned ? frame.counter + counter_turn - *last - (frame.counter > 0 ? 1 : 0) : frame.counter - *last;
        if (step <= 1) return;
        const auto way = "the device's counter went from \"" + std::to_string(*last) + "\" to \"" + std::to_string(frame.counter) + "\"";
        if (step > longest_gap) return out.skipped(0, way + ": too far for lost frames");
        out.impulses_missed(step - 1, way + "; lost frames are impulses or net times");
    }

    /// The clock may have been set between two sessions; only one that went back is sure to be another.
    void began_anew(const Frame& frame, DriverOutput& out) {
        if (!frame.ticks || !newest_.is_before(*frame.ticks)) return;
        newest_.forget();
        out.clock_restarted("the device began a new session, and its clock went back");
    }

    static RawImpulse impulse_of(std::string_view text, const Frame& frame) {
        RawImpulse impulse;
        impulse.channel = frame.channel;
        impulse.ticks = frame.ticks;
        impulse.by_hand = frame.physical == microgate_by_hand;
        impulse.own_uncertainty = impulse.by_hand ? microgate_keypad_uncertainty : wire_uncertainty;
        impulse.number = frame.competitor;
        impulse.remark = printable(trim(text.substr(1)), 60);
        return impulse;
    }

    LineReader lines_;
    HostTime began_;                       ///< of the frame in hand
    NewestStamp newest_;
    std::optional<std::uint32_t> counter_;
    std::deque<std::string> frames_;       ///< the latest, oldest first
};

}  // namespace

extern const DriverSpec microgate_driver;
const DriverSpec microgate_driver{
    .name = "microgate",
    .title = "Microgate REI2, REI Pro (extended frames)",
    .maturity = Maturity::documented,
    .default_link = "serial:///dev/ttyUSB0?baud=9600",
    .expected_rhythm = 0ns,
    .settings = {},
    .clock_ppb = 2'000,
    .make = [](const Settings&) -> Result<std::unique_ptr<Driver>> { return std::unique_ptr<Driver>{std::make_unique<Microgate>()}; },
};

}  // namespace bowball::capture
