// TAG Heuer timers: the print stream of the CP 520 class, and THCOM as spoken by CP 540 and 545, HL 975, Minitimer and
// Pocket Pro. Facts: CP 520 manual chapter 10, Pocket Pro protocol document, public logs (protocols 2). No I/O here.
//
// CP 520, 30 characters, no checksum:      THCOM, blank-padded columns, then HT and a checksum:
//   1-2   T, T-, T+, T*, T=, TC              1-2   TN, T-, T+, T*, T=, TC, AN
//   8-11  competitor                         4-7   competitor      9-12  sequence
//   13-14 channel, M before it: by hand      14-15 channel, M before it: by hand
//   16-30 HH:MM:SS.ffffff                    17-30 HH:MM:SS.fffff  32-36 days since 1 January 2000
// Results, laps and differences are the device's own arithmetic and no impulses; Bowball computes its own.
#include <algorithm>
#include <deque>

#include "capture/driver.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "drivers/day_clock.hpp"
#include "drivers/line_reader.hpp"
#include "drivers/printed_time.hpp"
#include "drivers/questions.hpp"

namespace bowball::capture {
namespace {

constexpr std::size_t print_length = 30;
constexpr std::size_t undated_length = 30;
constexpr std::size_t dated_length = 36;
constexpr std::uint64_t last_believable_day = 73'000;  // the year 2199: ticks stay within 64 bits of nanoseconds
/// So many lines in a row without a checksum: another timer hangs on the line, which sends none.
constexpr unsigned believed_without_checksum = 3;
/// A transfer from memory is over when nothing came for so long, should its end have been lost.
constexpr Duration download_pause = 5s;

/// More decimals are printed than the clock of most models resolves: every stamp of the public CP 520 logs ends in whole
/// milliseconds. Where finer digits are not zero the clock has them; what the input adds is not told by the maker, and
/// taken for less than 0.1 ms.
constexpr Duration coarse_uncertainty = 1ms;
constexpr Duration fine_uncertainty = 100us;
constexpr Duration keypad_uncertainty = 200ms;

/// What one line says of an input.
struct TimeLine {
    char kind = 'N';  ///< second letter: N new, - cancelled, C discarded, + by hand, * other number, = duplicate, A from memory
    ChannelName channel;
    bool by_hand = false;
    std::optional<std::uint32_t> number;
    Duration since_midnight{};
    std::optional<std::uint64_t> day;  ///< since 1 January 2000
};

/// Sixteen-bit sum of all bytes.
unsigned sum_of(std::string_view text) {
    auto sum = 0U;
    for (const auto character : text) sum += static_cast<unsigned char>(character);
    return sum & 0xFFFF;
}

/// The same as it is sent: four digits, hexadecimal, capitals.
std::string sum_text(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto sum = sum_of(text);
    return {digits[sum >> 12], digits[sum >> 8 & 15], digits[sum >> 4 & 15], digits[sum & 15]};
}

/// A command to the timer. The sum is that of the text behind the '#' (protocols 2.4).
std::string command(std::string_view text) { return "#" + std::string{text} + "\t" + sum_text(text) + "\r\n"; }

bool is_printable(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

/// A number or only blanks, which are 0.
std::optional<std::uint64_t> number_or_blank(std::string_view field) {
    const auto text = trim(field);
    return text.empty() ? 0 : parse_number(text);
}

/// Competitor, channel and time of both formats; `line` knows its kind. False: something else stands there.
bool read_columns(std::string_view number, std::string_view channel, std::string_view time, TimeLine& line) {
    const auto competitor = number_or_blank(number);
    line.by_hand = channel.front() == 'M';
    const auto input = parse_number(trim(line.by_hand ? channel.substr(1) : channel));
    const auto read = parse_printed_time(trim(time));
    if (!competitor || !input || *input == 0 || !read || read->last_digit == 1s || read->time >= std::chrono::hours{24}) return false;
    if (*competitor > 0) line.number = static_cast<std::uint32_t>(*competitor);
    line.channel = std::to_string(*input);
    line.since_midnight = read->time;
    return true;
}

bool is_kind(char letter) { return std::string_view{"-+*=C"}.find(letter) != std::string_view::npos; }

std::optional<TimeLine> read_print(std::string_view text) {
    if (text.size() != print_length || text[0] != 'T' || text[23] != '.') return std::nullopt;
    if (text[1] != ' ' && !is_kind(text[1])) return std::nullopt;
    if (text[5] != ' ' || text[6] != ' ' || text[11] != ' ' || text[14] != ' ') return std::nullopt;
    TimeLine line;
    if (text[1] != ' ') line.kind = text[1];
    if (!read_columns(text.substr(7, 4), text.substr(12, 2), text.substr(15), line)) return std::nullopt;
    return line;
}

/// A third-party sender writes zeros where the maker's devices leave blanks, so the fields are read as numbers.
std::optional<TimeLine> read_thcom(std::string_view record) {
    const auto text = record.substr(0, record.find_last_not_of(' ') + 1);
    if (text.size() != undated_length && text.size() != dated_length) return std::nullopt;
    const auto is_new = text.starts_with("TN");
    const auto is_memory = text.starts_with("AN");
    if (!is_new && !is_memory && (text[0] != 'T' || !is_kind(text[1]))) return std::nullopt;
    if (text[2] != ' ' || text[7] != ' ' || text[12] != ' ' || text[15] != ' ' || text[24] != '.') return std::nullopt;
    TimeLine line;
    line.kind = is_memory ? 'A' : text[1];
    if (!number_or_blank(text.substr(8, 4)) || !read_columns(text.substr(3, 4), text.substr(13, 2), text.substr(16, 14), line)) return std::nullopt;
    if (text.size() == undated_length) return line;
    const auto day = number_or_blank(text.substr(31, 5));
    if (text[30] != ' ' || !day || *day > last_believable_day) return std::nullopt;
    if (*day > 0) line.day = day;  // zeros are sent by devices that know no date
    return line;
}

/// Results, laps, runs and splits of the CP 520: net times, and what was begun.
bool is_other_print(std::string_view text) {
    return text.size() == print_length && is_printable(text) && std::string_view{"SLR"}.find(text[0]) != std::string_view::npos && text[1] == ' ' && text[5] == ' ';
}

/// Records of THCOM that are no impulses: results, transfers, runs, answers, keys.
bool is_other_thcom(std::string_view text) {
    constexpr std::string_view known[] = {"RR", "GR", "DR", "IR", "DS", "DE", "OP", "OM", "CL", "SN", "ID", "&P", "&S", "&E", "AK", "!T", "!N"};
    const auto id = text.substr(0, 2);
    return std::ranges::find(known, id) != std::end(known) && (text.size() == 2 || text[2] == ' ') && is_printable(text);
}

enum class Format : std::uint8_t { either, print, thcom };

class TagHeuer final : public Driver {
public:
    TagHeuer(Format format, bool may_ask) : format_(format), questions_(may_ask && format != Format::print ? command("ID") : "") {}

    void on_open(HostTime at, DriverOutput& out) override {
        questions_.on_open(at);
        lines_.restart(out);
        is_download_ = false;
        expect_sum_ = false;
        without_sum_ = 0;
        if (format_ != Format::print) out.send(command("ID"));  // a CP 520 hears nothing
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        questions_.heard(at);
        lines_.feed(bytes, at, out, [&](std::string_view line, HostTime began) {
            if (began - began_ > download_pause) is_download_ = false;
            began_ = began;
            take_line(line, out);
        });
    }

    void on_tick(HostTime at, DriverOutput& out) override { questions_.on_tick(at, out); }

private:
    void take_line(std::string_view text, DriverOutput& out) {
        if (format_ != Format::thcom) {
            if (const auto line = read_print(text)) return report(text, *line, out);
            if (is_other_print(text)) return out.alive();
        }
        if (format_ != Format::print) return take_record(text, out);
        out.skipped(text.size(), "no line of a CP 520: \"" + printable(text, 60) + "\"");
    }

    void take_record(std::string_view text, DriverOutput& out) {
        const auto tab = text.find('\t');
        const auto record = text.substr(0, tab);
        const auto line = read_thcom(record);
        const auto is_other = is_other_thcom(record) || record == "TS" || record.starts_with("TS ");
        if (!line && !is_other) return out.skipped(text.size(), "no line of a TAG Heuer timer: \"" + printable(text, 60) + "\"");
        if (const auto doubt = doubt_of(record, tab == std::string_view::npos ? std::nullopt : std::optional{text.substr(tab + 1)}); !doubt.empty())
            return distrusted(text, line, doubt, out);
        if (line) return report(record, *line, out);
        out.alive();
        if (record.starts_with("ID")) questions_.answered(out);
        if (record.starts_with("TS")) synchronised(out);
        if (record.starts_with("DS")) is_download_ = true;
        if (record.starts_with("DE")) is_download_ = false;
    }

    /// What is wrong with the checksum; empty: nothing. Once one was right, every record has one, until three lack it.
    std::string doubt_of(std::string_view record, std::optional<std::string_view> sum) {
        if (sum) {
            if (trim(*sum) != sum_text(record)) return "checksum wrong";
            expect_sum_ = true;
            without_sum_ = 0;
            return {};
        }
        if (!expect_sum_) return {};
        if (++without_sum_ < believed_without_checksum) return "without the checksum that the others have";
        expect_sum_ = false;
        without_sum_ = 0;
        return {};
    }

    void synchronised(DriverOutput& out) {
        out.clock_restarted("the timer's clock was synchronised at the timer");
        clock_.forget();
        stamps_.clear();
    }

    /// Something happened at the line, though what was sent may be damaged: a person may want to know. It says nothing of
    /// the timer's clock.
    void distrusted(std::string_view text, const std::optional<TimeLine>& line, const std::string& why, DriverOutput& out) {
        out.skipped(text.size(), why + ": \"" + printable(text, 60) + "\"");
        if (!line) return;
        auto impulse = impulse_of(text, *line);
        impulse.ticks = clock_.near_newest(line->since_midnight);
        impulse.trust = Trust::suspect;
        impulse.remark = why + ": " + impulse.remark;
        out.impulse(std::move(impulse));
    }

    void report(std::string_view text, const TimeLine& line, DriverOutput& out) {
        auto impulse = impulse_of(text, line);
        if (is_download_ && impulse.change == Change::seen) impulse.change = Change::repeated;
        const auto is_live = !is_known(line) && line.kind == 'N' && !impulse.by_hand && impulse.change == Change::seen;
        const auto dated = line.day ? std::optional{DeviceTime{std::chrono::hours{24} * static_cast<std::int64_t>(*line.day) + line.since_midnight}} : std::nullopt;
        if (is_live) {
            impulse.ticks = dated ? clock_.dated(*dated, out) : clock_.unwrap(line.since_midnight, out);
            out.clock_sample({*impulse.ticks, began_, std::nullopt});
        } else {
            impulse.ticks = dated ? *dated : clock_.in_the_past(line.since_midnight);
        }
        out.impulse(std::move(impulse));
    }

    /// True if this time of this input was sent before; remembers it if not. A CP 520 sends its memory in the lines of the
    /// race, which must not be taken for a clock that was set back.
    bool is_known(const TimeLine& line) {
        const auto stamp = std::pair{line.channel, line.since_midnight};
        if (std::ranges::find(stamps_, stamp) != stamps_.end()) return true;
        stamps_.push_back(stamp);
        if (stamps_.size() > limits::remembered_stamps) stamps_.pop_front();
        return false;
    }

    /// All that a line says, but for its ticks.
    static RawImpulse impulse_of(std::string_view text, const TimeLine& line) {
        RawImpulse impulse;
        impulse.channel = line.channel;
        impulse.by_hand = line.by_hand || line.kind == '+';
        const auto clock = line.since_midnight % 1ms == 0ns ? coarse_uncertainty : fine_uncertainty;
        impulse.own_uncertainty = impulse.by_hand ? keypad_uncertainty : clock;
        impulse.number = line.number;
        impulse.remark = printable(trim(text), 60);
        if (line.kind == '-' || line.kind == 'C') impulse.change = Change::withdrawn;
        if (line.kind == 'A') impulse.change = Change::repeated;
        return impulse;
    }

    Format format_;
    Questions questions_;
    LineReader lines_;
    DayClock clock_;
    std::deque<std::pair<ChannelName, Duration>> stamps_;  ///< oldest first
    HostTime began_;              ///< of the line in hand
    bool is_download_ = false;    ///< between DS and DE: what comes was measured earlier
    bool expect_sum_ = false;
    unsigned without_sum_ = 0;    ///< in a row, while sums are expected
};

constexpr SettingSpec tag_heuer_settings[] = {
    {"format", "auto", "\"cp520\": the print stream of CP 505, 510 and 520. \"thcom\": CP 540 and 545, HL, Minitimer, Pocket Pro. \"auto\" recognises each line."},
    {"ask", "auto", "\"auto\": a timer that answers #ID is asked again after 10 s without a line, so that one that was unplugged at its own end is noticed. \"never\"."},
};

}  // namespace

extern const DriverSpec tag_heuer_driver;
const DriverSpec tag_heuer_driver{
    .name = "tag_heuer",
    .title = "TAG Heuer CP 520, CP 540, CP 545, HL, Minitimer, Pocket Pro",
    .maturity = Maturity::documented,
    .default_link = "serial:///dev/ttyUSB0?baud=9600",
    .expected_rhythm = 0ns,
    .settings = tag_heuer_settings,
    .minimums = "After an impulse an input is deaf for its lock time (menu Parameters).",
    .clock_ppb = 2'000,
    .make = [](const Settings& settings) -> Result<std::unique_ptr<Driver>> {
        const auto& format = setting(settings, "format");
        const auto& ask = setting(settings, "ask");
        if (ask != "auto" && ask != "never") return Error{errc::bad_input, "ask must be \"auto\" or \"never\"."};
        const auto made = [&](Format one) { return std::unique_ptr<Driver>{std::make_unique<TagHeuer>(one, ask == "auto")}; };
        if (format == "auto") return made(Format::either);
        if (format == "cp520") return made(Format::print);
        if (format == "thcom") return made(Format::thcom);
        return Error{errc::bad_input, "format must be \"auto\", \"cp520\" or \"thcom\"."};
    },
};

}  // namespace bowball::capture
