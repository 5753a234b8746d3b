#include "shaky_disk.hpp"

#include <sqlite3.h>

#include <new>

namespace bowball {
namespace {

using Call = ShakyDisk::Call;

/// SQLite gives the room for both: this, and the real file behind it.
struct File {
    sqlite3_file base;
    ShakyDisk* disk;
    std::string* path;
    sqlite3_file* real;
};

File& mine(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }

int ask(const ShakyDisk& disk, Call call) { return disk.fault ? disk.fault(call) : SQLITE_OK; }

int note(File& file, ShakyDisk::Step step, int result) {
    if (!file.disk->keeps_steps) return result;
    step.file = *file.path;
    step.failed = result != SQLITE_OK;
    if (!step.failed || step.call == Call::sync) file.disk->steps.push_back(std::move(step));
    return result;
}

int close_file(sqlite3_file* file) {
    auto& self = mine(file);
    const auto result = self.real->pMethods->xClose(self.real);
    delete self.path;
    return result;
}
int read_file(sqlite3_file* file, void* to, int count, sqlite3_int64 offset) {
    if (const auto failed = ask(*mine(file).disk, Call::read); failed != SQLITE_OK) return failed;
    return mine(file).real->pMethods->xRead(mine(file).real, to, count, offset);
}
int write_file(sqlite3_file* file, const void* from, int count, sqlite3_int64 offset) {
    auto& self = mine(file);
    auto result = ask(*self.disk, Call::write);
    if (result == SQLITE_OK) result = self.real->pMethods->xWrite(self.real, from, count, offset);
    return note(self, {Call::write, {}, offset, {static_cast<const char*>(from), static_cast<std::size_t>(count)}}, result);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    auto& self = mine(file);
    auto result = ask(*self.disk, Call::truncate);
    if (result == SQLITE_OK) result = self.real->pMethods->xTruncate(self.real, size);
    return note(self, {Call::truncate, {}, size, {}}, result);
}
int sync_file(sqlite3_file* file, int flags) {
    auto& self = mine(file);
    auto result = ask(*self.disk, Call::sync);
    if (result == SQLITE_OK) result = self.real->pMethods->xSync(self.real, flags);
    return note(self, {Call::sync, {}, 0, {}}, result);
}
int size_of_file(sqlite3_file* file, sqlite3_int64* size) { return mine(file).real->pMethods->xFileSize(mine(file).real, size); }
int lock_file(sqlite3_file* file, int level) { return mine(file).real->pMethods->xLock(mine(file).real, level); }
int unlock_file(sqlite3_file* file, int level) { return mine(file).real->pMethods->xUnlock(mine(file).real, level); }
int check_lock(sqlite3_file* file, int* held) { return mine(file).real->pMethods->xCheckReservedLock(mine(file).real, held); }
int control_file(sqlite3_file* file, int what, void* with) { return mine(file).real->pMethods->xFileControl(mine(file).real, what, with); }
int sector_of_file(sqlite3_file* file) { return mine(file).real->pMethods->xSectorSize(mine(file).real); }
int traits_of_file(sqlite3_file* file) { return mine(file).real->pMethods->xDeviceCharacteristics(mine(file).real); }
int map_shared(sqlite3_file* file, int region, int size, int extend, void volatile** at) {
    if (const auto failed = ask(*mine(file).disk, Call::map); failed != SQLITE_OK) return failed;
    return mine(file).real->pMethods->xShmMap(mine(file).real, region, size, extend, at);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) { return mine(file).real->pMethods->xShmLock(mine(file).real, offset, count, flags); }
void order_shared(sqlite3_file* file) { mine(file).real->pMethods->xShmBarrier(mine(file).real); }
int unmap_shared(sqlite3_file* file, int remove) { return mine(file).real->pMethods->xShmUnmap(mine(file).real, remove); }

const sqlite3_io_methods methods{2,           close_file, read_file,    write_file,     truncate_file,  sync_file,  size_of_file, lock_file,    unlock_file,
                                 check_lock,  control_file, sector_of_file, traits_of_file, map_shared, lock_shared, order_shared, unmap_shared, nullptr, nullptr};

}  // namespace

struct ShakyDisk::Vfs {
    sqlite3_vfs base;
    sqlite3_vfs* real;
    ShakyDisk* disk;

    static Vfs& of(sqlite3_vfs* vfs) { return *static_cast<Vfs*>(vfs->pAppData); }

    static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* got) {
        auto& self = of(vfs);
        file->pMethods = nullptr;
        if (const auto failed = ask(*self.disk, Call::open); failed != SQLITE_OK) return failed;
        auto* real = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(File));
        const auto result = self.real->xOpen(self.real, name, real, flags, got);
        if (result != SQLITE_OK) {
            if (real->pMethods != nullptr) real->pMethods->xClose(real);
            return result;
        }
        new (file) File{{&methods}, self.disk, new std::string{name == nullptr ? "" : name}, real};
        return SQLITE_OK;
    }

    static int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
        auto& self = of(vfs);
        if (const auto failed = ask(*self.disk, Call::remove); failed != SQLITE_OK) return failed;
        const auto result = self.real->xDelete(self.real, name, sync_folder);
        if (self.disk->keeps_steps && result == SQLITE_OK) self.disk->steps.push_back({Call::remove, name, sync_folder, {}});
        return result;
    }
};

ShakyDisk::ShakyDisk() : vfs_(std::make_unique<Vfs>()) {
    vfs_->real = sqlite3_vfs_find(nullptr);
    vfs_->disk = this;
    vfs_->base = *vfs_->real;
    vfs_->base.zName = "shaky";
    vfs_->base.pNext = nullptr;
    vfs_->base.szOsFile = static_cast<int>(sizeof(File)) + vfs_->real->szOsFile;
    vfs_->base.pAppData = vfs_.get();
    vfs_->base.xOpen = Vfs::open;
    vfs_->base.xDelete = Vfs::remove;
    sqlite3_vfs_register(&vfs_->base, 1);
}

ShakyDisk::~ShakyDisk() {
    sqlite3_vfs_unregister(&vfs_->base);
    sqlite3_vfs_register(vfs_->real, 1);
}

}  // namespace bowball
