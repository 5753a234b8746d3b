// FinishLynx result files (.lif) from a watched folder. Comma-separated text; the same file is written again after every
// correction, and replaces what it said before. Facts: FinishLynx manual, files of four meets. No I/O here.
//
//   header: event,round,heat,name,wind,unit,template,capture time,capture duration,distance,start time,wind mode
//   row:    place,ID,lane,last,first,affiliation,time,license,delta,reac,splits,TT start,user1,user2,user3,...
#include <algorithm>

#include "capture/driver.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "drivers/lynx_text.hpp"
#include "drivers/printed_time.hpp"

namespace bowball::capture {
namespace {

using Fields = std::vector<std::string>;

/// A line's fields; a field with commas stands in double quotes, a quote in it is doubled.
Fields split_fields(std::string_view line) {
    Fields fields{{}};
    auto quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto character = line[i];
        if (character == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"') {
            fields.back() += '"';
            ++i;
        } else if (character == '"') {
            quoted = !quoted;
        } else if (character == ',' && !quoted) {
            fields.emplace_back();
        } else {
            fields.back() += character;
        }
    }
    for (auto& field : fields) field = trim(field);
    return fields;
}

std::string field(const Fields& fields, std::size_t at) { return at < fields.size() ? fields[at] : std::string{}; }

class LifReader {
public:
    /// `bytes` of the file, before it was made UTF-8.
    LifReader(std::string_view name, std::size_t bytes, DriverOutput& out) : name_(name), uncounted_(bytes), out_(out) { result_.document = std::string{name}; }

    /// `text` is UTF-8.
    std::optional<RawResult> read(std::string_view text) {
        const auto lines = split(text, '\n');
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto line = trim(lines[i]);
            if (line.empty() || line.front() == ';') continue;
            is_cut_ = i + 1 == lines.size();
            if (!has_header_) take_header(split_fields(line), i + 1, line);
            else take_row(split_fields(lines[i]), i + 1, line);
            if (broken_) return std::nullopt;
        }
        if (!has_header_) skip(text.size(), ": the file has no header line.");
        if (!has_header_) return std::nullopt;
        result_.resolution = finest_.value_or(10ms);
        return std::move(result_);
    }

private:
    void complain(std::size_t line, std::size_t column, std::string_view text, std::string_view what) {
        skip(text.size(), ": line " + std::to_string(line) + ", field " + std::to_string(column) + ": " + std::string{what} + ": \"" + printable(text, 60) + "\"");
    }

    /// No more in all than the file has: UTF-8 may be longer, and a line may be complained of twice.
    void skip(std::size_t bytes, const std::string& why) {
        const auto counted = std::min(bytes, uncounted_);
        uncounted_ -= counted;
        out_.skipped(counted, std::string{name_} + why);
    }

    void take_header(const Fields& fields, std::size_t number, std::string_view line) {
        if (fields.size() < 3 || fields[0].empty()) {
            complain(number, 1, line, "the first line must begin with event, round, heat");
            broken_ = true;
            return;
        }
        if (is_cut_) {
            complain(number, fields.size(), line, "the first line has no end; the file was not used");
            broken_ = true;
            return;
        }
        result_.key = lynx_key(fields[0], fields[1], fields[2]);
        result_.title = field(fields, 3);
        if (const auto distance = parse_number(field(fields, 9)); distance && *distance > 0 && *distance <= 1'000'000)
            result_.distance_m = static_cast<std::uint32_t>(*distance);
        if (const auto start = parse_printed_time(field(fields, 10))) result_.start_time_of_day = start->time;
        has_header_ = true;
    }

    void take_row(const Fields& fields, std::size_t number, std::string_view line) {
        const auto says_nothing = std::ranges::all_of(fields, [](const std::string& one) { return one.empty(); });
        if (says_nothing && !is_cut_) return;
        if (result_.rows.size() == limits::result_rows) {
            broken_ = true;
            return complain(number, 1, line, "no race has more than " + std::to_string(limits::result_rows) + " results; the file was not used");
        }
        if (is_cut_) result_.rows.push_back(cut_row(fields, number, line));
        else result_.rows.push_back(fields.size() < 7 ? short_row(fields, number, line) : whole_row(fields, number, line));
    }

    /// FinishLynx ends every line. One without its end was cut on the way, and what is left of a time reads as another time.
    RawResultRow cut_row(const Fields& fields, std::size_t number, std::string_view line) {
        RawResultRow row;
        complain(number, fields.size(), line, "the line has no end, as in a file that was cut off; only its lane was taken");
        const auto is_lane_whole = fields.size() > 3;
        if (is_lane_whole) take_lane(fields[2], row, number, line);
        row.unreadable = true;
        return row;
    }

    /// A comma is missing: only the front, if that, can be believed.
    RawResultRow short_row(const Fields& fields, std::size_t number, std::string_view line) {
        RawResultRow row;
        complain(number, fields.size(), line, "a result has at least seven fields");
        if (fields.size() >= 3) take_lane(fields[2], row, number, line);
        row.unreadable = true;
        return row;
    }

    RawResultRow whole_row(const Fields& fields, std::size_t number, std::string_view line) {
        RawResultRow row;
        take_standing(fields[0], row, number, line);
        row.identity = fields[1];
        take_lane(fields[2], row, number, line);
        row.name = fields[4].empty() ? fields[3] : fields[3] + " " + fields[4];
        row.affiliation = fields[5];
        take_time(fields[6], row, number, line);
        row.reaction = reaction_of(field(fields, 9), number, line);
        const auto splits = field(fields, 10);
        for (const auto split_text : split(splits, ' ')) {
            if (trim(split_text).empty()) continue;
            if (const auto time = parse_printed_time(trim(split_text))) row.splits.push_back(time->time);
            else complain(number, 11, line, "a split cannot be read; the line was taken without it");
        }
        return row;
    }

    void take_standing(const std::string& text, RawResultRow& row, std::size_t number, std::string_view line) {
        if (text.empty() || take_place(text, row)) return;
        row.unreadable = true;
        complain(number, 1, line, "the place is neither a number nor a status; the line was taken without it");
    }

    void take_lane(const std::string& text, RawResultRow& row, std::size_t number, std::string_view line) {
        if (text.empty()) return;
        const auto lane = parse_number(text);
        if (lane && *lane <= 9999) {
            if (*lane > 0) row.lane = static_cast<std::uint32_t>(*lane);
            return;
        }
        row.unreadable = true;
        complain(number, 3, line, "the lane is no number; the line was taken without it");
    }

    void take_time(const std::string& text, RawResultRow& row, std::size_t number, std::string_view line) {
        if (text.empty()) return;
        if (const auto time = parse_printed_time(text)) {
            row.time = time->time;
            if (!finest_ || time->last_digit < *finest_) finest_ = time->last_digit;
            return;
        }
        row.unreadable = true;
        complain(number, 7, line, "the time cannot be read; the line was taken without it");
    }

    /// Below zero: off the blocks before the gun.
    std::optional<Duration> reaction_of(std::string_view text, std::size_t number, std::string_view line) {
        if (text.empty()) return std::nullopt;
        const auto early = text.front() == '-';
        if (const auto time = parse_printed_time(early ? text.substr(1) : text)) return early ? -time->time : time->time;
        complain(number, 10, line, "the reaction cannot be read; the line was taken without it");
        return std::nullopt;
    }

    std::string_view name_;
    std::size_t uncounted_;
    DriverOutput& out_;
    RawResult result_;
    std::optional<Duration> finest_;
    bool has_header_ = false;
    bool is_cut_ = false;   ///< the line in hand is the last, and its end is missing
    bool broken_ = false;
};

class FinishLynx final : public Driver {
public:
    void on_bytes(Bytes bytes, HostTime, DriverOutput& out) override {
        out.skipped(bytes.size(), "FinishLynx results are read from files: give the device a folder link.");
    }

    void on_file(std::string_view name, Bytes content, HostTime, DriverOutput& out) override {
        const std::string_view raw{reinterpret_cast<const char*>(content.data()), content.size()};
        if (raw.size() > limits::device_file_bytes) return out.skipped(raw.size(), std::string{name} + ": the file is too large for a result.");
        const auto text = to_utf8(raw);
        if (text.find('\0') != std::string_view::npos) return out.skipped(raw.size(), std::string{name} + ": the file is not text.");
        if (auto result = LifReader{name, raw.size(), out}.read(text)) out.result(std::move(*result));
    }
};

}  // namespace

extern const DriverSpec finishlynx_driver;
const DriverSpec finishlynx_driver{
    .name = "finishlynx",
    .title = "FinishLynx result files (.lif)",
    .maturity = Maturity::proven,
    .default_link = "folder:///srv/lynx?pattern=*.lif",
    .expected_rhythm = 0ns,
    .settings = {},
    .clock_ppb = 2'000,
    .make = [](const Settings&) -> Result<std::unique_ptr<Driver>> { return std::unique_ptr<Driver>{std::make_unique<FinishLynx>()}; },
};

}  // namespace bowball::capture
