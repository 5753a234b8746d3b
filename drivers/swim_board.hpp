// One heat as a swimming console's scoreboard shows it, and the result that can be made of it. Shared by the drivers of such
// consoles; no I/O.
//
// A board goes on showing the last heat when the console already names the next one. So a time counts for the heat that is
// named only on a line that was seen without one since: else the old times would be the new heat's result for a minute. A
// line that runs on after it stood showed a split, or the heat is swum again: its time is taken back.
#pragma once
#include <array>
#include <string>
#include <utility>

#include "capture/driver.hpp"
#include "core/text.hpp"
#include "drivers/lap_times.hpp"

namespace bowball::capture {

/// What one line of a board says.
struct BoardLine {
    enum class Shows : std::uint8_t {
        unknown,  ///< dark or not received: nothing follows from it
        no_time,  ///< cleared for the heat that is named
        running,  ///< the running time
        split,    ///< the time of `lengths`, fewer than the heat has
        time,     ///< a finish
    };
    Shows shows = Shows::unknown;
    RawResultRow row;             ///< lane, place, time, and names where the board has them; the lane alone where it has no time
    Duration last_digit = 10ms;
    unsigned lengths = 0;
};

class SwimBoard {
public:
    static constexpr std::size_t most_lines = 10;
    struct Options {
        std::string console;   ///< for people: "Colorado"
        std::string round;     ///< put into the key; empty: none
        Duration settle{};     ///< a time counts after it stood for so long
    };

    explicit SwimBoard(Options options) : options_(std::move(options)) {}

    /// The event and heat that the board names; either may be empty. Others than before: the next heat begins.
    void show_heat(std::string_view event, std::string_view heat, HostTime at, DriverOutput& out) {
        if (named_ && event == event_ && heat == heat_) return;
        if (named_) {
            settle(at + options_.settle, out);
            for (auto& line : lines_) begin(line);
        }
        said_anything_ = false;
        named_ = true;
        event_ = std::string{event};
        heat_ = std::string{heat};
        settle(at, out);
    }

    /// `number` is below most_lines.
    void show_line(std::size_t number, const BoardLine& said, HostTime at, DriverOutput& out) {
        auto& line = lines_.at(number);
        line.shows = said.shows;
        if (said.row.lane && said.shows != Shows::unknown && said.shows != Shows::time) line.entrant = without_time(said.row);
        switch (said.shows) {
            case Shows::unknown: break;
            case Shows::no_time: line.is_fresh = true; line.waiting.reset(); break;
            case Shows::running: line.is_fresh = true; take_back(line, out); break;
            case Shows::split:
                if (line.is_fresh && said.row.time) take_lap(line.laps, said.lengths, *said.row.time);
                take_back(line, out);
                break;
            case Shows::time: stand(line, said, at); break;
        }
        settle(at, out);
    }

    /// Counts the times that stood long enough, and tells the result if it changed.
    void settle(HostTime at, DriverOutput& out) {
        if (!named_) return;
        auto is_news = false;
        for (auto& line : lines_) {
            if (!line.waiting || at < line.since + options_.settle) continue;
            line.counted = std::exchange(line.waiting, std::nullopt);
            is_news = true;
        }
        if (is_news) tell(out);
    }

private:
    using Shows = BoardLine::Shows;
    struct Line {
        Shows shows = Shows::unknown;
        bool is_fresh = false;               ///< was seen without a time since the heat was named
        std::optional<RawResultRow> entrant; ///< who swims there, where the board says so before the finish
        std::optional<BoardLine> counted;
        std::optional<BoardLine> waiting;    ///< stands since `since`, not yet counted
        HostTime since;
        LapTimes laps;
    };

    /// The next heat: what stands on the line is of the heat before, unless it runs or was cleared.
    static void begin(Line& line) {
        Line next;
        next.shows = line.shows;
        next.is_fresh = line.shows == Shows::running || line.shows == Shows::no_time;
        if (next.is_fresh) next.entrant = std::move(line.entrant);
        line = std::move(next);
    }

    static RawResultRow without_time(RawResultRow row) {
        row.time.reset();
        row.place.reset();
        return row;
    }

    static void stand(Line& line, const BoardLine& said, HostTime at) {
        if (!line.is_fresh) return;
        const auto is_same = [&](const std::optional<BoardLine>& other) { return other && other->row == said.row && other->last_digit == said.last_digit; };
        if (is_same(line.waiting)) return;
        if (is_same(line.counted)) return line.waiting.reset();
        line.waiting = said;
        line.since = at;
    }

    void take_back(Line& line, DriverOutput& out) {
        line.waiting.reset();
        if (std::exchange(line.counted, std::nullopt)) tell(out);
    }

    void tell(DriverOutput& out) {
        RawResult result;
        const auto is_complete = !event_.empty() && !heat_.empty();
        if (is_complete) result.key = event_ + (options_.round.empty() ? "" : "-" + options_.round) + "-" + heat_;
        result.title = is_complete ? "Event " + event_ + ", heat " + heat_ : "";
        result.document = options_.console + " board " + (is_complete ? result.key : "without event and heat");
        auto step = 0U;
        for (const auto& line : lines_) {
            if (!line.laps.empty() && (step == 0 || line.laps.begin()->first < step)) step = line.laps.begin()->first;
        }
        // All who swim stand in the result from the first finish on: a race that the programme does not have gets its lanes from it.
        auto has_times = false;
        for (const auto& line : lines_) {
            if (!line.counted && !line.entrant) continue;
            auto& row = result.rows.emplace_back(line.counted ? line.counted->row : *line.entrant);
            if (!line.counted) continue;
            row.splits = splits_of(line.laps, step);
            if (!has_times || line.counted->last_digit < result.resolution) result.resolution = line.counted->last_digit;
            has_times = true;
        }
        if (!has_times && (!is_complete || !said_anything_)) return;
        if (!has_times) result.resolution = 10ms;
        said_anything_ = true;
        out.result(std::move(result));
    }

    Options options_;
    std::array<Line, most_lines> lines_;
    std::string event_;
    std::string heat_;
    bool named_ = false;
    bool said_anything_ = false;             ///< of this heat
};

/// The settings that every such driver has; `round` and `settle_ms`.
inline constexpr SettingSpec round_setting{"round", "", "Put between event and heat in the key by which the heat finds its race: with \"F\" heat 1 of event 7 is 7-F-1, without it 7-1."};
inline constexpr SettingSpec settle_setting{"settle_ms", "0", "A stopped time counts after it stood for so long. In races with splits longer than the console shows a split, else each split is a finish until the time runs on."};

/// A word for the key: up to eight letters and digits. Fails with errc::bad_input.
[[nodiscard]] inline Result<std::string> read_round(const Settings& settings) {
    const auto& round = setting(settings, "round");
    for (const auto character : round) {
        const auto is_good = (character >= '0' && character <= '9') || (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
        if (!is_good || round.size() > 8) return Error{errc::bad_input, "round must be up to eight letters and digits."};
    }
    return round;
}

/// Fails with errc::bad_input when a setting makes no sense.
[[nodiscard]] inline Result<SwimBoard::Options> read_board_options(const Settings& settings, std::string console) {
    const auto round = read_round(settings);
    if (!round) return round.error();
    const auto settle = parse_number(setting(settings, "settle_ms"));
    if (!settle || *settle > 60'000) return Error{errc::bad_input, "settle_ms must be a number from 0 to 60000."};
    return SwimBoard::Options{std::move(console), *round, std::chrono::milliseconds{static_cast<std::int64_t>(*settle)}};
}

}  // namespace bowball::capture
