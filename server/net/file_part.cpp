#include "net/video_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "net/byte_range.hpp"

namespace bowball::net {
namespace {

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
        if (descriptor_ < 0 || ::fstat(descriptor_, &facts) != 0 || !S_ISREG(facts.st_mode)) return;
        size_ = static_cast<std::uint64_t>(facts.st_size);
        identity_ = facts.st_ino;
    }
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    [[nodiscard]] std::optional<std::uint64_t> size() const { return size_; }
    [[nodiscard]] std::uint64_t identity() const { return identity_; }
    /// Nothing if the file no longer has them all.
    [[nodiscard]] std::optional<std::string> read(std::uint64_t first, std::uint64_t count) const {
        std::string bytes(count, '\0');
        std::size_t have = 0;
        while (have < bytes.size()) {
            const auto got = ::pread(descriptor_, bytes.data() + have, bytes.size() - have, static_cast<off_t>(first + have));
            if (got <= 0) return std::nullopt;
            have += static_cast<std::size_t>(got);
        }
        return bytes;
    }

private:
    int descriptor_;
    std::optional<std::uint64_t> size_;
    std::uint64_t identity_ = 0;
};

VideoPart refused(HttpAnswer answer) { return {std::move(answer), {}, 0, 0}; }

HttpAnswer no_such_part(std::uint64_t size) {
    auto answer = refusal({errc::bad_input, "Ask for a part of the file, such as Range: bytes=0-."});
    answer.status = 416;
    answer.headers.emplace_back("Content-Range", "bytes */" + std::to_string(size));
    return answer;
}

}  // namespace

VideoPart open_video(const std::string& name, const std::string& file, const std::string& range) {
    const OpenFile opened{file};
    const auto size = opened.size();
    if (!size) return refused(refusal({errc::not_found, "The file of video \"" + name + "\" is not there now. Check the recorder."}));
    const auto is_whole = range.empty();
    const auto part = parse_byte_range(range, *size);
    if (!is_whole && !part) return refused(no_such_part(*size));
    const auto first = is_whole ? 0 : part->first;
    const auto count = std::min<std::uint64_t>(is_whole ? *size : part->last - first + 1, limits::video_piece_bytes);
    auto bytes = opened.read(first, count);
    if (!bytes) return refused(refusal({errc::io_failed, "The file of video \"" + name + "\" cannot be read."}));
    HttpAnswer answer;
    answer.content_type = type_of(file);
    answer.headers.emplace_back("Accept-Ranges", "bytes");
    answer.headers.emplace_back("Cache-Control", "private, no-cache");  // it may still be growing
    if (!is_whole) {
        answer.status = 206;
        answer.headers.emplace_back("Content-Range", "bytes " + std::to_string(first) + "-" + std::to_string(first + count - 1) + "/" + std::to_string(*size));
    }
    return {std::move(answer), std::move(*bytes), is_whole ? *size : count, opened.identity()};
}

std::string read_on(const std::string& file, std::uint64_t first, std::uint64_t total, std::uint64_t identity) {
    const OpenFile opened{file};
    if (!opened.size() || opened.identity() != identity) return {};
    return opened.read(first, std::min<std::uint64_t>(total - first, limits::video_piece_bytes)).value_or("");
}

}  // namespace bowball::net
