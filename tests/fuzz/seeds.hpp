// What a decoder's fuzzing begins with: kept inputs, files of the project, and what its own code makes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace bowball::fuzz {

struct Seed {
    std::string name;
    std::string bytes;
    /// False: something that was found once, kept so that it is not found again: corpus/<name>/found_*.
    bool is_good = true;
};

/// In the order of their names. Throws std::invalid_argument where a pattern names no file.
[[nodiscard]] std::vector<Seed> seeds_of(std::string_view decoder);

}  // namespace bowball::fuzz
