#include "net/videos.hpp"

#include <algorithm>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/json_writer.hpp"

namespace bowball::net {
namespace {

std::string url_of(const Video& video) { return video.file.empty() ? video.url : "/api/v1/videos/" + video.name; }

/// The venue's timeline as a configuration can name it, 1970 to 2200.
std::optional<std::int64_t> parse_time_us(std::string_view text) {
    constexpr std::uint64_t most = 7'258'118'400'000'000;
    const auto number = parse_number(text);
    if (!number || *number > most) return std::nullopt;
    return static_cast<std::int64_t>(*number);
}

/// With its dot; empty where it has none.
std::string ending_of(std::string_view file) { return to_lower(file.substr(std::min(file.rfind('.'), file.size()))); }

std::string video_type_of(std::string_view file) {
    const auto ending = ending_of(file);
    if (ending == ".mp4" || ending == ".m4v") return "video/mp4";
    if (ending == ".webm") return "video/webm";
    if (ending == ".mkv") return "video/x-matroska";
    if (ending == ".mov") return "video/quicktime";
    if (ending == ".ts") return "video/mp2t";
    return "application/octet-stream";
}

void write_video(formats::JsonWriter& out, const Video& video) {
    out.key("name").value(std::string_view{video.name}).key("title").value(std::string_view{video.title});
    out.key("point").value(std::string_view{video.point}).key("url").value(std::string_view{url_of(video)});
}

}  // namespace

Videos::Videos(boost::asio::io_context& context, std::vector<Video> videos, const std::shared_ptr<std::size_t>& taken) {
    for (auto& video : videos) {
        auto shelf = std::make_unique<FileShelf>(context, taken, "The disk of video \"" + video.name + "\"");
        filed_.push_back({std::move(video), std::move(shelf)});
    }
}

HttpAnswer Videos::list() const {
    formats::JsonWriter out;
    out.begin_array();
    for (const auto& one : filed_) {
        out.begin_object();
        write_video(out, one.video);
        out.end_object();
    }
    out.end_array();
    return {200, "application/json", out.take(), {}};
}

HttpAnswer Videos::at(const HttpRequest& request) const {
    const auto time_us = parse_time_us(query_value(request.query, "time_us"));
    if (!time_us) return refusal({errc::bad_input, "time_us is an instant of the venue's timeline, in microseconds since 1970, before 2200."});
    formats::JsonWriter out;
    out.begin_object().key("time_us").value(*time_us).key("videos").begin_array();
    for (const auto& one : filed_) {
        const auto moment = one.video.moment(RaceTime{std::chrono::microseconds{*time_us}});
        if (!moment) continue;
        out.begin_object();
        write_video(out, one.video);
        out.key("frame").value(moment->frame).key("position_us").value(moment->position_us);
        out.key("frame_us").value(moment->frame_us).key("uncertainty_us").value(moment->uncertainty_us).end_object();
    }
    out.end_array().end_object();
    return {200, "application/json", out.take(), {}};
}

void Videos::get(const std::string& name, const HttpRequest& request, Answer answer) {
    const auto found = std::ranges::find(filed_, name, [](const Filed& one) -> const std::string& { return one.video.name; });
    if (found == filed_.end() || found->video.file.empty()) return answer(refusal({errc::not_found, "There is no video \"" + printable(name, 60) + "\"."}));
    const auto& file = found->video.file;
    found->shelf->get([wanted = WantedPart{"video \"" + name + "\"", file, video_type_of(file), request.range, Change::may_grow, "video-" + name + ending_of(file)}] { return open_part(wanted); }, std::move(answer));
}

}  // namespace bowball::net
