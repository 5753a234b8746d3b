#include "journal/settle_wal.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace bowball::journal {
namespace {

/// SQLite writes less than 128 KiB at a time.
constexpr sqlite3_int64 piece = 64 * 1024;

/// A file as SQLite's own way to files has it.
class VfsFile {
public:
    VfsFile(sqlite3_vfs& vfs, const std::string& path) : room_(static_cast<std::size_t>(vfs.szOsFile)) {
        status_ = vfs.xOpen(&vfs, path.c_str(), get(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_WAL, nullptr);
    }
    ~VfsFile() {
        if (get()->pMethods != nullptr) get()->pMethods->xClose(get());
    }
    VfsFile(const VfsFile&) = delete;
    VfsFile& operator=(const VfsFile&) = delete;

    /// SQLITE_OK, or what went wrong.
    [[nodiscard]] int write_again() {
        if (status_ != SQLITE_OK) return status_;
        const auto& methods = *get()->pMethods;
        sqlite3_int64 size = 0;
        auto done = methods.xFileSize(get(), &size);
        std::vector<std::byte> bytes(static_cast<std::size_t>(std::min(size, piece)));
        for (sqlite3_int64 at = 0; done == SQLITE_OK && at < size; at += piece) {
            const auto count = static_cast<int>(std::min(piece, size - at));
            done = methods.xRead(get(), bytes.data(), count, at);
            if (done == SQLITE_OK) done = methods.xWrite(get(), bytes.data(), count, at);
        }
        return done == SQLITE_OK && size > 0 ? methods.xSync(get(), SQLITE_SYNC_FULL) : done;
    }

private:
    [[nodiscard]] sqlite3_file* get() { return reinterpret_cast<sqlite3_file*>(room_.data()); }

    std::vector<std::max_align_t> room_;   ///< as many as SQLite wants bytes: enough, and aligned
    int status_ = SQLITE_OK;
};

}  // namespace

Result<void> settle_wal(const std::string& file) {
    auto* vfs = sqlite3_vfs_find(nullptr);
    if (vfs == nullptr) return {};   // opening says it
    std::string path(static_cast<std::size_t>(vfs->mxPathname) + 1, '\0');
    if (vfs->xFullPathname(vfs, file.c_str(), static_cast<int>(path.size()), path.data()) != SQLITE_OK) return {};   // likewise
    path.resize(path.find('\0'));
    path += "-wal";
    auto is_there = 0;
    if (vfs->xAccess(vfs, path.c_str(), SQLITE_ACCESS_EXISTS, &is_there) == SQLITE_OK && is_there == 0) return {};
    if (const auto done = VfsFile{*vfs, path}.write_again(); done != SQLITE_OK)
        return Error{errc::io_failed, "Cannot bring to the disk what was left in " + path + ": " + sqlite3_errstr(done) + "."};
    return {};
}

}  // namespace bowball::journal
