#include "synced.hpp"

#include <sys/syscall.h>
#include <unistd.h>

#include <filesystem>

namespace {

thread_local std::vector<std::string>* heard = nullptr;

}  // namespace

extern "C" int fsync(int descriptor) {
    std::error_code failed;
    if (heard != nullptr) heard->push_back(std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(descriptor), failed).string());
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

namespace bowball {

Synced::Synced() { heard = &names_; }

Synced::~Synced() { heard = nullptr; }

}  // namespace bowball
