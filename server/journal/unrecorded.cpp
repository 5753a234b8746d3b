#include "journal/unrecorded.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

#include "formats/entry.hpp"

namespace bowball::journal {
namespace {

namespace fs = std::filesystem;
constexpr const char* marker = ".not-recorded";

/// Writes the file anew, durable when it returns.
bool write_file(const std::string& path, std::string_view text) {
    const auto descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return false;
    auto good = true;
    while (good && !text.empty()) {
        const auto count = ::write(descriptor, text.data(), text.size());
        good = count > 0;
        if (good) text.remove_prefix(static_cast<std::size_t>(count));
    }
    good = good && ::fsync(descriptor) == 0;
    ::close(descriptor);
    if (!good) ::unlink(path.c_str());
    return good;
}

std::string temporary(const std::string& journal_file, const std::string& epoch) {
    std::error_code failed;
    const auto folder = fs::temp_directory_path(failed);
    return ((failed ? fs::path{"/tmp"} : folder) / ("bowball-" + epoch + "-" + fs::path{journal_file}.filename().string())).string();
}

}  // namespace

Unrecorded::Unrecorded(const std::string& journal_file, const std::string& epoch) : beside_(journal_file), elsewhere_(temporary(journal_file, epoch)) {}

bool Unrecorded::is_marked() const { return ::access((beside_ + marker).c_str(), F_OK) == 0 || ::access((elsewhere_ + marker).c_str(), F_OK) == 0; }

void Unrecorded::mark() const {
    // An empty file needs no room on a full disk. The journal's own disk comes last: it may hang.
    write_file(elsewhere_ + marker, "");
    write_file(beside_ + marker, "");
}

void Unrecorded::unmark() const {
    ::unlink((beside_ + marker).c_str());
    ::unlink((elsewhere_ + marker).c_str());
}

Result<std::string> Unrecorded::spill(std::span<const engine::Entry> entries) const {
    if (entries.empty()) return Error{errc::bad_input, "There is nothing to write."};
    std::string lines;
    for (const auto& entry : entries) lines += formats::encode_entry(entry) + "\n";
    const auto name = ".not-recorded-from-" + std::to_string(entries.front().seq.value()) + ".jsonl";
    for (const auto& place : {beside_ + name, elsewhere_ + name}) {
        if (write_file(place, lines)) return place;
    }
    return Error{errc::io_failed, std::to_string(entries.size()) + " entries could not be written anywhere: neither beside " + beside_ + " nor at " + elsewhere_ + "."};
}

}  // namespace bowball::journal
