// Omega Quantum and ARES 21 in swimming: the OSM6 output. Facts: protocols 5.2, after the one open implementation; nothing of
// a real console was at hand. No I/O here.
//
//   first half:   SOH STX BS A B C DD EE FFF GG SP SP HH EOT              20 bytes
//   second half:  SOH STX BS LF J KK STX hh:mm:ss.dc SP EOT               21 bytes
//   alive:        SOH DC2 '9' DC4 'T' 'P' EOT
//     A what is sent, B kind of time, C how it came about, DD lanes used, EE laps, FFF event, GG heat, HH rank, J lane, KK lap
//
// There is no checksum; length and every field are checked instead. A half without its partner is dropped and counted.
#include <array>

#include "capture/driver.hpp"
#include "core/limits.hpp"
#include "drivers/lap_times.hpp"
#include "drivers/printed_time.hpp"
#include "drivers/swim_board.hpp"

namespace bowball::capture {
namespace {

constexpr char start_of_header = '\x01';
constexpr char end_of_transmission = '\x04';
constexpr std::string_view head_of_halves{"\x01\x02\x08", 3};
constexpr std::string_view alive_message{"\x01\x12" "9" "\x14" "TP" "\x04", 7};
constexpr std::size_t first_half_bytes = 20;
constexpr std::size_t second_half_bytes = 21;
constexpr std::size_t junk_portion = 256;
/// A list of results is over when nothing of it came for so long.
constexpr Duration end_of_list = 1s;

/// What A says is sent.
enum class Sent : char { ready = '0', official = '1', online = '2', current = '3', previous = '5' };

struct FirstHalf {
    Sent sent{};
    char kind = ' ';                   ///< B: S start, I split, A finish, D take-over, R reaction, B button only
    std::string event;                 ///< without blanks and leading zeros; empty where none stands there
    std::string heat;
    std::optional<std::uint16_t> rank;
};

/// A number in a field of fixed width, blanks in front. A blank field is 0; absent if anything else stands there.
std::optional<unsigned> number_of(std::string_view field) {
    const auto text = trim(field);
    if (text.empty()) return 0U;
    const auto number = parse_number(text);
    return number ? std::optional{static_cast<unsigned>(*number)} : std::nullopt;
}

std::string word_of(unsigned number) { return number == 0 ? std::string{} : std::to_string(number); }

std::optional<FirstHalf> read_first(std::string_view half) {
    constexpr std::string_view known_sent = "01235";
    constexpr std::string_view known_kinds = "SIADRB ";
    const auto lanes = number_of(half.substr(6, 2));
    const auto laps = number_of(half.substr(8, 2));
    const auto event = number_of(half.substr(10, 3));
    const auto heat = number_of(half.substr(13, 2));
    const auto rank = number_of(half.substr(17, 2));
    if (known_sent.find(half[3]) == std::string_view::npos || known_kinds.find(half[4]) == std::string_view::npos) return std::nullopt;
    if (!lanes || !laps || !event || !heat || !rank || half.substr(15, 2) != "  ") return std::nullopt;
    FirstHalf first{static_cast<Sent>(half[3]), half[4], word_of(*event), word_of(*heat), {}};
    if (*rank > 0) first.rank = static_cast<std::uint16_t>(*rank);
    return first;
}

struct SecondHalf {
    std::optional<std::uint32_t> lane;  ///< none where the message is of no lane
    unsigned lap = 0;
    std::optional<PrintedTime> time;
};

std::optional<SecondHalf> read_second(std::string_view half) {
    const auto lane = number_of(half.substr(4, 1));
    const auto lap = number_of(half.substr(5, 2));
    const auto text = half.substr(8, 11);
    const auto time = parse_printed_time(trim(text));
    if (!lane || !lap || half[7] != '\x02' || half[19] != ' ' || (!time && !trim(text).empty())) return std::nullopt;
    SecondHalf second{{}, *lap, time};
    if (half[4] != ' ') second.lane = *lane;
    return second;
}

/// What is known of a heat so far.
class Heat {
public:
    [[nodiscard]] bool is(const FirstHalf& said) const { return event_ == said.event && heat_ == said.heat; }
    void begin(const FirstHalf& said) { *this = Heat{}; event_ = said.event; heat_ = said.heat; }

    /// True if it says more of the finish than before.
    bool take(const FirstHalf& first, const SecondHalf& second) {
        if (!second.lane || !second.time) return false;
        auto& lane = lanes_.at(*second.lane);
        lane.row.lane = *second.lane;
        if (first.kind == 'R') lane.row.reaction = second.time->time;
        if (first.kind == 'I') take_lap(lane.laps, second.lap, second.time->time);
        if (first.kind != 'A') return false;
        lane.row.time = second.time->time;
        lane.row.place = first.rank;
        if (resolution_ == 0ns || second.time->last_digit < resolution_) resolution_ = second.time->last_digit;
        return true;
    }

    [[nodiscard]] RawResult result(const std::string& round) const {
        RawResult result;
        const auto is_complete = !event_.empty() && !heat_.empty();
        if (is_complete) result.key = event_ + (round.empty() ? "" : "-" + round) + "-" + heat_;
        result.title = is_complete ? "Event " + event_ + ", heat " + heat_ : "";
        result.document = "Omega OSM6 " + (is_complete ? result.key : "without event and heat");
        result.resolution = resolution_ == 0ns ? Duration{10ms} : resolution_;
        auto step = 0U;
        for (const auto& lane : lanes_) {
            if (!lane.laps.empty() && (step == 0 || lane.laps.begin()->first < step)) step = lane.laps.begin()->first;
        }
        for (const auto& lane : lanes_) {
            if (!lane.row.lane) continue;
            result.rows.push_back(lane.row);
            result.rows.back().splits = splits_of(lane.laps, step);
        }
        return result;
    }

private:
    struct Lane {
        RawResultRow row;
        LapTimes laps;
    };
    std::string event_;
    std::string heat_;
    std::array<Lane, 10> lanes_;  ///< by the digit that the console sends
    Duration resolution_{};
};

class OmegaSwim final : public Driver {
public:
    explicit OmegaSwim(std::string round) : round_(std::move(round)) {}

    void on_open(HostTime, DriverOutput&) override {
        message_.clear();
        junk_.clear();
        first_.clear();
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        for (const auto byte : bytes) {
            const auto character = static_cast<char>(byte);
            if (character == start_of_header) {
                discard(message_, out);
                message_ = character;
            } else if (message_.empty()) {
                discard({&character, 1}, out);
            } else {
                message_ += character;
                if (character == end_of_transmission) take_message(at, out);
                else if (message_.size() >= second_half_bytes) forget_message(out);
            }
        }
    }

    void on_tick(HostTime at, DriverOutput& out) override {
        if (previous_heard_ && at >= *previous_heard_ + end_of_list) tell_previous(out);
    }

private:
    void forget_message(DriverOutput& out) {
        discard(message_, out);
        message_.clear();
    }

    void take_message(HostTime at, DriverOutput& out) {
        report_junk(out);
        const auto message = std::exchange(message_, {});
        if (message == alive_message) return out.alive();
        const auto is_half = message.starts_with(head_of_halves);
        // LF as the fourth byte marks a second half.
        if (is_half && message.size() == second_half_bytes && message[3] == '\n') return take_second(message, at, out);
        drop_first(out);
        if (is_half && message.size() == first_half_bytes && read_first(message)) first_ = message;
        else refuse(message, "no message of the OSM6 kind", out);
    }

    void drop_first(DriverOutput& out) {
        if (!first_.empty()) refuse(std::exchange(first_, {}), "a first half without its second", out);
    }

    void take_second(std::string_view message, HostTime at, DriverOutput& out) {
        if (first_.empty()) return refuse(message, "a second half without its first", out);
        const auto first = read_first(std::exchange(first_, {}));
        const auto second = read_second(message);
        if (!first || !second) return refuse(message, "a second half that cannot be read; its first was dropped with it", out);
        out.alive();
        if (first->sent == Sent::previous) take_previous(*first, *second, at, out);
        else take_current(*first, *second, out);
    }

    void take_current(const FirstHalf& first, const SecondHalf& second, DriverOutput& out) {
        // Ready at start: a new heat, or the same one once more.
        if (!current_.is(first) || first.sent == Sent::ready) current_.begin(first);
        const auto is_news = current_.take(first, second);
        if (is_news || first.sent == Sent::official) tell(current_, out);
    }

    /// An earlier heat comes as a list, lane after lane: half of it would take times back that are known.
    void take_previous(const FirstHalf& first, const SecondHalf& second, HostTime at, DriverOutput& out) {
        if (!previous_.is(first)) {
            tell_previous(out);
            previous_.begin(first);
        }
        if (previous_.take(first, second)) previous_heard_ = at;
    }

    void tell_previous(DriverOutput& out) {
        if (std::exchange(previous_heard_, std::nullopt)) tell(previous_, out);
        previous_ = Heat{};
    }

    void tell(const Heat& heat, DriverOutput& out) const {
        if (auto result = heat.result(round_); !result.rows.empty()) out.result(std::move(result));
    }

    static void refuse(std::string_view message, const std::string& why, DriverOutput& out) { out.skipped(message.size(), why + ": \"" + printable(message, 60) + "\""); }

    void discard(std::string_view bytes, DriverOutput& out) {
        junk_ += bytes;
        if (junk_.size() >= junk_portion) report_junk(out);
    }

    void report_junk(DriverOutput& out) {
        if (junk_.empty()) return;
        // What was lost in between may have been the partner.
        drop_first(out);
        out.skipped(junk_.size(), "between two messages: \"" + printable(junk_, 60) + "\". If this goes on, check baud rate, parity and data bits.");
        junk_.clear();
    }

    std::string round_;
    std::string message_;  ///< from SOH on
    std::string first_;    ///< a first half that waits for its second
    std::string junk_;     ///< not understood, not yet told
    Heat current_;
    Heat previous_;
    std::optional<HostTime> previous_heard_;  ///< its newest time, not yet told
};

constexpr SettingSpec omega_settings[] = {round_setting};

}  // namespace

extern const DriverSpec omega_swim_driver;
const DriverSpec omega_swim_driver{
    .name = "omega_swim",
    .title = "Omega Quantum and ARES 21 in swimming (OSM6)",
    .maturity = Maturity::documented,
    .default_link = "serial:///dev/ttyUSB0?baud=9600&bits=7&parity=none",
    .expected_rhythm = 0ns,
    .settings = omega_settings,
    .clock_ppb = 2'000,
    .make = [](const Settings& settings) -> Result<std::unique_ptr<Driver>> {
        auto round = read_round(settings);
        if (!round) return round.error();
        return std::unique_ptr<Driver>{std::make_unique<OmegaSwim>(std::move(*round))};
    },
};

}  // namespace bowball::capture
