// Daktronics Omnisport 2000/6000 and AllSport 5000: real-time data (RTD) for scoreboards. Facts: protocols 5.3, from 11,234
// real frames of an Omnisport; the AllSport map is from one public table. No I/O here.
//
//   SYN header(8) SOH 004210 offset(4) STX text EOT sum(2 hexadecimal) ETB
//
// The sum is that of all bytes from the header through EOT, modulo 256. Each frame lays its text over an image of 1536
// characters at the offset; `map` says where in the image things stand. A display is no stamp: there are no impulses.
#include <algorithm>
#include <array>

#include "capture/driver.hpp"
#include "core/limits.hpp"
#include "drivers/printed_time.hpp"
#include "drivers/swim_board.hpp"

namespace bowball::capture {
namespace {

constexpr char start_of_header = '\x01';
constexpr char start_of_text = '\x02';
constexpr char end_of_transmission = '\x04';
constexpr char synchronous_idle = '\x16';
constexpr char end_of_block = '\x17';

constexpr std::size_t image_bytes = 1536;
constexpr std::size_t header_bytes = 8;
/// SYN, header, SOH, control field, STX, EOT, sum and ETB about a text of the whole image.
constexpr std::size_t longest_frame = image_bytes + 26;
constexpr std::string_view control = "004210";
constexpr std::size_t junk_portion = 256;

/// Part of the image, from 0. A length of 0: the map has no such thing.
struct Place {
    std::size_t offset = 0;
    std::size_t length = 0;
};
struct Map {
    std::string_view name;
    Place event;
    Place heat;
    Place race_lengths;
    std::size_t first_line;
};
constexpr Map maps[] = {
    {"swim", {99, 3}, {102, 3}, {126, 2}, 222},
    {"track", {117, 4}, {121, 2}, {}, 240},
};
/// The record of a lane, the same in both maps.
constexpr std::size_t record_bytes = 36;
constexpr Place name_of_record{0, 15};
constexpr Place team_of_record{15, 5};
constexpr Place lane_of_record{20, 2};
constexpr Place place_of_record{22, 3};
constexpr Place time_of_record{25, 9};
constexpr Place lengths_of_record{34, 2};

/// Letters and digits, else nothing: it goes into the key of a result.
std::string_view key_word(std::string_view text) {
    const auto is_good = [](char one) { return (one >= '0' && one <= '9') || (one >= 'A' && one <= 'Z') || (one >= 'a' && one <= 'z'); };
    return std::ranges::all_of(text, is_good) ? text : std::string_view{};
}

std::string upper_hex(unsigned value) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    return {digits[value >> 4U & 15U], digits[value & 15U]};
}

class Daktronics final : public Driver {
public:
    Daktronics(SwimBoard::Options options, const Map& map) : board_(std::move(options)), map_(map) {}

    void on_open(HostTime, DriverOutput&) override {
        frame_.clear();
        junk_.clear();
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        for (const auto byte : bytes) {
            const auto character = static_cast<char>(byte);
            if (character == synchronous_idle) {
                discard(frame_, out);
                frame_ = character;
            } else if (frame_.empty()) {
                discard({&character, 1}, out);
            } else {
                frame_ += character;
                if (character == end_of_block) take_frame(at, out);
                else if (frame_.size() > longest_frame) forget_frame(out);
            }
        }
    }

    void on_tick(HostTime at, DriverOutput& out) override { board_.settle(at, out); }

private:
    void forget_frame(DriverOutput& out) {
        discard(frame_, out);
        frame_.clear();
    }

    void take_frame(HostTime at, DriverOutput& out) {
        report_junk(out);
        const auto frame = std::exchange(frame_, {});
        if (frame.size() < 1 + header_bytes + 2 + 3 || frame[frame.size() - 4] != end_of_transmission) return refuse(frame, "no frame of a Daktronics console", out);
        const auto summed = std::string_view{frame}.substr(1, frame.size() - 4);
        auto sum = 0U;
        for (const auto character : summed) sum += static_cast<unsigned char>(character);
        if (frame.substr(frame.size() - 3, 2) != upper_hex(sum & 0xFFU)) return refuse(frame, "checksum wrong", out);
        // The header differs from one installation to the next; what follows it does not.
        const auto body = summed.substr(header_bytes, summed.size() - header_bytes - 1);
        const auto is_image = body.size() >= 11 && body[0] == start_of_header && body.substr(1, control.size()) == control;
        const auto offset = is_image ? parse_number(body.substr(7, 4)) : std::nullopt;
        if (!offset) return refuse(frame, "a frame for another purpose", out);
        out.alive();
        if (body.size() == 11) return;  // some have no text
        const auto text = body.substr(12);
        if (body[11] != start_of_text || *offset + text.size() > image_bytes) return refuse(frame, "text beyond the image", out);
        draw({static_cast<std::size_t>(*offset), text.size()}, text, at, out);
    }

    static void refuse(std::string_view frame, const std::string& why, DriverOutput& out) { out.skipped(frame.size(), why + ": \"" + printable(frame, 60) + "\""); }

    void draw(Place drawn, std::string_view text, HostTime at, DriverOutput& out) {
        std::ranges::copy(text, image_.begin() + static_cast<std::ptrdiff_t>(drawn.offset));
        const auto touches = [&](Place place) { return drawn.offset < place.offset + place.length && place.offset < drawn.offset + drawn.length; };
        // The heat comes first: a frame that brings both brings the lines of that heat.
        if (touches(map_.event) || touches(map_.heat)) board_.show_heat(key_word(word(map_.event)), key_word(word(map_.heat)), at, out);
        for (std::size_t number = 0; number < SwimBoard::most_lines; ++number) {
            const auto first = map_.first_line + number * record_bytes;
            if (touches({first + time_of_record.offset, time_of_record.length})) has_time_.at(number) = true;
            // Before its time was ever sent the image has nothing to say of a line.
            if (touches({first, record_bytes}) && has_time_.at(number)) board_.show_line(number, line_at(first), at, out);
        }
    }

    [[nodiscard]] std::string_view word(Place place) const { return trim(std::string_view{image_}.substr(place.offset, place.length)); }

    /// The number at a place of a record; absent for blanks, for anything else, and for 0.
    [[nodiscard]] std::optional<unsigned> number_at(std::size_t record, Place place) const {
        const auto number = parse_number(word({record + place.offset, place.length}));
        return number && *number > 0 ? std::optional{static_cast<unsigned>(*number)} : std::nullopt;
    }

    [[nodiscard]] BoardLine line_at(std::size_t record) const {
        BoardLine line;
        const auto text = word({record + time_of_record.offset, time_of_record.length});
        const auto time = parse_printed_time(text);
        line.shows = text.empty() ? BoardLine::Shows::no_time : BoardLine::Shows::unknown;
        line.row.lane = number_at(record, lane_of_record);
        line.row.name = utf8_from_windows_1252(word({record + name_of_record.offset, name_of_record.length}));
        line.row.affiliation = utf8_from_windows_1252(word({record + team_of_record.offset, team_of_record.length}));
        if (!time || !line.row.lane) return line;
        if (time->last_digit > 10ms) {  // tenths: the clock is running
            line.shows = BoardLine::Shows::running;
            return line;
        }
        const auto race_lengths = map_.race_lengths.length == 0 ? std::nullopt : number_at(0, map_.race_lengths);
        line.lengths = number_at(record, lengths_of_record).value_or(0);
        line.shows = race_lengths && line.lengths > 0 && line.lengths < *race_lengths ? BoardLine::Shows::split : BoardLine::Shows::time;
        line.last_digit = time->last_digit;
        line.row.time = time->time;
        if (const auto place = number_at(record, place_of_record)) line.row.place = static_cast<std::uint16_t>(*place);
        return line;
    }

    void discard(std::string_view bytes, DriverOutput& out) {
        junk_ += bytes;
        if (junk_.size() >= junk_portion) report_junk(out);
    }

    void report_junk(DriverOutput& out) {
        if (junk_.empty()) return;
        out.skipped(junk_.size(), "between two frames: \"" + printable(junk_, 60) + "\". If this goes on, check the baud rate.");
        junk_.clear();
    }

    SwimBoard board_;
    const Map& map_;
    std::string frame_;  ///< from SYN on
    std::string junk_;   ///< not understood, not yet told
    std::string image_ = std::string(image_bytes, ' ');
    std::array<bool, SwimBoard::most_lines> has_time_{};
};

constexpr SettingSpec daktronics_settings[] = {
    {"map", "swim", "Where things stand in the image: \"swim\" for an Omnisport, \"track\" for an AllSport 5000 in its track mode."},
    settle_setting,
    round_setting,
};

}  // namespace

extern const DriverSpec daktronics_driver;
const DriverSpec daktronics_driver{
    .name = "daktronics",
    .title = "Daktronics Omnisport and AllSport scoreboard output (RTD)",
    .maturity = Maturity::documented,
    .default_link = "serial:///dev/ttyUSB0?baud=19200",
    .expected_rhythm = 0ns,
    .settings = daktronics_settings,
    .clock_ppb = 2'000,
    .make = [](const Settings& settings) -> Result<std::unique_ptr<Driver>> {
        auto options = read_board_options(settings, "Daktronics");
        if (!options) return options.error();
        const auto* map = std::ranges::find(maps, std::string_view{setting(settings, "map")}, &Map::name);
        if (map == std::end(maps)) return Error{errc::bad_input, "map must be \"swim\" or \"track\"."};
        return std::unique_ptr<Driver>{std::make_unique<Daktronics>(std::move(*options), *map)};
    },
};

}  // namespace bowball::capture
