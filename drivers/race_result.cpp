// Race Result decoders, active and passive, and the Ubidium's port for older programs: text lines over TCP. Facts: protocols
// 6.3; a public implementation in field use. No I/O here.
//
// Lines end with CR LF, fields are parted by ';'. What is pushed begins with "#P;", what was fetched with its number:
//   0 number, 1 transponder, 2 date, 3 time, 4 event, 5 hits, 6 RSSI, 7 -, 8 is active, 9 channel, 10 loop, 11-12 wake-up,
//   13 battery V, 14 temperature, 15 active data (40h: stored in the transponder), 16 box, 17 file, 18 antenna, 19 box id
#include "core/limits.hpp"
#include "drivers/passing_numbers.hpp"
#include "drivers/printed_time.hpp"
#include "drivers/transponders.hpp"

namespace bowball::capture {
namespace {

using Words = std::vector<std::string_view>;

constexpr std::size_t passing_fields = 20;
constexpr std::size_t status_fields = 24;   ///< up to the error bits
/// On battery alone, somebody should bring another below this. Ours: the maker gives no figure.
constexpr std::uint64_t low_charge_percent = 20;
constexpr std::string_view trigger = "99999";
constexpr std::string_view protocol = "SETPROTOCOL;3.2";
constexpr std::string_view no_prewarnings = "SETPUSHPREWARNS;0";
constexpr std::string_view push = "SETPUSHPASSINGS;1;0";

/// The decoder is asked for its time and its condition in turn, each this often.
constexpr Duration question_rhythm = 10s;
/// Passings wait no longer for the answer what time it is.
constexpr Duration answer_patience = 3s;
/// A decoder that has not answered for so long does not tell the time. Until then it is not asked again: a late answer must
/// not be taken for that to the next question.
constexpr Duration longest_answer = 30s;

/// YYYY-MM-DD and HH:MM:SS.mmm of the decoder's own calendar, since 1970.
std::optional<DeviceTime> parse_instant(std::string_view date, std::string_view time) {
    if (date.size() != 10 || date[4] != '-' || date[7] != '-') return std::nullopt;
    const auto year = parse_number(date.substr(0, 4));
    const auto month = parse_number(date.substr(5, 2));
    const auto day = parse_number(date.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    const auto midnight = transponders::midnight(*year, *month, *day);
    const auto since_midnight = parse_time_of_day(time);
    if (!midnight || !since_midnight) return std::nullopt;
    return *midnight + since_midnight->time;
}

/// The span that the last printed digit of a time of day leaves open.
Duration last_digit(std::string_view time) {
    auto unit = Duration{1s};
    for (std::size_t i = 9; i < time.size(); ++i) unit /= 10;
    return unit;
}

std::string describe_errors(std::uint64_t bits) {
    static constexpr std::pair<std::uint64_t, std::string_view> known[] = {
        {1, "the UHF reader"}, {16, "the active loop"}, {32, "the loop's limit"}, {64, "the active extension is lost"}, {256, "GPS time"}, {512, "GPS reception"}, {1024, "the active time sync"}};
    std::string text;
    for (const auto& [bit, name] : known) {
        if ((bits & bit) != 0) text += (text.empty() ? "" : ", ") + std::string{name};
        bits &= ~bit;
    }
    if (bits != 0) text += (text.empty() ? "" : ", ") + ("code " + std::to_string(bits));
    return text;
}

struct RaceResultOptions {
    transponders::Numbers numbers;
    Duration uncertainty;
    Duration trigger_uncertainty;
    Duration delay;
};

class RaceResult final : public Driver {
public:
    explicit RaceResult(RaceResultOptions options) : options_(std::move(options)) {}

    void on_open(HostTime at, DriverOutput& out) override {
        line_.clear();
        fetching_.reset();
        is_mute_ = false;
        is_pushing_ = false;
        say(std::string{protocol}, out);
        say(std::string{no_prewarnings}, out);
        // First what time it is, then what passes: a passing is worth its time.
        ask("GETTIME", at, out);
        next_question_ = at + question_rhythm / 2;
        asks_time_next_ = false;
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        for (const auto byte : bytes) {
            const auto character = static_cast<char>(byte);
            if (character == '\n') {
                take_line(at, out);
                line_.clear();
                continue;
            }
            if (line_.empty()) began_ = at;
            line_ += character;
            if (line_.size() < limits::device_line_bytes) continue;
            out.skipped(line_.size(), "a line without an end: \"" + printable(line_, 60) + "\"");
            line_.clear();
        }
    }

    void on_tick(HostTime at, DriverOutput& out) override {
        if (asked_ && at - *asked_ > answer_patience) begin_pushing(out);
        if (asked_ && at - *asked_ > longest_answer) {
            asked_.reset();
            is_mute_ = true;
        }
        if (fetching_ && at - *fetching_ > answer_patience) fetching_.reset();
        fetch_missing(at, out);
        if (!next_question_ || at < *next_question_) return;
        next_question_ = at + question_rhythm / 2;
        const auto is_for_time = std::exchange(asks_time_next_, !asks_time_next_);
        if (!is_for_time) say("GETSTATUS", out);
        else if (!asked_) ask("GETTIME", at, out);
    }

private:
    /// A line that comes back as it went may be an answer, or a loop in a cable: it proves no decoder.
    static bool is_echo(std::string_view text) { return text == protocol || text == no_prewarnings || text == push; }

    static void say(const std::string& command, DriverOutput& out) { out.send(command + "\r\n"); }

    void ask(const std::string& command, HostTime at, DriverOutput& out) {
        asked_ = at;
        say(command, out);
    }

    void begin_pushing(DriverOutput& out) {
        if (std::exchange(is_pushing_, true)) return;
        say("PASSINGS", out);
        say(std::string{push}, out);
        say("GETSTATUS", out);
    }

    void take_line(HostTime at, DriverOutput& out) {
        const auto text = trim(line_);
        if (text.empty()) return end_of_list(out);
        const auto words = split(text, ';');
        if (words[0] == "#P") return take_passing({words.begin() + 1, words.end()}, true, at, out);
        if (parse_number(words[0])) return take_passing(words, false, at, out);
        if (words[0] == "GETTIME") return take_time(words, out);
        if (words[0] == "GETSTATUS") return take_status(words, out);
        if (words[0] == "PASSINGS") return take_count(words, out);
        if (words[0] == "STARTOPERATION" || words[0] == "STOPOPERATION") return begin_anew(out);
        for (const auto* known : {"SETPROTOCOL", "GETPROTOCOL", "SETPUSH", "GETCONFIG", "SETTIME", "GETFIRMWARE", "GETINTERFACES", "GETMODE", "ONLY ", "PING"}) {
            if (words[0].starts_with(known)) return is_echo(text) ? void() : out.alive();
        }
        out.skipped(line_.size(), "no line of a Race Result decoder: \"" + printable(line_, 60) + "\"");
    }

    /// After the passings that were fetched stands an empty line.
    void end_of_list(DriverOutput& out) {
        if (!fetching_) return;
        fetching_.reset();
        out.alive();
    }

    void take_passing(const Words& words, bool is_pushed, HostTime at, DriverOutput& out) {
        const auto number = words.empty() ? std::nullopt : parse_number(words[0]);
        if (words.size() < passing_fields || !number || *number == 0 || *number > UINT32_MAX || trim(words[1]).empty())
            return out.skipped(line_.size(), "no whole passing: \"" + printable(line_, 60) + "\"");
        const auto time = parse_instant(words[2], words[3]);
        if (!time) return out.skipped(line_.size(), "no date and time in a passing: \"" + printable(line_, 60) + "\"");
        const auto change = passings_.note(static_cast<std::uint32_t>(*number), out);
        const auto active_data = parse_number(words[15]).value_or(0);
        const auto is_stored = words[8] == "1" && (active_data & 0x40) != 0;
        const auto is_live = is_pushed && change == Change::seen && !is_stored;
        if (is_live && is_mute_) out.clock_sample({*time, began_ - options_.delay / 2, options_.delay / 2});
        report(words, *time, is_live, is_stored, out);
        fetch_missing(at, out);
    }

    void report(const Words& words, DeviceTime time, bool is_live, bool is_stored, DriverOutput& out) const {
        const auto transponder = trim(words[1]);
        const auto is_trigger = transponder == trigger;
        RawImpulse impulse;
        impulse.channel = is_trigger ? "trigger" : channel_of(words[10]);
        impulse.ticks = time + (is_trigger ? 0ns : transponders::tie_break(transponder));
        impulse.own_uncertainty = std::max(is_trigger ? options_.trigger_uncertainty : options_.uncertainty, last_digit(words[3]));
        if (!is_live) impulse.change = Change::repeated;
        if (!is_trigger) impulse.number = options_.numbers.of(transponder);
        impulse.remark = (is_trigger ? "trigger" : "transponder " + printable(transponder, 40)) + ", passing " + std::string{words[0]} + ", hits " + printable(words[5], 10) +
                         ", RSSI " + printable(words[6], 10) + ", battery " + printable(words[13], 10) + " V, box " + printable(words[16], 40);
        if (is_stored) impulse.remark = "Stored in the transponder and told later; " + impulse.remark;
        out.impulse(std::move(impulse));
    }

    /// "loop_3" where the active extension names its loop; "loop" for the antennas of a passive system.
    static std::string channel_of(std::string_view loop) {
        const auto id = parse_number(trim(loop));
        return id && *id > 0 && *id < 1000 ? "loop_" + std::to_string(*id) : "loop";
    }

    /// The decoder read its clock between the question and the answer; the digits that it does not print are open.
    void take_time(const Words& words, DriverOutput& out) {
        const auto time = words.size() >= 3 ? parse_instant(words[1], words[2]) : std::nullopt;
        if (!time) return out.skipped(line_.size(), "no date and time: \"" + printable(line_, 60) + "\"");
        out.alive();
        if (asked_) {
            const auto half = (began_ - *asked_) / 2;
            const auto open = last_digit(words[2]) / 2;
            out.clock_sample({*time + open, *asked_ + half, std::max(half, Duration{1us}) + open});
            asked_.reset();
            is_mute_ = false;
        }
        begin_pushing(out);
    }

    void take_status(const Words& words, DriverOutput& out) {
        if (words.size() <= status_fields) return out.skipped(line_.size(), "a short status: \"" + printable(line_, 60) + "\"");
        const auto field = [&](std::size_t at) { return words[at + 1]; };
        const auto is_on_battery = field(2) != "1";
        const auto charge = parse_number(field(9));
        const auto errors = describe_errors(parse_number(field(23)).value_or(0));
        const auto is_ailing = field(4) != "1" || field(8) != "1" || !errors.empty() || (is_on_battery && charge && *charge < low_charge_percent);
        std::string text = field(4) == "1" ? "In operation. " : "NOT in operation: nothing is recorded. Start the decoder. ";
        text += is_on_battery ? "On battery. " : "Mains power. ";
        text += field(9) == "-1" ? "Charge is being estimated. " : "Charge " + printable(field(9), 10) + " %. ";
        if (field(13) == "1") text += "Active channel " + printable(field(14), 10) + ", loop " + printable(field(15), 10) + ", power " + printable(field(16), 10) + ". ";
        if (field(8) != "1") text += "The reader is not healthy. ";
        if (!errors.empty()) text += "Errors: " + errors + ".";
        out.condition({std::string{trim(text)}, is_ailing});
        out.alive();
    }

    /// How many passings there are in the current file. Those of before the first connection are not fetched.
    void take_count(const Words& words, DriverOutput& out) {
        const auto count = words.size() >= 2 ? parse_number(words[1]) : std::nullopt;
        if (!count || *count > UINT32_MAX) return out.skipped(line_.size(), "no count of passings: \"" + printable(line_, 60) + "\"");
        const auto file = words.size() >= 3 ? std::string{words[2].substr(0, 20)} : std::string{};
        if (file_ && *file_ != file) passings_.restart(out);
        file_ = file;
        passings_.expect(static_cast<std::uint32_t>(*count), out);
        out.alive();
    }

    /// Somebody started or stopped it: it numbers from 1 again.
    void begin_anew(DriverOutput& out) {
        passings_.restart(out);
        file_.reset();
        out.alive();
    }

    void fetch_missing(HostTime at, DriverOutput& out) {
        if (fetching_) return;
        const auto range = passings_.due(at, out);
        if (!range) return;
        fetching_ = at;
        say(std::to_string(range->first) + ":" + std::to_string(range->count()), out);
    }

    RaceResultOptions options_;
    std::string line_;
    HostTime began_;
    PassingNumbers passings_;            ///< outlives a lost link: what passed in the meantime is fetched
    std::optional<std::string> file_;
    std::optional<HostTime> fetching_;
    std::optional<HostTime> asked_;      ///< for the time
    std::optional<HostTime> next_question_;
    bool asks_time_next_ = false;
    bool is_pushing_ = false;
    bool is_mute_ = false;
};

constexpr SettingSpec race_result_settings[] = {
    transponders::numbers_setting,
    transponders::uncertainty_setting,
    {"trigger_uncertainty_ms", "10", "The same for the trigger input (transponder 99999); the maker bounds it nowhere that we know of."},
    {"delay_ms", "2000", "Only for a decoder that does not tell its time: the longest that a passing takes from the loop to this computer."},
};

}  // namespace

extern const DriverSpec race_result_driver;
const DriverSpec race_result_driver{
    .name = "race_result",
    .title = "Race Result decoders, active and passive",
    .maturity = Maturity::documented,
    .default_link = "tcp://192.168.1.52:3601",
    .expected_rhythm = 30s,
    .settings = race_result_settings,
    .waits_to_be_asked = true,
    .make = [](const Settings& settings) -> Result<std::unique_ptr<Driver>> {
        auto numbers = transponders::Numbers::parse(setting(settings, "numbers"));
        if (!numbers) return numbers.error();
        RaceResultOptions options{std::move(*numbers), {}, {}, {}};
        for (const auto& [key, span] : {std::pair{"uncertainty_ms", &options.uncertainty}, {"trigger_uncertainty_ms", &options.trigger_uncertainty}, {"delay_ms", &options.delay}}) {
            const auto parsed = transponders::parse_ms(settings, key);
            if (!parsed) return parsed.error();
            *span = *parsed;
        }
        return std::unique_ptr<Driver>{std::make_unique<RaceResult>(std::move(options))};
    },
};

}  // namespace bowball::capture
