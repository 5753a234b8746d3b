// Reads every TOML file of a folder, in the order of their names. Inside formats only.
#pragma once
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "formats/toml_file.hpp"

namespace bowball::formats {

/// `read(text, file)` gives Result<T>. Fails with its first error, or with errc::io_failed where the folder cannot be read.
template <class T, class Read>
[[nodiscard]] Result<std::vector<T>> read_toml_folder(const std::string& folder, Read read) {
    namespace fs = std::filesystem;
    std::vector<std::string> files;
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator{folder, failed}) {
        if (entry.path().extension() == ".toml") files.push_back(entry.path().string());
    }
    if (failed) return Error{errc::io_failed, folder + ": the folder cannot be read."};
    std::ranges::sort(files);
    std::vector<T> found;
    for (const auto& file : files) {
        const auto text = read_text_file(file);
        if (!text) return text.error();
        auto one = read(*text, file);
        if (!one) return one.error();
        found.push_back(std::move(*one));
    }
    return found;
}

}  // namespace bowball::formats
