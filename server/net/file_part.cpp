#include "net/file_part.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "core/limits.hpp"
#include "net/byte_range.hpp"
#include "net/plain_file_name.hpp"

namespace bowball::net {
namespace {

std::int64_t to_ns(const timespec& at) { return static_cast<std::int64_t>(at.tv_sec) * 1'000'000'000 + at.tv_nsec; }

/// Closes what it opened.
class OpenFile {
public:
    /// Not a device or a pipe, which might never answer.
    explicit OpenFile(const std::string& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)) {
        struct stat facts {};
        if (descriptor_ < 0 || ::fstat(descriptor_, &facts) != 0 || !S_ISREG(facts.st_mode)) return;
        size_ = static_cast<std::uint64_t>(facts.st_size);
    }
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    [[nodiscard]] std::optional<std::uint64_t> size() const { return size_; }
    /// As it is now.
    [[nodiscard]] std::optional<FileIdentity> identity(Change change) const {
        struct stat facts {};
        if (!size_ || ::fstat(descriptor_, &facts) != 0) return std::nullopt;
        FileIdentity identity{facts.st_dev, facts.st_ino};
        if (change == Change::may_grow) return identity;
        identity.size = static_cast<std::uint64_t>(facts.st_size);
        identity.written_ns = to_ns(facts.st_mtim);
        identity.changed_ns = to_ns(facts.st_ctim);
        return identity;
    }
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
};

HttpAnswer no_such_part(std::uint64_t size) {
    auto answer = refusal({errc::bad_input, "Ask for a part of the file, such as Range: bytes=0-."});
    answer.status = 416;
    answer.headers.emplace_back("Content-Range", "bytes */" + std::to_string(size));
    return answer;
}

}  // namespace

FilePart refused(HttpAnswer answer) { return {std::move(answer), {}, 0, {}, {}}; }

std::optional<FileIdentity> identity_of(const std::string& file, Change change) { return OpenFile{file}.identity(change); }

FilePart open_part(const WantedPart& wanted) {
    const OpenFile opened{wanted.file};
    const auto size = opened.size();
    const auto identity = opened.identity(wanted.change);
    if (!size || !identity) return refused(refusal({errc::not_found, "The file of " + wanted.called + " is not there now. Check the recorder."}));
    const auto is_whole = wanted.range.empty();
    const auto part = parse_byte_range(wanted.range, *size);
    if (!is_whole && !part) return refused(no_such_part(*size));
    const auto first = is_whole ? 0 : part->first;
    const auto count = std::min<std::uint64_t>(is_whole ? *size : part->last - first + 1, limits::file_piece_bytes);
    auto bytes = opened.read(first, count);
    if (!bytes || opened.identity(wanted.change) != identity) return refused(refusal({errc::io_failed, "The file of " + wanted.called + " cannot be read."}));
    HttpAnswer answer;
    answer.content_type = wanted.content_type;
    answer.headers.emplace_back("Accept-Ranges", "bytes");
    answer.headers.emplace_back("Cache-Control", "private, no-store");
    if (!wanted.saved_as.empty()) answer.headers.emplace_back("Content-Disposition", "inline; filename=\"" + plain_file_name(wanted.saved_as) + "\"");
    if (!is_whole) {
        answer.status = 206;
        answer.headers.emplace_back("Content-Range", "bytes " + std::to_string(first) + "-" + std::to_string(first + count - 1) + "/" + std::to_string(*size));
    }
    return {std::move(answer), std::move(*bytes), is_whole ? *size : count, wanted, *identity};
}

std::string read_on(const WantedPart& wanted, const FileIdentity& identity, std::uint64_t first, std::uint64_t total) {
    const OpenFile opened{wanted.file};
    if (opened.identity(wanted.change) != identity) return {};
    auto bytes = opened.read(first, std::min<std::uint64_t>(total - first, limits::file_piece_bytes)).value_or("");
    return opened.identity(wanted.change) == identity ? bytes : std::string{};
}

}  // namespace bowball::net
