#include "io/folder.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include "core/limits.hpp"
#include "core/running_digest.hpp"
#include "core/text.hpp"

namespace bowball::io {

namespace fs = std::filesystem;
namespace {

std::string shown_name(const fs::path& path) {
    auto name = path.filename().string();
    return is_utf8(name) ? name : utf8_from_windows_1252(name);
}

}  // namespace

bool fits(std::string_view name, std::string_view pattern) {
    const auto parts = split(pattern, '*');
    const auto lower_name = to_lower(name);
    auto rest = std::string_view{lower_name};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto part = to_lower(parts[i]);
        const auto is_last = i + 1 == parts.size();
        const auto at = is_last && i > 0 ? (rest.size() >= part.size() && rest.ends_with(part) ? rest.size() - part.size() : std::string_view::npos) : rest.find(part);
        if (at == std::string_view::npos || (i == 0 && at != 0)) return false;
        rest.remove_prefix(at + part.size());
    }
    return parts.size() > 1 || rest.empty();
}

Folder::Folder(std::string path, std::string pattern, std::chrono::milliseconds rest, std::vector<std::string> digested, Read read)
    : path_(std::move(path)), pattern_(std::move(pattern)), rest_(rest), digested_(std::move(digested)), read_(std::move(read)) {}

Folder::Found Folder::look(std::chrono::milliseconds since_last) {
    Found found;
    std::error_code failed;
    for (fs::directory_iterator entry{path_, failed}; !failed && entry != fs::directory_iterator{}; entry.increment(failed)) consider(*entry, since_last, found);
    if (failed) found.failure = path_ + ": the folder cannot be read (" + failed.message() + "). Check the path, or the share that it is on.";
    return found;
}

void Folder::consider(const fs::directory_entry& entry, std::chrono::milliseconds since_last, Found& found) {
    std::error_code failed;
    const auto name = shown_name(entry.path());
    if (!fits(name, pattern_) || !entry.is_regular_file(failed)) return;
    const auto size = entry.file_size(failed);
    const auto changed = entry.last_write_time(failed);
    if (failed) return;  // gone between two looks
    auto& seen = files_[name];
    if (seen.size != size || seen.changed != changed) {
        seen.size = size;
        seen.changed = changed;
        seen.rested = std::chrono::milliseconds{0};
        seen.taken = seen.complained = false;
        return;
    }
    seen.rested += since_last;
    if (seen.taken || seen.rested < rest_) return;
    auto waiting = std::size_t{0};
    for (const auto& file : found.files) waiting += file.is_head ? file.size : file.content.size();   // a picture is read whole for its digest
    if (waiting >= limits::device_file_bytes) return;  // at the next look: a full folder is taken in portions
    take(entry.path(), name, seen, found);
}

void Folder::take(const fs::path& path, const std::string& name, Seen& seen, Found& found) const {
    const auto complain = [&](std::string_view why) {
        if (!std::exchange(seen.complained, true)) found.troubles.push_back(name + ": " + std::string{why});
    };
    seen.taken = true;
    const auto lower = to_lower(name);
    const auto is_digested = std::ranges::any_of(digested_, [&](const std::string& ending) { return lower.ends_with(ending); });
    if (is_digested && seen.size > limits::device_picture_bytes) return complain("the file is too large, even for a picture.");
    if (!is_digested && seen.size > limits::device_file_bytes) return complain("the file is too large for a result.");
    auto file = is_digested ? read_head(path) : read_file(path);
    if (!file || file->size != seen.size) {
        // Locked by the program that writes it, or in the middle of being written: not lost, but looked at again.
        seen.taken = false;
        seen.rested = std::chrono::milliseconds{0};
        return complain("the file cannot be read now. It is tried again by itself.");
    }
    if (file->digest == seen.content) return;  // written again, with the same content
    seen.content = file->digest;
    file->name = name;
    found.files.push_back(std::move(*file));
}

bool Folder::is_plain(std::string_view name) { return !name.empty() && name != "." && name != ".." && name.find_first_of(std::string_view{"/\0", 2}) == std::string_view::npos; }

fs::path Folder::path_of(const fs::path& folder, const std::string& name) {
    std::error_code failed;
    const auto plain = folder / name;
    if (fs::exists(plain, failed)) return plain;
    for (fs::directory_iterator entry{folder, failed}; !failed && entry != fs::directory_iterator{}; entry.increment(failed)) {
        if (shown_name(entry->path()) == name) return entry->path();
    }
    return plain;
}

std::optional<Folder::File> Folder::read_file(const fs::path& path) const {
    auto content = read_(path);
    if (!content) return std::nullopt;
    File file{{}, std::move(*content)};
    file.size = file.content.size();
    file.digest = sha256(file.content);
    return file;
}

std::optional<Folder::File> Folder::read_head(const fs::path& path) {
    std::ifstream stream{path, std::ios::binary};
    if (!stream) return std::nullopt;
    File file;
    file.is_head = true;
    RunningDigest digest;
    std::string portion(limits::device_portion_bytes, '\0');
    while (stream.read(portion.data(), static_cast<std::streamsize>(portion.size())) || stream.gcount() > 0) {
        const auto read = std::string_view{portion}.substr(0, static_cast<std::size_t>(stream.gcount()));
        digest.add(read);
        file.size += read.size();
        if (file.size > limits::device_picture_bytes) return std::nullopt;  // it grows while it is read
        file.content += read.substr(0, limits::device_head_bytes - file.content.size());
    }
    if (stream.bad()) return std::nullopt;
    file.digest = digest.finish();
    return file;
}

std::optional<std::string> Folder::read_whole(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) return std::nullopt;
    std::string content{std::istreambuf_iterator<char>{file}, {}};
    if (file.bad()) return std::nullopt;
    return content;
}

}  // namespace bowball::io
