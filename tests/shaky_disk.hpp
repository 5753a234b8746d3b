// A disk for tests: takes the place of SQLite's own way to files, passes everything on to it, keeps what was written in its order,
// and fails, or takes its time, where a test says so.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace bowball {

class ShakyDisk {
public:
    enum class Call { open, read, write, truncate, sync, map, remove };
    /// What came to a file; of a removal, whether the folder was synced after it stands in `offset`. A sync that failed stands here too: a kernel may have thrown away then what it did not write.
    struct Step {
        Call call;
        std::string file;        ///< path
        std::int64_t offset = 0; ///< of the bytes; of a truncate, the new size
        std::string bytes;
        bool failed = false;
    };

    /// Every database that is opened from now on is on this disk. One at a time.
    ShakyDisk();
    ~ShakyDisk();
    ShakyDisk(const ShakyDisk&) = delete;
    ShakyDisk& operator=(const ShakyDisk&) = delete;

    /// Asked before each call: SQLITE_OK, or what the call is to fail with. May wait. Empty: nothing fails.
    std::function<int(Call)> fault;
    bool keeps_steps = false;
    std::vector<Step> steps;     ///< writes, truncates, syncs and removals

private:
    struct Vfs;
    std::unique_ptr<Vfs> vfs_;
};

}  // namespace bowball
