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
constexpr std::uint64_t most_lines_per_s = 1'000'000;
constexpr std::uint64_t longest_race_us = 24ULL * 3600 * 1'000'000;

/// What a scale file says. Keys that are absent are zero.
struct Scale {
    std::uint64_t order = 0;                         ///< of arrival
    std::string race;
    std::uint64_t lines_per_s = 0;
    std::optional<std::uint64_t> column_0_us;
    std::map<std::uint64_t, std::uint64_t> columns;  ///< by lane
};

/// A picture as it lies in the folder.
struct Seen {
    std::uint64_t order = 0;
    Digest digest;
    PictureSize size;
};

class ScaleReader {
public:
    /// What is wrong with it, or nothing.
    std::optional<std::string> read(std::string_view text) {
        std::size_t number = 0;
        for (const auto raw : split(text, '\n')) {
            ++number;
            const auto line = trim(raw.substr(0, raw.find('#')));
            if (line.empty()) continue;
            if (const auto wrong = take(line)) return "line " + std::to_string(number) + ": " + *wrong + ": \"" + printable(line, 60) + "\"";
        }
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
        const auto is_scale = name.ends_with(scale_ending);
        const std::string picture{is_scale ? name.substr(0, name.size() - scale_ending.size()) : name};
        const auto wrong = is_scale ? take_scale(picture, bytes) : take_picture(picture, bytes);
        if (wrong) return out.skipped(bytes.size(), "\"" + printable(name, 100) + "\": " + *wrong);
        out.alive();
        match(picture, out);
    }

private:
    std::optional<std::string> take_scale(const std::string& picture, std::string_view text) {
        if (text.size() > limits::device_file_bytes) return "the file is too large";
        ScaleReader reader;
        if (auto wrong = reader.read(text)) return wrong;
        make_room(scales_, picture);
        reader.scale.order = ++arrivals_;
        scales_[picture] = std::move(reader.scale);
        return std::nullopt;
    }

    std::optional<std::string> take_picture(const std::string& name, std::string_view bytes) {
        if (bytes.size() > limits::device_file_bytes) return "the file is too large";
        const auto size = read_picture_size(bytes);
        if (!size) return "it is no PNG or JPEG picture, or one that is damaged or has an absurd size";
        make_room(pictures_, name);
        pictures_[name] = {++arrivals_, sha256(bytes), *size};
        return std::nullopt;
    }

    /// Both lie in the folder: the readings are made times.
    void match(const std::string& name, DriverOutput& out) {
        const auto picture = pictures_.find(name);
        const auto scale = scales_.find(name);
        out.condition(picture == pictures_.end() ? printable(name, 100) + " is not there yet; its readings wait for it." : "");
        if (picture == pictures_.end() || scale == scales_.end()) return;
        const auto width = picture->second.size.width;
        for (const auto& [lane, column] : scale->second.columns) {
            if (column >= width) return out.skipped(0, "\"" + printable(name, 100) + "\" has " + std::to_string(width) + " columns: lane " + std::to_string(lane) + " cannot be read in column " + std::to_string(column));
            if (time_of(scale->second, column) <= 0ns) return out.skipped(0, "\"" + printable(name, 100) + "\": lane " + std::to_string(lane) + " would have a time of zero");
        }
        out.result(result_of(name, picture->second, scale->second));
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
    .make = [](const Settings&) -> Result<std::unique_ptr<Driver>> { return std::unique_ptr<Driver>{std::make_unique<PhotoImage>()}; },
};

}  // namespace bowball::capture
