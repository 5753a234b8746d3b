// A lock that dies with the process: two servers can never write one journal. Inside the journal only.
#pragma once
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <string>
#include <utility>

#include "core/result.hpp"

namespace bowball::journal {

class FileLock {
public:
    /// Fails with errc::io_failed if another process holds it.
    [[nodiscard]] static Result<FileLock> take(const std::string& file) {
        const auto path = file + ".lock";
        FileLock lock{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
        if (lock.descriptor_ < 0) return Error{errc::io_failed, "Cannot make " + path + ". Check that the data folder exists and may be written."};
        if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0)
            return Error{errc::io_failed, file + " is in use by another Bowball server. Stop it, or choose another data folder."};
        return lock;
    }
    FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    FileLock& operator=(FileLock&&) = delete;
    ~FileLock() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

private:
    explicit FileLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace bowball::journal
