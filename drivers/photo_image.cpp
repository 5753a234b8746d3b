// Photo-finish pictures of any camera, from a watched folder: a PNG or JPEG file, and beside it the same name with ".toml", which
// says what the picture shows and where the crews were read. The format is our own; docs/devices/photo_image.md. No I/O here.
//
//   race = "17-2-1"        the race as its programme's photo_key names it
//   lines_per_s = 2000     lines of the camera, each one column; column 0 is the earliest
//   column_0_us = 398250000   since the start signal
//   [lanes]
//   3 = 4711               the column in which lane 3 was read
//
// A reading is a decision: a file with anything wrong in it is refused whole, and what was read before stands.
#include <algorithm>
#include <map>

#include "capture/driver.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "drivers/picture_header.hpp"

namespace bowball::capture {
namespace {

constexpr std::string_view scale_ending = ".toml";
/// Of these the head is enough: nothing in them is decoded.
constexpr std::string_view picture_endings[] = {".png", ".jpg", ".jpeg"};
constexpr std::uint64_t most_lines_per_s = 1'000'000;
constexpr std::uint64_t longest_race_us = 24ULL * 3600 * 1'000'000;

/// What a scale file says. Keys that are absent are zero.
struct Scale {
    std::uint64_t order = 0;                         ///< of arrival
    std::string race;
    std::uint64_t lines_per_s = 0;
    std::optional<std::uint64_t> column_0_us;
    std::map<std::uint64_t, std::uint64_t> columns;  ///< by lane
    bool has_met = false;                            ///< its picture: one that is forgotten later is not waited for
};

/// A picture as it lies in the folder.
struct Seen {
    std::uint64_t order = 0;
    Digest digest;
    PictureSize size;
};

/// Without its comment. What stands in quotes is no comment.
std::string_view without_comment(std::string_view line) {
    auto is_quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') is_quoted = !is_quoted;
        if (line[i] == '#' && !is_quoted) return line.substr(0, i);
    }
    return line;
}

class ScaleReader {
public:
    /// What is wrong with it, or nothing.
    std::optional<std::string> read(std::string_view text) {
        std::size_t number = 0;
        for (const auto raw : split(text, '\n')) {
            ++number;
            const auto line = trim(without_comment(raw));
            if (line.empty()) continue;
            if (const auto wrong = take(line)) return "line " + std::to_string(number) + ": " + *wrong + ": \"" + printable(line, 60) + "\"";
        }
        // Of a number that was cut off the rest reads as another column.
        if (!text.empty() && text.back() != '\n') return "the last line has no end (press Enter behind it), as in a file that was cut off";
        return what_is_missing();
    }
    Scale scale;

private:
    std::optional<std::string> take(std::string_view line) {
        if (line == "[lanes]") {
            in_lanes_ = true;
            return std::nullopt;
        }
        const auto equals = line.find('=');
        if (equals == std::string_view::npos) return "no \"key = value\"";
        const auto key = trim(line.substr(0, equals));
        const auto value = trim(line.substr(equals + 1));
        return in_lanes_ ? take_lane(key, value) : take_key(key, value);
    }

    std::optional<std::string> take_lane(std::string_view key, std::string_view value) {
        const auto lane = parse_number(key);
        const auto column = parse_number(value);
        if (!lane || *lane == 0 || *lane > 9999 || !column) return "a lane is a number, and so is its column";
        if (scale.columns.size() == limits::result_rows) return "no race has so many lanes";
        if (!scale.columns.emplace(*lane, *column).second) return "this lane stands here twice";
        return std::nullopt;
    }

    std::optional<std::string> take_key(std::string_view key, std::string_view value) {
        if (key == "race" && scale.race.empty()) {
            if (value.size() < 3 || value.size() > limits::name_bytes || value.front() != '"' || value.back() != '"' || !is_utf8(value)) return "the race is a text in quotes";
            scale.race = value.substr(1, value.size() - 2);
            return std::nullopt;
        }
        const auto number = parse_number(value);
        if (key == "lines_per_s" && scale.lines_per_s == 0) {
            if (!number || *number == 0 || *number > most_lines_per_s) return "a camera takes 1 to 1,000,000 lines a second";
            scale.lines_per_s = *number;
            return std::nullopt;
        }
        if (key == "column_0_us" && !scale.column_0_us) {
            if (!number || *number > longest_race_us) return "column 0 is at most a day after the start signal";
            scale.column_0_us = number;
            return std::nullopt;
        }
        return "known are race, lines_per_s and column_0_us, each once, and [lanes]";
    }

    [[nodiscard]] std::optional<std::string> what_is_missing() const {
        if (scale.race.empty()) return "it lacks \"race\"";
        if (scale.lines_per_s == 0) return "it lacks \"lines_per_s\"";
        if (!scale.column_0_us) return "it lacks \"column_0_us\"";
        if (scale.columns.empty()) return "no lane stands under \"[lanes]\"";
        return std::nullopt;
    }

    bool in_lanes_ = false;
};

/// The instant of a column since the start signal, to the nearest nanosecond.
Duration time_of(const Scale& scale, std::uint64_t column) {
    const auto since = (column * 2'000'000'000 / scale.lines_per_s + 1) / 2;  // columns stay below a million
    return std::chrono::microseconds{static_cast<std::int64_t>(*scale.column_0_us)} + Duration{static_cast<std::int64_t>(since)};
}

RawResult result_of(const std::string& name, const Seen& picture, const Scale& scale) {
    RawResult result;
    result.key = scale.race;
    result.document = name;
    result.resolution = Duration{static_cast<std::int64_t>((1'000'000'000 + scale.lines_per_s - 1) / scale.lines_per_s)};
    result.picture = {picture.digest, picture.size.width, picture.size.height, std::chrono::microseconds{static_cast<std::int64_t>(*scale.column_0_us)}, static_cast<std::uint32_t>(scale.lines_per_s)};
    for (const auto& [lane, column] : scale.columns) {
        RawResultRow row;
        row.lane = static_cast<std::uint32_t>(lane);
        row.time = time_of(scale, column);
        row.column = static_cast<std::uint32_t>(column);
        result.rows.push_back(std::move(row));
    }
    return result;
}

class PhotoImage final : public Driver {
public:
    void on_bytes(Bytes bytes, HostTime, DriverOutput& out) override {
        out.skipped(bytes.size(), "\"photo_image\" reads pictures from files: give the device a folder link.");
    }

    void on_file(std::string_view name, Bytes content, HostTime, DriverOutput& out) override {
        const std::string_view bytes{reinterpret_cast<const char*>(content.data()), content.size()};
        if (!to_lower(name).ends_with(scale_ending)) return on_picture(name, bytes, bytes.size(), sha256(bytes), out);
        const std::string picture{name.substr(0, name.size() - scale_ending.size())};
        if (const auto wrong = take_scale(picture, bytes)) return refuse(name, bytes.size(), *wrong, out);
        out.alive();
        match(picture, out);
    }

    void on_head(std::string_view name, const FileHead& file, HostTime, DriverOutput& out) override {
        on_picture(name, {reinterpret_cast<const char*>(file.head.data()), file.head.size()}, file.size, file.digest, out);
    }

private:
    static void refuse(std::string_view name, std::size_t size, const std::string& why, DriverOutput& out) { out.skipped(size, "\"" + printable(name, 100) + "\": " + why); }

    void on_picture(std::string_view name, std::string_view head, std::uint64_t bytes, const Digest& digest, DriverOutput& out) {
        const auto size = read_picture_size(head);
        if (!size) return refuse(name, bytes, "it is no PNG or JPEG picture, or one that is damaged or has an absurd size", out);
        const std::string picture{name};
        make_room(pictures_, picture);
        pictures_[picture] = {++arrivals_, digest, *size};
        out.alive();
        match(picture, out);
    }

    std::optional<std::string> take_scale(const std::string& picture, std::string_view text) {
        if (text.size() > limits::device_file_bytes) return "the file is too large";
        ScaleReader reader;
        if (auto wrong = reader.read(text)) return wrong;
        make_room(scales_, picture);
        reader.scale.order = ++arrivals_;
        scales_[picture] = std::move(reader.scale);
        return std::nullopt;
    }

    /// Both lie in the folder: the readings are made times.
    void match(const std::string& name, DriverOutput& out) {
        const auto picture = pictures_.find(name);
        const auto scale = scales_.find(name);
        const auto is_complete = picture != pictures_.end() && scale != scales_.end();
        if (is_complete) scale->second.has_met = true;
        out.condition({what_waits()});
        if (!is_complete) return;
        const auto width = picture->second.size.width;
        for (const auto& [lane, column] : scale->second.columns) {
            if (column >= width) return out.skipped(0, "\"" + printable(name, 100) + "\" has " + std::to_string(width) + " columns: lane " + std::to_string(lane) + " cannot be read in column " + std::to_string(column));
            if (time_of(scale->second, column) <= 0ns) return out.skipped(0, "\"" + printable(name, 100) + "\": lane " + std::to_string(lane) + " would have a time of zero");
        }
        out.result(result_of(name, picture->second, scale->second));
    }

    [[nodiscard]] std::string what_waits() const {
        const auto is_waiting = [](const auto& one) { return !one.second.has_met; };
        const auto first = std::ranges::find_if(scales_, is_waiting);
        if (first == scales_.end()) return {};
        const auto others = std::ranges::count_if(scales_, is_waiting) - 1;
        const auto name = printable(first->first, 100);
        if (others == 0) return name + " is not there yet; its readings wait for it.";
        return name + " and " + (others == 1 ? "one more picture" : std::to_string(others) + " more pictures") + " are not there yet; their readings wait for them.";
    }

    /// The oldest is forgotten.
    template <class Map>
    static void make_room(Map& map, const std::string& name) {
        if (map.size() < limits::pictures || map.contains(name)) return;
        map.erase(std::ranges::min_element(map, {}, [](const auto& one) { return one.second.order; }));
    }

    std::map<std::string, Seen> pictures_;   ///< at most limits::pictures, as are the scales
    std::map<std::string, Scale> scales_;
    std::uint64_t arrivals_ = 0;
};

}  // namespace

extern const DriverSpec photo_image_driver;
const DriverSpec photo_image_driver{
    .name = "photo_image",
    .title = "Photo-finish pictures (PNG, JPEG) with a scale file",
    .maturity = Maturity::documented,
    .default_link = "folder:///srv/photo",
    .expected_rhythm = 0ns,
    .settings = {},
    .digested = picture_endings,
    .make = [](const Settings&) -> Result<std::unique_ptr<Driver>> { return std::unique_ptr<Driver>{std::make_unique<PhotoImage>()}; },
};

}  // namespace bowball::capture
