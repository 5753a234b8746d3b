// Microgate's older timers (RTPro, Racetime, Racetime 2): short online lines of 22 characters, and the block that a transfer
// from memory sends. Facts: one implementation and one sample (protocols 3.4). No I/O here.
//
//   online:    0-2 number   3 information   5-7 logical channel   8-19 HH:MM:SS.mmm
//   transfer:  STX ... ETX around records of 29 characters
//              0-3 sequence   4-7 number   8-10 run   11-13 physical channel   14-16 logical channel
//              17 kind: 0 time of day, 1 to 3 net times, Z synchronisation   20-28 hhmmssmmm
//
// No line has a date. Times are given to competitors by hand, so a line may be about an instant minutes ago.
#include <algorithm>

#include "capture/driver.hpp"
#include "core/text.hpp"
#include "drivers/line_reader.hpp"
#include "drivers/microgate_channel.hpp"
#include "drivers/newest_stamp.hpp"
#include "drivers/printed_time.hpp"

namespace bowball::capture {
namespace {

constexpr std::size_t online_length = 22;
constexpr std::size_t transfer_length = 29;
constexpr char begin_mark = '\x02';
constexpr char end_mark = '\x03';
constexpr auto a_day = std::chrono::hours{24};

/// The last digit.
constexpr Duration wire_uncertainty = 1ms;

struct TimeLine {
    std::optional<std::uint32_t> number;
    ChannelName channel;
    char information = '0';
    bool by_hand = false;
    Duration since_midnight{};
};

/// Number and channel of both kinds of line. Absent: something else stands there.
std::optional<TimeLine> read_fields(std::string_view number, std::string_view channel, char information) {
    const auto competitor = trim(number).empty() ? std::optional<std::uint64_t>{0} : parse_number(trim(number));
    auto name = microgate_channel(channel);
    if (!competitor || !name) return std::nullopt;
    TimeLine line;
    if (*competitor > 0) line.number = static_cast<std::uint32_t>(*competitor);
    line.channel = std::move(*name);
    line.information = information;
    return line;
}

std::optional<TimeLine> read_online(std::string_view text) {
    if (text.size() != online_length || text[10] != ':' || text[13] != ':' || text[16] != '.') return std::nullopt;
    auto line = read_fields(text.substr(0, 3), text.substr(5, 3), text[3]);
    const auto time = parse_printed_time(text.substr(8, 12));
    if (!line || !time || time->time >= a_day) return std::nullopt;
    line->since_midnight = time->time;
    return line;
}

/// hhmmssmmm
std::optional<Duration> parse_time(std::string_view text) {
    if (!std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
    const auto part = [&](std::size_t at, std::size_t length) { return static_cast<std::int64_t>(*parse_number(text.substr(at, length))); };
    if (part(0, 2) > 23 || part(2, 2) > 59 || part(4, 2) > 59) return std::nullopt;
    return std::chrono::hours{part(0, 2)} + std::chrono::minutes{part(2, 2)} + std::chrono::seconds{part(4, 2)} + std::chrono::milliseconds{part(6, 3)};
}

std::optional<TimeLine> read_transfer(std::string_view text) {
    if (text.size() != transfer_length || text[19] != ' ' || !parse_number(text.substr(0, 4))) return std::nullopt;
    auto line = read_fields(text.substr(4, 4), text.substr(14, 3), text[17]);
    const auto time = parse_time(text.substr(20));
    if (!line || !time) return std::nullopt;
    line->by_hand = text.substr(11, 3) == microgate_by_hand;
    line->since_midnight = *time;
    return line;
}

class MicrogateV1 final : public Driver {
public:
    void on_open(HostTime, DriverOutput& out) override {
        lines_.restart(out);
        is_transfer_ = false;
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        lines_.feed(bytes, at, out, [&](std::string_view line, HostTime began) {
            began_ = began;
            take_line(line, out);
        });
    }

private:
    void take_line(std::string_view text, DriverOutput& out) {
        if (text.front() == end_mark) {
            is_transfer_ = false;
            out.alive();
            text.remove_prefix(1);
            if (text.empty()) return;
        }
        if (text.front() == begin_mark) {
            is_transfer_ = true;
            return out.alive();
        }
        if (const auto line = read_online(text)) {
            is_transfer_ = false;
            return take_online(text, *line, out);
        }
        if (const auto line = is_transfer_ ? read_transfer(text) : std::nullopt) return take_transfer(text, *line, out);
        out.skipped(text.size(), "no line of a Microgate timer: \"" + printable(text, 60) + "\"");
    }

    void take_online(std::string_view text, const TimeLine& line, DriverOutput& out) {
        const auto is_taken_back = line.information >= 'a' && line.information <= 'z';
        if (line.information != '0' && !is_taken_back) return out.alive();  // net times, did not start or finish, disqualified
        auto impulse = impulse_of(text, line);
        if (is_taken_back) impulse.change = Change::withdrawn;
        else if (newest_.is_news(*impulse.ticks)) {
            newest_at_ = began_;
            out.clock_sample({*impulse.ticks, began_, std::nullopt});
        }
        out.impulse(std::move(impulse));
    }

    void take_transfer(std::string_view text, const TimeLine& line, DriverOutput& out) {
        if (line.information != '0') return out.alive();
        auto impulse = impulse_of(text, line);
        impulse.change = Change::repeated;
        out.impulse(std::move(impulse));
    }

    RawImpulse impulse_of(std::string_view text, const TimeLine& line) const {
        RawImpulse impulse;
        impulse.channel = line.channel;
        impulse.ticks = on_nearest_day(line.since_midnight);
        impulse.by_hand = line.by_hand;
        impulse.own_uncertainty = line.by_hand ? microgate_keypad_uncertainty : wire_uncertainty;
        impulse.number = line.number;
        impulse.remark = printable(trim(text), 60);
        return impulse;
    }

    /// The day on which the time lies nearest to where the timer's clock must be by now. So neither a night without a line
    /// nor a time that was given to a competitor late is taken for another day. May lie before the origin.
    [[nodiscard]] DeviceTime on_nearest_day(Duration since_midnight) const {
        if (!newest_.newest()) return DeviceTime{since_midnight};
        const auto expected = *newest_.newest() + std::max(began_ - newest_at_, Duration{});
        const auto ticks = DeviceTime{std::chrono::floor<std::chrono::days>(expected.time_since_epoch()) + since_midnight};
        if (ticks > expected + a_day / 2) return ticks - a_day;
        return ticks + a_day / 2 < expected ? ticks + a_day : ticks;
    }

    LineReader lines_;
    HostTime began_;             ///< of the line in hand
    NewestStamp newest_;
    HostTime newest_at_;         ///< when the newest stamp arrived
    bool is_transfer_ = false;   ///< between STX and ETX
};

}  // namespace

extern const DriverSpec microgate_v1_driver;
const DriverSpec microgate_v1_driver{
    .name = "microgate_v1",
    .title = "Microgate RTPro, Racetime, Racetime 2 (short lines)",
    .maturity = Maturity::experimental,
    .default_link = "serial:///dev/ttyUSB0?baud=9600",
    .expected_rhythm = 0ns,
    .settings = {},
    .clock_ppb = 2'000,
    .make = [](const Settings&) -> Result<std::unique_ptr<Driver>> { return std::unique_ptr<Driver>{std::make_unique<MicrogateV1>()}; },
};

}  // namespace bowball::capture
