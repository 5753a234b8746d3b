#include "formats/config_videos.hpp"

#include <algorithm>

#include "core/limits.hpp"
#include "formats/archive.hpp"
#include "formats/toml_file.hpp"

namespace bowball::formats {
namespace {

/// A block as it stands in the file.
struct SightingRow {
    std::int64_t frame = -1;
    Duration uncertainty = 10ms;
};
struct VideoRow {
    VideoConfig video;
    std::string frame_rate;
    Duration start_uncertainty = 1s;
};

}  // namespace

template <class A> void fields(A& a, SightingRow& s) { a("frame", s.frame); a.span("uncertainty", s.uncertainty); a.asked("instant"); }
template <class A> void fields(A& a, VideoRow& v) {
    a("name", v.video.name);
    a("title", v.video.title);
    a("point", v.video.point);
    a("file", v.video.file);
    a("url", v.video.url);
    a("frame_rate", v.frame_rate);
    a.span("start_uncertainty", v.start_uncertainty);
    a("frames", v.video.frames);
    a.asked("start");
    a.asked("end");
    a.asked("corrections");
}

namespace {

const ReadRules rules{milliseconds, true, false, limits::video_sightings, 4096};

bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= 40 && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string_view::npos;
}

Result<RaceTime> instant_at(const TomlNode& node, const std::string& key) {
    const auto found = node.find(key);
    if (!found) return node.refusal("lacks \"" + key + "\".");
    const auto instant = found->instant();
    if (!instant) return found->refusal("must be a date and time such as 2026-07-24T09:00:00.250Z.");
    // What a recorder writes down without one is often local time, and wrong by an hour twice a year.
    if (!found->has_offset()) return found->refusal("needs its offset from UTC: 2026-07-24T11:00:00+02:00, or 2026-07-24T09:00:00Z.");
    return RaceTime{*instant};
}

/// "50" or "60000/1001".
Result<void> take_rate(const TomlNode& node, const VideoRow& row, VideoConfig& video) {
    const auto parts = split(row.frame_rate, '/');
    const auto frames = parse_number(trim(parts[0]));
    const auto seconds = parts.size() > 1 ? parse_number(trim(parts[1])) : std::optional<std::uint64_t>{1};
    if (!frames || !seconds || parts.size() > 2 || *frames > 1'000'000'000'000 || *seconds > 1'000'000'000'000)
        return node.refusal("needs \"frame_rate\": frames a second as text, \"50\" or \"60000/1001\".");
    video.rate_frames = static_cast<std::int64_t>(*frames);
    video.rate_seconds = static_cast<std::int64_t>(*seconds);
    return {};
}

Result<void> take_sightings(const TomlNode& node, const VideoRow& row, VideoConfig& video) {
    if (node.find("start")) {
        const auto start = instant_at(node, "start");
        if (!start) return start.error();
        video.sightings.push_back({0, *start, row.start_uncertainty});
    }
    const auto corrections = node.find("corrections");
    if (corrections && !corrections->is_array()) return corrections->refusal("must be a list.");
    if (corrections && corrections->size() > limits::video_sightings) return corrections->refusal("has too many elements.");
    for (std::size_t i = 0; corrections && i < corrections->size(); ++i) {
        const auto one = corrections->at(i);
        const auto read = read_struct<SightingRow>(one, rules);
        if (!read) return read.error();
        const auto instant = instant_at(one, "instant");
        if (!instant) return instant.error();
        video.sightings.push_back({read->frame, *instant, read->uncertainty});
    }
    if (video.sightings.empty()) return node.refusal("needs \"start\", the instant of its first frame, or [[videos.corrections]].");
    return {};
}

Result<void> take_end(const TomlNode& node, VideoConfig& video) {
    if (video.frames && *video.frames <= 0) return node.refusal(": \"frames\" is above 0.");
    if (!node.find("end")) return {};
    const auto end = instant_at(node, "end");
    if (!end) return end.error();
    const auto is_after = [&](const VideoSighting& one) { return one.at <= *end; };
    if (!std::ranges::all_of(video.sightings, is_after)) return node.refusal(": \"end\" is before \"start\", or before a correction.");
    video.end = *end;
    return {};
}

Result<VideoConfig> read_video(const TomlNode& node, const std::string& file) {
    auto row = read_struct<VideoRow>(node, rules);
    if (!row) return row.error();
    auto& video = row->video;
    if (!is_name(video.name)) return node.refusal("needs a \"name\" of small letters, digits, _ and -, at most 40.");
    if (video.name == "at") return node.refusal(": \"at\" is no name for a video: its address finds the frames of an instant.");
    if (video.file.empty() == video.url.empty()) return node.refusal("needs either \"file\" or \"url\".");
    if (!video.url.empty() && !video.url.starts_with("http://") && !video.url.starts_with("https://")) return node.refusal(": \"url\" begins with http:// or https://.");
    if (const auto rate = take_rate(node, *row, video); !rate) return rate.error();
    if (const auto taken = take_sightings(node, *row, video); !taken) return taken.error();
    if (const auto taken = take_end(node, video); !taken) return taken.error();
    video.file = beside(file, video.file);
    if (video.title.empty()) video.title = video.name;
    return std::move(video);
}

}  // namespace

Result<std::vector<VideoConfig>> read_videos(const TomlNode& node, const std::string& file) {
    if (!node.is_array()) return node.refusal("must be a list: write [[videos]].");
    if (node.size() > limits::videos) return node.refusal("has too many elements.");
    std::vector<VideoConfig> videos;
    for (std::size_t i = 0; i < node.size(); ++i) {
        auto video = read_video(node.at(i), file);
        if (!video) return video.error();
        if (std::ranges::find(videos, video->name, &VideoConfig::name) != videos.end()) return node.at(i).refusal(": there are two videos named \"" + video->name + "\".");
        videos.push_back(std::move(*video));
    }
    return videos;
}

}  // namespace bowball::formats
