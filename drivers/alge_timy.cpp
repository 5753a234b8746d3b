// ALGE-TIMING Timy 1 to 3 and TdC 8000/8001: ASCII lines over a serial line. Facts: Timy manual, RS-232 chapter; a real
// TdC 8001 session. No I/O here.
//
// A time record has 26 columns, 28 with a checksum:   yNNNNxCCCxHH:MM:SS.zhtqxGGRRRR
//   0 information, 1-4 number, 5 course letter, 6-7 channel, 8 'M' by hand, 10-22 time of day, 24-25 group
// Net times that the device works out itself (RT, TT, SQ, DT) are not impulses; Bowball computes its own.
#include <array>
#include <map>

#include "capture/driver.hpp"
#include "core/text.hpp"
#include "drivers/day_clock.hpp"
#include "drivers/line_reader.hpp"
#include "drivers/printed_time.hpp"
#include "drivers/questions.hpp"

namespace bowball::capture {
namespace {

/// Which version the timer has: of all questions the one that changes nothing in it.
constexpr const char* question = "NSF?\r";

constexpr std::size_t record_length = 26;
constexpr std::size_t checked_length = 28;
constexpr std::size_t blank_column = 23;   ///< between time and group
/// So many lines in a row without a checksum, or with fewer decimals: the timer was set so.
constexpr unsigned believed_in_a_row = 3;
/// A timer takes longer than this to be switched off and on.
constexpr Duration greeting_pause = 5s;

/// Two of C0 to C5 shorted to one contact may be stamped up to 0.3 ms apart (confirmed by the maker, February 2026), and
/// the last digit is 0.1 ms. C6 to C8 are stamped at 1/100 s; a key press is a finger's.
constexpr Duration contact_uncertainty = 300us;
/// Timy manual, 5.1: C0 to C5 are stamped to 1/10,000 s, the rest to 1/100 s, however many digits are printed.
constexpr Duration coarse_uncertainty = 10ms;
constexpr Duration keypad_uncertainty = 200ms;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Sum of the first 26 characters modulo 256 as two characters '0' + nibble: not hexadecimal, 10 to 15 are ':' to '?'.
std::array<char, 2> checksum_of(std::string_view record) {
    auto sum = 0U;
    for (const auto character : record.substr(0, record_length)) sum += static_cast<unsigned char>(character);
    sum &= 0xFF;
    return {static_cast<char>('0' + (sum >> 4)), static_cast<char>('0' + (sum & 15))};
}

/// Some manuals print a decimal comma (protocols 1.2); blanks stand behind fewer than four decimals.
std::optional<PrintedTime> time_of(std::string_view field) { return parse_time_of_day(trim(field), ".,"); }

class AlgeTimy final : public Driver {
public:
    AlgeTimy(std::string commands, bool demand_checksum, bool may_ask)
        : commands_(std::move(commands)), questions_(may_ask && !commands_.empty() ? question : ""), demand_checksum_(demand_checksum), expect_checksum_(demand_checksum) {}

    void on_open(HostTime at, DriverOutput& out) override {
        lines_.restart(out);
        questions_.on_open(at);
        expect_checksum_ = demand_checksum_;
        decimals_.clear();
        for (const auto command : split(commands_, ',')) {
            if (!trim(command).empty()) out.send(std::string{trim(command)} + "\r");
        }
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        questions_.heard(at);
        lines_.feed(bytes, at, out, [&](std::string_view line, HostTime began) {
            began_ = began;
            take_line(line, out);
        });
    }

    void on_tick(HostTime at, DriverOutput& out) override { questions_.on_tick(at, out); }

private:
    void take_line(std::string_view text, DriverOutput& out) {
        const auto looks_like_record = text.size() >= 22 && text.size() <= 34 && text[12] == ':' && text[15] == ':';
        if (looks_like_record) return take_record(text, out);
        if (is_echo(text)) return;
        if (is_banner(text)) greet_again(out);
        if (trim(text).starts_with("NSF")) questions_.answered(out);
        if (is_known_other(text)) return out.alive();
        out.skipped(text.size(), "no line of an ALGE timer: \"" + printable(text, 60) + "\"");
        if (const auto channel = channel_in_ruins(text)) ruined(text, *channel, out);
    }

    /// A converter that sends back what it was sent speaks for no timer.
    [[nodiscard]] bool is_echo(std::string_view text) const {
        const auto clean = trim(text);
        if (clean == trim(std::string_view{question})) return true;
        return !clean.empty() && std::ranges::any_of(split(commands_, ','), [&](const auto& one) { return trim(one) == clean; });
    }

    /// The channel of a line that has lost bytes of its number, its channel's place or its colons, and was a record nevertheless.
    static std::optional<std::string> channel_in_ruins(std::string_view text) {
        if (text.size() < 18 || text.size() > 34 || text.find(':') == std::string_view::npos) return std::nullopt;
        for (std::size_t at = 3; at <= 8; ++at) {
            const auto is_channel = (text[at] == 'C' || text[at] == 'c') && is_digit(text[at + 1]);
            const auto digits = std::ranges::count_if(text.substr(at + 2), is_digit);
            if (is_channel && digits >= 6) return std::string{'C', text[at + 1]};
        }
        return std::nullopt;
    }

    /// Somebody crossed the line, and when exactly was lost with the bytes: it stands where the line arrived.
    static void ruined(std::string_view text, const std::string& channel, DriverOutput& out) {
        RawImpulse impulse;
        impulse.channel = channel;
        impulse.own_uncertainty = coarse_uncertainty;
        impulse.trust = Trust::suspect;
        impulse.remark = "damaged on its way, so this is when it arrived: " + printable(trim(text), 60);
        out.impulse(std::move(impulse));
    }

    /// What a timer says of itself when it was switched on, and at the end of a list.
    static bool is_banner(std::string_view text) {
        const auto clean = trim(text);
        return clean.starts_with("HW_SN") || clean.starts_with("TIMY V") || clean.starts_with("TdC");
    }

    /// A timer that was switched off and on has forgotten what it was told, while the line stayed open. Not so often that
    /// an answer can ask for itself; and what fetches or clears the memory or starts the program anew is said only once.
    void greet_again(DriverOutput& out) {
        expect_checksum_ = demand_checksum_;
        decimals_.clear();
        questions_.on_open(began_);
        if (greeted_ && began_ < *greeted_ + greeting_pause) return;
        greeted_ = began_;
        for (const auto part : split(commands_, ',')) {
            const auto command = trim(part);
            if (!command.empty() && command != "RSM" && command != "CLR" && command != "TIMYINIT") out.send(std::string{command} + "\r");
        }
    }

    /// Short number lines, the running time, list headings, answers to commands.
    static bool is_known_other(std::string_view text) {
        const auto is_number_line = text.size() >= 5 && text.size() <= 6 && (text[0] == 'n' || text[0] == 's') &&
                                    text.substr(1, 4).find_first_not_of("0123456789 ") == std::string_view::npos;
        if (is_number_line || trim(text).empty()) return true;
        if (text.size() >= 8 && text.size() <= 13 && time_of(text)) return true;
        const auto clean = trim(text);
        for (const auto* known : {"ALGE-TIMING", "TIMY", "TdC", "DEU V", "CLASSEMENT", "ALL", "RUN TIME", "TOTAL TIME", "MEMORY TIME", "NSF", "PROG",
                                  "CLR", "HW_SN", "PULSE HOLD", "PRE", "CHK", "EMU", "KL", "RR", "BE", "DTS", "DTF", "PRINTER", "PRIIGN", "SL", "RSM"}) {
            if (clean.starts_with(known)) return true;
        }
        return clean.size() >= 15 && is_digit(clean[0]) && clean.size() <= 17 && clean[2] == '-';  // date and time of a footer
    }

    /// Why a record is not believed; nothing where it is whole.
    std::optional<std::string> doubt_about(std::string_view record) {
        const auto is_impulse = channel_of(record).has_value();
        const auto size = record.size();
        // Blanks stand behind fewer decimals, so a byte that was lost on the way shows in the length: "42.718" is no 42.7180.
        // A rank stands behind net times only.
        if (is_impulse && size != record_length && size != checked_length)
            return std::to_string(size) + " characters, where a record has " + std::to_string(record_length) + ", or " + std::to_string(checked_length) + " with its checksum";
        if (size == checked_length) {
            const auto sum = checksum_of(record);
            if (record[26] != sum[0] || record[27] != sum[1]) return "checksum wrong";
            expect_checksum_ = true;
            without_checksum_ = 0;
            return std::nullopt;
        }
        if (expect_checksum_ && size < checked_length) {
            // Cut short on the way, or the timer was switched off and on and has forgotten CHK1: then the next ones lack it too.
            if (demand_checksum_ || ++without_checksum_ < believed_in_a_row) return "without the checksum that the others have";
            expect_checksum_ = false;
            without_checksum_ = 0;
        }
        // Two bytes were lost of one with a checksum.
        if (is_impulse && record[blank_column] != ' ') return "its columns are not in their places";
        return std::nullopt;
    }

    void take_record(std::string_view record, DriverOutput& out) {
        if (const auto doubt = doubt_about(record)) return distrusted(record, *doubt, out);
        if (record[0] == 'p' || record[0] == 'b')  // no time of a competitor, as far as is known (protocols 1.3)
            return out.skipped(record.size(), std::string{"a line marked '"} + record[0] + "' is not used: \"" + printable(record, 60) + "\"");
        const auto channel = channel_of(record);
        if (!channel) return out.alive();  // RT, TT, SQ, DT, speeds: worked out by the device
        const auto time = time_of(record.substr(10, std::min<std::size_t>(13, record.size() - 10)));
        if (!time) return out.skipped(record.size(), "no time of day in columns 11 to 23: \"" + printable(record, 60) + "\"");
        if (is_cut_in_its_decimals(record, *channel, time->last_digit)) return distrusted(record, "fewer decimals than the channel gave before", out);
        report(record, *channel, *time, out);
    }

    /// Two lines that run into one where bytes were lost may have the length of a record. Without a checksum the decimals tell.
    bool is_cut_in_its_decimals(std::string_view record, const std::string& channel, Duration last_digit) {
        const auto is_checked = record.size() == checked_length;
        const auto is_live = record[0] == ' ' || record[0] == '?';
        if (is_checked || !is_live || record[8] == 'M') return false;
        auto& known = decimals_[channel];
        if (known.last_digit != 0ns && last_digit > known.last_digit && ++known.coarser < believed_in_a_row) return true;
        known = {last_digit, 0};
        return false;
    }

    /// Something happened at the line, though what was sent may be damaged: a person may want to know. It says nothing of
    /// the timer's clock.
    void distrusted(std::string_view record, const std::string& why, DriverOutput& out) {
        out.skipped(record.size(), why + ": \"" + printable(record, 60) + "\"");
        const auto channel = channel_of(record);
        const auto time = time_of(record.substr(10, std::min<std::size_t>(13, record.size() - 10)));
        if (!channel) return;
        if (!time) return ruined(record, *channel, out);
        auto impulse = impulse_of(record, *channel, *time);
        impulse.ticks = impulse.change == Change::seen ? clock_.near_newest(time->time) : clock_.in_the_past(time->time);
        impulse.trust = Trust::suspect;
        impulse.remark = why + ": " + impulse.remark;
        out.impulse(std::move(impulse));
    }

    /// "C0" to "C9", whichever case; none for the device's own net times.
    static std::optional<std::string> channel_of(std::string_view record) {
        const auto letter = record[6];
        if ((letter != 'C' && letter != 'c') || !is_digit(record[7])) return std::nullopt;
        return std::string{'C', record[7]};
    }

    /// All that a record says, but for its ticks.
    static RawImpulse impulse_of(std::string_view record, const std::string& channel, const PrintedTime& time) {
        const auto flag = record[0];
        RawImpulse impulse;
        impulse.channel = channel;
        impulse.by_hand = record[8] == 'M' || flag == 'i';
        impulse.own_uncertainty = impulse.by_hand ? keypad_uncertainty : std::max(channel[1] > '5' ? coarse_uncertainty : contact_uncertainty, time.last_digit);
        impulse.remark = printable(trim(record), 60);
        const auto number = parse_number(trim(record.substr(1, 4)));
        // '?': the timer itself does not take the number for valid. It stays in the remark and names nobody.
        if (number && *number > 0 && flag != '?') impulse.number = static_cast<std::uint32_t>(*number);
        switch (flag) {
            case 'c': case 'C': case 'd': impulse.change = Change::withdrawn; break;
            case 'm': impulse.change = Change::repeated; break;
            default: break;
        }
        return impulse;
    }

    void report(std::string_view record, const std::string& channel, const PrintedTime& time, DriverOutput& out) {
        auto impulse = impulse_of(record, channel, time);
        const auto is_live = impulse.change == Change::seen && !impulse.by_hand;
        impulse.ticks = is_live ? clock_.unwrap(time.time, out) : clock_.in_the_past(time.time);
        if (is_live) out.clock_sample({*impulse.ticks, began_, std::nullopt});
        out.impulse(std::move(impulse));
    }

    std::string commands_;
    Questions questions_;
    LineReader lines_;
    DayClock clock_;
    HostTime began_;                      ///< of the line in hand
    std::optional<HostTime> greeted_;
    bool demand_checksum_;
    bool expect_checksum_;
    unsigned without_checksum_ = 0;       ///< in a row, while they are expected
    struct Decimals {
        Duration last_digit{};   ///< of the channel's newest line that was believed
        unsigned coarser = 0;    ///< lines in a row
    };
    std::map<std::string, Decimals> decimals_;   ///< by channel: ten at most
};

constexpr SettingSpec alge_settings[] = {
    {"commands", "", "Commands to send when the line opens or the timer was switched on, with commas between: \"PRE4,CHK1,EMU0\" asks a Timy for four decimals, checksums and no running time."},
    {"checksum", "auto", "\"always\" distrusts every line without a checksum; \"auto\" does so once one was seen, until three in a row lack it."},
    {"ask", "auto", "\"auto\": a timer that was given commands is asked NSF? after 10 s without a line, so that one that was unplugged at its own end is noticed. \"never\"."},
};

}  // namespace

extern const DriverSpec alge_timy_driver;
const DriverSpec alge_timy_driver{
    .name = "alge_timy",
    .title = "ALGE Timy, Timy2, Timy3, TdC 8000/8001",
    .maturity = Maturity::proven,
    .default_link = "serial:///dev/ttyUSB0?baud=9600",
    .expected_rhythm = 0ns,
    .settings = alge_settings,
    .minimums = "As delivered a channel is deaf after an impulse, C0 for 1.0 s and the others for 0.1 s (DTS, DTF); C6 and above stamp hundredths only. Without CHK1 a line that was damaged on its way is known by its length and its decimals alone.",
    .clock_ppb = 2'000,
    .make = [](const Settings& settings) -> Result<std::unique_ptr<Driver>> {
        const auto& checksum = setting(settings, "checksum");
        if (checksum != "auto" && checksum != "always") return Error{errc::bad_input, "checksum must be \"auto\" or \"always\"."};
        const auto& ask = setting(settings, "ask");
        if (ask != "auto" && ask != "never") return Error{errc::bad_input, "ask must be \"auto\" or \"never\"."};
        return std::unique_ptr<Driver>{std::make_unique<AlgeTimy>(setting(settings, "commands"), checksum == "always", ask == "auto")};
    },
};

}  // namespace bowball::capture
