#include "net/videos.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <charconv>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/json_writer.hpp"
#include "net/byte_range.hpp"

namespace bowball::net {
namespace {

std::string url_of(const Video& video) { return video.file.empty() ? video.url : "/api/v1/videos/" + video.name; }

std::string type_of(std::string_view file) {
    const auto ending = to_lower(file.substr(std::min(file.rfind('.'), file.size())));
    if (ending == ".mp4" || ending == ".m4v") return "video/mp4";
    if (ending == ".webm") return "video/webm";
    if (ending == ".mkv") return "video/x-matroska";
    if (ending == ".mov") return "video/quicktime";
    if (ending == ".ts") return "video/mp2t";
    return "application/octet-stream";
}

/// Closes what it opened.
class OpenFile {
public:
    /// Not a device or a pipe, which might never answer.
    explicit OpenFile(const std::string& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {
        struct stat facts {};
        if (descriptor_ >= 0 && ::fstat(descriptor_, &facts) == 0 && S_ISREG(facts.st_mode)) size_ = static_cast<std::uint64_t>(facts.st_size);
    }
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    [[nodiscard]] std::optional<std::uint64_t> size() const { return size_; }
    [[nodiscard]] std::optional<std::string> read(ByteRange range) const {
        std::string bytes(range.last - range.first + 1, '\0');
        std::size_t have = 0;
        while (have < bytes.size()) {
            const auto got = ::pread(descriptor_, bytes.data() + have, bytes.size() - have, static_cast<off_t>(range.first + have));
            if (got <= 0) return std::nullopt;
            have += static_cast<std::size_t>(got);
        }
        return bytes;
    }

private:
    int descriptor_;
    std::optional<std::uint64_t> size_;
};

HttpAnswer no_such_part(std::uint64_t size, const std::string& text) {
    auto answer = refusal({errc::bad_input, text});
    answer.status = 416;
    answer.headers.emplace_back("Content-Range", "bytes */" + std::to_string(size));
    return answer;
}

HttpAnswer read_piece(const Video& video, const std::string& wanted) {
    const OpenFile file{video.file};
    const auto size = file.size();
    if (!size) return refusal({errc::not_found, "The file of video \"" + video.name + "\" is not there now. Check the recorder."});
    const auto is_whole = wanted.empty() && *size > 0 && *size <= limits::video_piece_bytes;
    auto range = is_whole ? ByteRange{0, *size - 1} : parse_byte_range(wanted, *size).value_or(ByteRange{1, 0});
    if (range.last < range.first) return no_such_part(*size, "Ask for a part of the file, such as Range: bytes=0-.");
    range.last = std::min<std::uint64_t>(range.last, range.first + limits::video_piece_bytes - 1);
    auto bytes = file.read(range);
    if (!bytes) return refusal({errc::io_failed, "The file of video \"" + video.name + "\" cannot be read."});
    HttpAnswer answer;
    answer.content_type = type_of(video.file);
    answer.headers.emplace_back("Accept-Ranges", "bytes");
    answer.headers.emplace_back("Cache-Control", "private, no-cache");  // it may still be growing
    if (!is_whole) {
        answer.status = 206;
        answer.headers.emplace_back("Content-Range", "bytes " + std::to_string(range.first) + "-" + std::to_string(range.last) + "/" + std::to_string(*size));
    }
    answer.body = std::move(*bytes);
    return answer;
}

std::optional<std::int64_t> parse_time_us(std::string_view text) {
    constexpr std::int64_t most = 9'000'000'000'000'000;  // nanoseconds of it fit 64 bits: the year 2255
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc{} || end != text.data() + text.size() || number < -most || number > most) return std::nullopt;
    return number;
}

void write_video(formats::JsonWriter& out, const Video& video) {
    out.key("name").value(std::string_view{video.name}).key("title").value(std::string_view{video.title});
    out.key("point").value(std::string_view{video.point}).key("url").value(std::string_view{url_of(video)});
}

}  // namespace

HttpAnswer Videos::list() const {
    formats::JsonWriter out;
    out.begin_array();
    for (const auto& video : videos_) {
        out.begin_object();
        write_video(out, video);
        out.end_object();
    }
    out.end_array();
    return {200, "application/json", out.take(), {}};
}

HttpAnswer Videos::at(const HttpRequest& request) const {
    const auto time_us = parse_time_us(query_value(request.query, "time_us"));
    if (!time_us) return refusal({errc::bad_input, "time_us is an instant of the venue's timeline, in microseconds."});
    formats::JsonWriter out;
    out.begin_object().key("time_us").value(*time_us).key("videos").begin_array();
    for (const auto& video : videos_) {
        const auto moment = video.moment(RaceTime{std::chrono::microseconds{*time_us}});
        if (!moment) continue;
        out.begin_object();
        write_video(out, video);
        out.key("frame").value(moment->frame).key("position_us").value(moment->position_us);
        out.key("frame_us").value(moment->frame_us).key("uncertainty_us").value(moment->uncertainty_us).end_object();
    }
    out.end_array().end_object();
    return {200, "application/json", out.take(), {}};
}

void Videos::piece(const std::string& name, const HttpRequest& request, Answer answer) {
    const auto* video = find(name);
    if (video == nullptr || video->file.empty()) return answer(refusal({errc::not_found, "There is no video \"" + printable(name, 60) + "\"."}));
    if (waiting_ >= limits::video_pieces_waiting) return answer(refusal({errc::too_many, "Too many pieces of videos are asked for at once. Try again."}));
    ++waiting_;
    boost::asio::post(readers_, [this, video, wanted = request.range, answer = std::move(answer)]() mutable {
        auto read = read_piece(*video, wanted);
        boost::asio::post(context_, [this, read = std::move(read), answer = std::move(answer)]() mutable {
            --waiting_;
            answer(std::move(read));
        });
    });
}

const Video* Videos::find(const std::string& name) const {
    const auto found = std::ranges::find(videos_, name, &Video::name);
    return found == videos_.end() ? nullptr : &*found;
}

}  // namespace bowball::net
