#include "journal/unrecorded.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <string_view>
#include <utility>

#include "formats/entry.hpp"
#include "io/durable.hpp"

namespace bowball::journal {
namespace {

namespace fs = std::filesystem;
constexpr const char* marker = ".not-recorded";

/// A file that is written anew.
class NewFile {
public:
    explicit NewFile(std::string path) : path_(std::move(path)), descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600)), is_good_(descriptor_ >= 0) {}
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    /// What did not become whole is taken away.
    ~NewFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
        if (descriptor_ >= 0 && !is_kept_) ::unlink(path_.c_str());
    }
    void write(std::string_view text) {
        is_good_ = is_good_ && io::write_all(descriptor_, text);
    }
    /// Makes it durable, and that it has this name. False: it could not be written, or a power cut may take it away again.
    [[nodiscard]] bool keep() {
        is_kept_ = is_good_ && ::fsync(descriptor_) == 0;
        return is_kept_ && io::make_name_durable(path_).has_value();
    }

private:
    std::string path_;
    int descriptor_;
    bool is_good_;
    bool is_kept_ = false;
};

/// Piece by piece: they may be a million.
bool write_lines(const std::string& path, std::span<const engine::Entry> entries) {
    constexpr std::size_t piece = 256 * 1024;
    NewFile file{path};
    std::string lines;
    for (const auto& entry : entries) {
        lines += formats::encode_entry(entry) + "\n";
        if (lines.size() < piece) continue;
        file.write(lines);
        lines.clear();
    }
    file.write(lines);
    return file.keep();
}

std::string name_of(std::span<const engine::Entry> entries) { return ".not-recorded-from-" + std::to_string(entries.front().seq.value()) + ".jsonl"; }

Result<std::string> spill_into(const std::string& beginning, std::span<const engine::Entry> entries) {
    if (entries.empty()) return Error{errc::bad_input, "There is nothing to write."};
    auto place = beginning + name_of(entries);
    if (!write_lines(place, entries)) return Error{errc::io_failed, std::to_string(entries.size()) + " entries could not be written into " + place + "."};
    return place;
}

std::string temporary(const std::string& journal_file, const std::string& epoch) {
    std::error_code failed;
    const auto folder = fs::temp_directory_path(failed);
    return ((failed ? fs::path{"/tmp"} : folder) / ("bowball-" + epoch + "-" + fs::path{journal_file}.filename().string())).string();
}

}  // namespace

Unrecorded::Unrecorded(const std::string& journal_file, const std::string& epoch) : beside_(journal_file), mark_beside_(journal_file + "." + epoch + marker), elsewhere_(temporary(journal_file, epoch)) {}

void Unrecorded::take_over_older_mark() const { ::rename((beside_ + marker).c_str(), mark_beside_.c_str()); }

/// An older mark that could not be taken over, on a disk that is read-only, say, counts all the same.
bool Unrecorded::is_marked() const {
    return std::ranges::any_of(std::array{mark_beside_, elsewhere_ + marker, beside_ + marker}, [](const std::string& mark) { return ::access(mark.c_str(), F_OK) == 0; });
}

void Unrecorded::mark() const {
    // An empty file needs no room on a full disk. The journal's own disk comes last: it may hang.
    std::ignore = NewFile{elsewhere_ + marker}.keep();
    std::ignore = NewFile{mark_beside_}.keep();
}

void Unrecorded::unmark() const {
    ::unlink(mark_beside_.c_str());
    ::unlink((elsewhere_ + marker).c_str());
}

Result<std::string> Unrecorded::spill_beside(std::span<const engine::Entry> entries) const { return spill_into(beside_, entries); }

Result<std::string> Unrecorded::spill_elsewhere(std::span<const engine::Entry> entries) const { return spill_into(elsewhere_, entries); }

}  // namespace bowball::journal
