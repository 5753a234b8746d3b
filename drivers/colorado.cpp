// Colorado Time Systems System 5 and 6, Gen7 in its "legacy" form: the stream for the scoreboard. Facts: protocols 5.1, patent
// US4263736, a real meet. No I/O here.
//
//   1ccccccf   address: channel (inverted, bits 1 to 5), bit 0 format follows, bit 6 on a lane: it shows the running time
//   0pppvvvv   digit: position 0 to 7 from the left, value inverted; 0 is a blank
//
// The stream has neither frames nor checksums. Three things stand in for them: digits of one run come in one order and are
// 0 to 9; after anything else only a run of six digits or more is believed again; and what a line says counts when it was
// said twice alike, which the console does three times a second. A display is no stamp: there are no impulses.
#include <algorithm>
#include <array>

#include "capture/driver.hpp"
#include "core/limits.hpp"
#include "drivers/swim_board.hpp"

namespace bowball::capture {
namespace {

constexpr std::size_t digits_of_line = 8;
constexpr unsigned running_time_channel = 0;
constexpr unsigned last_lane_channel = 10;
constexpr unsigned heat_channel = 0x0C;
/// A run of so many digits in order does not come about by chance.
constexpr std::size_t digits_that_convince = 6;
/// What was not understood is told in portions of this size.
constexpr std::size_t junk_portion = 256;

/// One line of the board: eight characters, and whether it shows the running time.
struct Image {
    std::array<char, digits_of_line> digits{' ', ' ', ' ', ' ', ' ', ' ', ' ', ' '};
    bool is_running = false;
    friend bool operator==(const Image&, const Image&) = default;
    [[nodiscard]] std::string_view text(std::size_t from, std::size_t length) const { return std::string_view{digits.data(), digits.size()}.substr(from, length); }
};

/// " 11950" is 1:19.50. Absent unless the blanks are all in front and hundredths stand there.
std::optional<Duration> time_of(std::string_view text) {
    const auto blanks = std::min(text.find_first_not_of(' '), text.size());
    if (blanks > 3) return std::nullopt;
    std::array<int, 6> digit{};
    for (auto i = blanks; i < text.size(); ++i) {
        if (text[i] == ' ') return std::nullopt;
        digit.at(i) = text[i] - '0';
    }
    if (digit[2] > 5) return std::nullopt;
    return std::chrono::minutes{digit[0] * 10 + digit[1]} + std::chrono::seconds{digit[2] * 10 + digit[3]} + 10ms * (digit[4] * 10 + digit[5]);
}

BoardLine line_of(unsigned channel, const Image& image) {
    BoardLine line;
    if (const auto lane = parse_number(image.text(0, 1))) line.row.lane = static_cast<std::uint32_t>(*lane == 0 && channel == last_lane_channel ? 10 : *lane);
    if (image.is_running) {
        line.shows = BoardLine::Shows::running;
        return line;
    }
    const auto time = time_of(image.text(2, 6));
    if (!time || !line.row.lane) return line;
    line.shows = BoardLine::Shows::time;
    line.row.time = *time;
    if (const auto place = parse_number(image.text(1, 1)); place && *place > 0) line.row.place = static_cast<std::uint16_t>(*place);
    return line;
}

class Colorado final : public Driver {
public:
    explicit Colorado(SwimBoard::Options options) : board_(std::move(options)) {}

    void on_open(HostTime, DriverOutput&) override {
        run_.clear();
        junk_.clear();
        is_synced_ = false;
    }

    void on_bytes(Bytes bytes, HostTime at, DriverOutput& out) override {
        for (const auto byte : bytes) {
            const auto character = static_cast<char>(byte);
            if ((byte & std::byte{0x80}) != std::byte{0}) {
                take_run(at, out);
                run_ = character;
            } else if (run_.empty()) {
                discard({&character, 1}, out);
            } else {
                run_ += character;
                if (run_.size() > 1 + digits_of_line) distrust(out);
            }
        }
    }

    void on_tick(HostTime at, DriverOutput& out) override { board_.settle(at, out); }

private:
    [[nodiscard]] std::uint8_t address() const { return static_cast<std::uint8_t>(run_[0]); }

    /// The address and all its digits are here.
    void take_run(HostTime at, DriverOutput& out) {
        if (run_.empty()) return;
        const auto digits = std::string_view{run_}.substr(1);
        if (!is_well_formed() || (!is_synced_ && digits.size() < digits_that_convince)) return distrust(out);
        is_synced_ = true;
        report_junk(out);
        const auto channel = ((address() >> 1U) & 0x1FU) ^ 0x1FU;
        const auto is_format = (address() & 1U) != 0;
        if (!is_format) draw(channel, digits, at, out);
        run_.clear();
    }

    /// Positions go one way: up, or for the running time down. Digits are 0 to 9 or blank; format runs may hold anything.
    [[nodiscard]] bool is_well_formed() const {
        const auto is_format = (address() & 1U) != 0;
        const auto digits = std::string_view{run_}.substr(1);
        if (digits.empty()) return false;
        auto rises = true;
        auto falls = true;
        for (std::size_t i = 0; i < digits.size(); ++i) {
            const auto value = digits[i] & 0x0F;
            if (!is_format && value != 0 && (value ^ 0x0F) > 9) return false;
            if (i == 0) continue;
            rises = rises && digits[i] >> 4 > digits[i - 1] >> 4;
            falls = falls && digits[i] >> 4 < digits[i - 1] >> 4;
        }
        return rises || falls;
    }

    void draw(unsigned channel, std::string_view digits, HostTime at, DriverOutput& out) {
        if (channel == running_time_channel) return out.alive();
        if (channel > last_lane_channel && channel != heat_channel) return;
        auto& image = images_.at(channel);
        for (const auto digit : digits) {
            const auto value = digit & 0x0F;
            image.digits.at(static_cast<std::size_t>(digit >> 4)) = value == 0 ? ' ' : static_cast<char>('0' + (value ^ 0x0F));
        }
        image.is_running = channel != heat_channel && (address() & 0x40U) != 0;
        // While the lane runs its time is not sent: what is left of an older one must not complete the next.
        if (image.is_running) std::fill(image.digits.begin() + 2, image.digits.end(), ' ');
        auto& before = said_.at(channel);
        const auto is_confirmed = before == image;
        before = image;
        if (!is_confirmed) return;
        if (channel == heat_channel) board_.show_heat(trim(image.text(0, 3)), trim(image.text(5, 3)), at, out);
        else board_.show_line(channel - 1, line_of(channel, image), at, out);
    }

    /// The run is none: what follows is believed again after a convincing run.
    void distrust(DriverOutput& out) {
        is_synced_ = false;
        discard(run_, out);
        run_.clear();
    }

    void discard(std::string_view bytes, DriverOutput& out) {
        junk_ += bytes;
        if (junk_.size() >= junk_portion) report_junk(out);
    }

    void report_junk(DriverOutput& out) {
        if (junk_.empty()) return;
        out.skipped(junk_.size(), "no scoreboard data: \"" + printable(junk_, 60) + "\". If this goes on, check baud rate and parity (even).");
        junk_.clear();
    }

    SwimBoard board_;
    std::string run_;    ///< an address and its digits so far
    std::string junk_;   ///< not understood, not yet told
    std::array<Image, 32> images_;
    std::array<std::optional<Image>, 32> said_;  ///< at the last run of the channel
    bool is_synced_ = false;
};

constexpr SettingSpec colorado_settings[] = {settle_setting, round_setting};

}  // namespace

extern const DriverSpec colorado_driver;
const DriverSpec colorado_driver{
    .name = "colorado",
    .title = "Colorado Time Systems System 5/6 scoreboard output",
    .maturity = Maturity::proven,
    .default_link = "serial:///dev/ttyUSB0?baud=9600&parity=even",
    .expected_rhythm = 5s,
    .settings = colorado_settings,
    .clock_ppb = 2'000,
    .make = [](const Settings& settings) -> Result<std::unique_ptr<Driver>> {
        auto options = read_board_options(settings, "Colorado");
        if (!options) return options.error();
        return std::unique_ptr<Driver>{std::make_unique<Colorado>(std::move(*options))};
    },
};

}  // namespace bowball::capture
