// A folder into which another program writes files: which of them are new and at rest. Reads the disk and may hang with
// it, so the link calls it on a thread of its own; knows no thread and no clock.
#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/digest.hpp"

namespace bowball::io {

/// True if the name fits the pattern; '*' stands for any characters, case does not matter.
[[nodiscard]] bool fits(std::string_view name, std::string_view pattern);

class Folder {
public:
    /// The whole of a file; absent if it cannot be read now.
    using Read = std::function<std::optional<std::string>(const std::filesystem::path&)>;

    struct File {
        std::string name;        ///< UTF-8
        std::string content;     ///< the whole, or its beginning, at most limits::device_head_bytes
        bool is_head = false;
        std::uint64_t size = 0;  ///< of the whole, as is the digest
        Digest digest{};
    };
    /// What one look found.
    struct Found {
        std::string failure;                 ///< why the folder could not be read; empty if it could
        std::vector<File> files;             ///< new, or with another content than before
        std::vector<std::string> troubles;   ///< files left out, for people; each once
    };

    /// Files whose name fits `pattern` are taken once size and time have rested for `rest`.
    /// Of those with an ending of `digested`, in small letters, the beginning is taken, and the digest of the whole.
    Folder(std::string path, std::string pattern, std::chrono::milliseconds rest, std::vector<std::string> digested = {}, Read read = read_whole);

    /// `since_last`: how long ago the last look was. A file that cannot be read is tried again at each rest.
    [[nodiscard]] Found look(std::chrono::milliseconds since_last);

    /// Whether a name leads into the folder and nowhere else.
    [[nodiscard]] static bool is_plain(std::string_view name);
    /// Where the file lies that a look calls `name`; if it is not there, where it would.
    [[nodiscard]] static std::filesystem::path path_of(const std::filesystem::path& folder, const std::string& name);
    [[nodiscard]] static std::optional<std::string> read_whole(const std::filesystem::path& path);
    /// Reads a file in portions and keeps its beginning. Without a name; absent as with Read.
    [[nodiscard]] static std::optional<File> read_head(const std::filesystem::path& path);

private:
    struct Seen {
        std::uintmax_t size = 0;
        std::filesystem::file_time_type changed;
        std::chrono::milliseconds rested{0};
        bool taken = false;
        bool complained = false;
        Digest content;
    };
    void consider(const std::filesystem::directory_entry& entry, std::chrono::milliseconds since_last, Found& found);
    void take(const std::filesystem::path& path, const std::string& name, Seen& seen, Found& found) const;
    [[nodiscard]] std::optional<File> read_file(const std::filesystem::path& path) const;

    std::string path_;
    std::string pattern_;
    std::chrono::milliseconds rest_;
    std::vector<std::string> digested_;
    Read read_;
    std::map<std::string, Seen> files_;
};

}  // namespace bowball::io
