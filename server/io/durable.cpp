#include "io/durable.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "io/descriptor.hpp"

namespace bowball::io {

bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

Result<void> make_durable(const std::string& path) {
    const Descriptor opened{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    const auto is_synced = opened.get() >= 0 && (::fsync(opened.get()) == 0 || errno == EINVAL || errno == ENOTSUP);
    if (!is_synced) return Error{errc::io_failed, path + " cannot be made durable. Check that disk."};
    return {};
}

Result<void> make_name_durable(const std::string& path) {
    const auto folder = std::filesystem::path{path}.parent_path().string();
    return make_durable(folder.empty() ? "." : folder);
}

}  // namespace bowball::io
