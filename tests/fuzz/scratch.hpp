// Where a decoder that reads files gets them from: in memory where the system has such a folder, for a disk is a thousand times as slow.
#pragma once
#include <unistd.h>

#include <filesystem>
#include <string>

namespace bowball::fuzz {

/// Of this process alone. Whoever makes it removes it.
[[nodiscard]] inline std::string scratch_path(const std::string& name) {
    std::error_code failed;
    const std::filesystem::path in_memory = "/dev/shm";
    const auto is_there = std::filesystem::is_directory(in_memory, failed) && ::access(in_memory.c_str(), W_OK) == 0;
    return ((is_there ? in_memory : std::filesystem::temp_directory_path()) / ("bowball_fuzz_" + std::to_string(::getpid()) + "_" + name)).string();
}

}  // namespace bowball::fuzz
