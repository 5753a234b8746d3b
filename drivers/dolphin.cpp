// Colorado Dolphin, wireless stopwatches: result files .do4, .do3 and CSV from a watched folder. Facts: protocols 5.4, real
// files. No I/O here.
//
//   .do4   event;heat;splits;All|Prelim|Final   then for each lane a line for each split: LaneN;t1;t2;t3   then 16 hex digits
//   .do3   event;heat;splits;A|P|F              then for each lane: N;t1;t2;t3                             then 16 hex digits
//   .csv   Lane,TimerA,TimerB,TimerC,Final,Empty,DQ
//   names  meet-event-heat+round-race.do4, meet-event-heat+round+race.do3: 008-005-001A-0006, 008-000-00F0006
//
// Three people time each lane. Their watches are reported as they are: which of them counts is for the rule set to say.
#include <algorithm>
#include <map>

#include "capture/driver.hpp"
#include "core/limits.hpp"
#include "drivers/printed_time.hpp"

namespace bowball::capture {
namespace {

constexpr std::size_t watches_of_lane = 3;
constexpr std::uint64_t most_lanes = 99;
constexpr std::uint64_t most_splits = 100;

/// Which race a file is of. 0: not said.
struct RaceName {
    std::uint64_t meet = 0;
    std::uint64_t event = 0;
    std::uint64_t heat = 0;
    char round = 'A';        ///< A all (timed final), P preliminary, F final
    std::uint64_t race = 0;  ///< counts up with every race that was timed
};

/// "A", "All", "P", "Prelim", "F", "Final".
std::optional<char> round_of(std::string_view text) {
    for (const auto* word : {"A", "P", "F", "All", "Prelim", "Final"}) {
        if (text == word) return word[0];
    }
    return std::nullopt;
}

/// From a file's name, where it is one of the Dolphin's.
std::optional<RaceName> read_name(std::string_view name) {
    const auto parts = split(name.substr(0, name.find('.')), '-');
    if (parts.size() != 3 && parts.size() != 4) return std::nullopt;
    const auto letter = parts[2].find_first_of("APF");
    if (letter == std::string_view::npos) return std::nullopt;
    const auto meet = parse_number(parts[0]);
    const auto event = parse_number(parts[1]);
    const auto heat = parse_number(parts[2].substr(0, letter));
    const auto race = parse_number(parts.size() == 4 ? parts[3] : parts[2].substr(letter + 1));
    if (!meet || !event || !heat || !race) return std::nullopt;
    return RaceName{*meet, *event, *heat, parts[2][letter], *race};
}

/// Empty unless both event and heat are said: such a file waits for people to give it to its race.
std::string key_of(const RaceName& name) {
    if (name.event == 0 || name.heat == 0) return {};
    const auto round = name.round == 'A' ? std::string{} : std::string{'-', name.round};
    return std::to_string(name.event) + round + "-" + std::to_string(name.heat);
}

using Watches = std::vector<Duration>;

/// The lines of one lane, the finish last.
struct Lane {
    std::vector<Watches> lines;
    std::string status;
};

/// Splits only where the watches leave no choice: at each split all that were pressed agree.
std::vector<Duration> clear_splits(const std::vector<Watches>& lines) {
    std::vector<Duration> splits;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        const auto& watches = lines[i];
        if (watches.empty() || std::ranges::any_of(watches, [&](Duration one) { return one != watches.front(); })) return {};
        splits.push_back(watches.front());
    }
    return splits;
}

class DolphinReader {
public:
    DolphinReader(std::string_view name, DriverOutput& out) : name_(name), out_(out) {
        if (const auto read = read_name(name)) race_ = *read;
    }

    [[nodiscard]] const RaceName& race() const { return race_; }

    std::optional<RawResult> read(std::string_view text) {
        const auto lines = split(text, '\n');
        const auto is_csv = trim(lines.front()).find(';') == std::string_view::npos && trim(lines.front()).starts_with("Lane,");
        if (is_csv) return read_csv(lines);
        if (!take_header(lines.front())) return std::nullopt;
        const auto end = std::ranges::find_if(lines, [](std::string_view line) { return is_end(trim(line)); });
        if (end == lines.end()) {
            out_.skipped(text.size() - lines.front().size(), std::string{name_} + ": line " + std::to_string(lines.size()) + ": no line of hexadecimal digits ends it; the file is cut off and was not used: \"" +
                                                                 printable(lines.back(), 60) + "\"");
            return std::nullopt;
        }
        const auto count = static_cast<std::size_t>(end - lines.begin());
        for (std::size_t i = 1; i < count; ++i) {
            const auto line = trim(lines[i]);
            if (!line.empty()) take_lane(i + 1, line, split(line, ';'));
        }
        drop_incomplete(count);
        return result();
    }

private:
    void complain(std::size_t line, std::string_view text, std::string_view what) {
        out_.skipped(text.size(), std::string{name_} + ": line " + std::to_string(line) + ": " + std::string{what} + ": \"" + printable(text, 60) + "\"");
    }

    /// The hash of the file. How it is made is not known, so it is not checked.
    static bool is_end(std::string_view line) { return line.size() == 16 && line.find_first_not_of("0123456789ABCDEF") == std::string_view::npos; }

    bool take_header(std::string_view line) {
        const auto fields = split(trim(line), ';');
        const auto number = [&](std::size_t at) { return trim(fields[at]).empty() ? std::optional<std::uint64_t>{0} : parse_number(trim(fields[at])); };
        const auto is_header = fields.size() == 4 && number(0) && number(1) && number(2) && *number(2) <= most_splits && round_of(trim(fields[3]));
        if (!is_header) {
            complain(1, line, "the first line must be event;heat;splits;round");
            return false;
        }
        race_.event = *number(0);
        race_.heat = *number(1);
        race_.round = *round_of(trim(fields[3]));
        splits_ = std::max<std::size_t>(*number(2), 1);
        return true;
    }

    /// With a line lost a split would pass for the finish.
    void drop_incomplete(std::size_t number) {
        std::erase_if(lanes_, [&](const auto& one) {
            const auto& [lane, said] = one;
            if (said.lines.size() == splits_) return false;
            out_.skipped(0, std::string{name_} + ": line " + std::to_string(number) + ": \"Lane" + std::to_string(lane) + "\" has " + std::to_string(said.lines.size()) + " lines of " + std::to_string(splits_) + "; it was not used");
            return true;
        });
    }

    void take_lane(std::size_t number, std::string_view line, std::vector<std::string_view> fields) {
        auto word = trim(fields.front());
        if (word.starts_with("Lane")) word.remove_prefix(4);
        const auto lane = parse_number(word);
        if (!lane || *lane == 0 || *lane > most_lanes || fields.size() != 1 + watches_of_lane) return complain(number, line, "a line is a lane and three watches");
        const auto watches = read_watches(fields);
        if (!watches) return complain(number, line, "a watch cannot be read; the line was not used");
        auto& lines = lanes_[*lane].lines;
        if (lines.size() == most_splits) return complain(number, line, "more splits than a race has; the line was not used");
        lines.push_back(*watches);
    }

    /// Fields 1 to 3. Empty or 0: not pressed.
    static std::optional<Watches> read_watches(const std::vector<std::string_view>& fields) {
        Watches watches;
        for (std::size_t i = 1; i <= watches_of_lane; ++i) {
            const auto text = trim(fields[i]);
            if (text.empty()) continue;
            const auto time = parse_printed_time(text);
            if (!time) return std::nullopt;
            if (time->time > 0ns) watches.push_back(time->time);
        }
        return watches;
    }

    std::optional<RawResult> read_csv(const std::vector<std::string_view>& lines) {
        for (std::size_t i = 1; i < lines.size(); ++i) {
            const auto line = trim(lines[i]);
            if (line.empty()) continue;
            if (i + 1 == lines.size()) {
                complain(i + 1, line, "the line has no end, as in a file that was cut off; it was not used");
                continue;
            }
            auto fields = split(line, ',');
            if (fields.size() < 7) {
                complain(i + 1, line, "a line has seven fields");
                continue;
            }
            const auto is_disqualified = is_set(fields[6]);
            fields.resize(1 + watches_of_lane);  // "Final" is the system's choice among the watches: ours is the rule set's
            take_lane(i + 1, line, fields);
            if (const auto lane = parse_number(trim(fields[0])); is_disqualified && lane && lanes_.contains(*lane)) lanes_[*lane].status = "DQ";
        }
        return result();
    }

    static bool is_set(std::string_view field) {
        const auto word = to_lower(trim(field));
        return word == "1" || word == "true" || word == "yes" || word == "y" || word == "x" || word == "dq";
    }

    [[nodiscard]] RawResult result() const {
        RawResult result;
        result.key = key_of(race_);
        if (!result.key.empty()) result.title = "Event " + std::to_string(race_.event) + ", heat " + std::to_string(race_.heat);
        else if (race_.race > 0) result.title = "Dolphin race " + std::to_string(race_.race);
        result.document = std::string{name_};
        result.resolution = 10ms;
        for (const auto& [number, lane] : lanes_) {
            if (lane.status.empty() && std::ranges::all_of(lane.lines, &Watches::empty)) continue;
            RawResultRow row;
            row.lane = static_cast<std::uint32_t>(number);
            row.status = lane.status;
            row.watches = lane.lines.back();
            row.splits = clear_splits(lane.lines);
            result.rows.push_back(std::move(row));
        }
        return result;
    }

    std::string_view name_;
    DriverOutput& out_;
    RaceName race_;
    std::map<std::uint64_t, Lane> lanes_;
    std::size_t splits_ = 1;  ///< lines of each lane
};

class Dolphin final : public Driver {
public:
    void on_bytes(Bytes bytes, HostTime, DriverOutput& out) override {
        out.skipped(bytes.size(), "\"dolphin\" reads results from files: give the device a folder link.");
    }

    void on_file(std::string_view name, Bytes content, HostTime, DriverOutput& out) override {
        const std::string_view text{reinterpret_cast<const char*>(content.data()), content.size()};
        if (text.size() > limits::device_file_bytes) return out.skipped(text.size(), "\"" + std::string{name} + "\": the file is too large for a result.");
        DolphinReader reader{name, out};
        auto result = reader.read(text);
        if (!result) return;
        if (result->rows.empty()) return out.alive();
        if (is_older(result->key, reader.race())) return out.skipped(0, "\"" + std::string{name} + "\": a later race of the same heat was read before; this one was not used.");
        out.result(std::move(*result));
    }

private:
    /// A heat that was swum again has a later race number; a folder is not read in order.
    bool is_older(const std::string& key, const RaceName& race) {
        if (key.empty() || race.race == 0) return false;
        if (newest_.size() == limits::result_rows && !newest_.contains(key)) newest_.clear();
        auto& newest = newest_[key];
        if (race.meet == newest.meet && race.race < newest.race) return true;
        newest = race;
        return false;
    }

    std::map<std::string, RaceName> newest_;  ///< by key, at most limits::result_rows
};

}  // namespace

extern const DriverSpec dolphin_driver;
const DriverSpec dolphin_driver{
    .name = "dolphin",
    .title = "Colorado Dolphin stopwatches (.do4, .do3, CSV)",
    .maturity = Maturity::proven,
    .default_link = "folder:///srv/dolphin?pattern=*.do*",
    .expected_rhythm = 0ns,
    .settings = {},
    .make = [](const Settings&) -> Result<std::unique_ptr<Driver>> { return std::unique_ptr<Driver>{std::make_unique<Dolphin>()}; },
};

}  // namespace bowball::capture
