#include "io/private_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>

#include "io/durable.hpp"

namespace bowball::io {

Result<void> write_private_file(const std::string& path, const std::string& text) {
    const auto beside = path + ".new";
    const auto failed = Error{errc::io_failed, path + " cannot be written. Check that the data folder exists and may be written."};
    const auto descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) return failed;
    const auto written = write_all(descriptor, text) && ::fsync(descriptor) == 0;
    ::close(descriptor);
    if (!written || ::rename(beside.c_str(), path.c_str()) != 0) return failed;
    // Whoever is told that an account is gone must not meet it again after a power cut.
    return make_name_durable(path);
}

std::string file_stamp(const std::string& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0) return {};
    return std::to_string(status.st_ino) + " " + std::to_string(status.st_mtim.tv_sec) + "." + std::to_string(status.st_mtim.tv_nsec) + " " + std::to_string(status.st_size);
}

}  // namespace bowball::io
