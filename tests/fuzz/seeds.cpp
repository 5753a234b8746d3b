#include "fuzz/seeds.hpp"

#include <glob.h>

#include <fstream>
#include <iterator>

#include "core/text.hpp"
#include "folders.hpp"
#include "fuzz/decoder.hpp"

namespace bowball::fuzz {
namespace {

std::vector<std::string> files_of(const std::string& pattern) {
    ::glob_t found{};
    std::vector<std::string> files;
    if (::glob(pattern.c_str(), 0, nullptr, &found) == 0) files.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
    ::globfree(&found);
    return files;
}

void read_file(const std::string& path, std::size_t most, std::vector<Seed>& seeds) {
    std::ifstream file{path, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    const auto name = path.substr(path.rfind('/') + 1);
    const auto is_good = !name.starts_with("found_");
    if (!name.ends_with(".lines") && !name.ends_with(".jsonl")) return seeds.push_back({name, bytes.substr(0, most), is_good && bytes.size() <= most});
    auto line = 0;
    for (const auto part : split(bytes, '\n')) {
        ++line;
        if (!part.empty() && part.size() <= most) seeds.push_back({name + ":" + std::to_string(line), std::string{part}, is_good});
    }
}

}  // namespace

std::vector<Seed> seeds_of(std::string_view name) {
    const auto& decoder = decoder_of(name);
    std::vector<Seed> seeds;
    for (const auto& path : files_of(tests_folder() + "/fuzz/corpus/" + std::string{name} + "/*")) read_file(path, decoder.most_bytes, seeds);
    for (const auto& pattern : decoder.patterns) {
        const auto files = files_of(source_folder() + "/" + pattern);
        if (files.empty()) throw std::invalid_argument{std::string{name} + ": there is no file " + pattern};
        for (const auto& path : files) read_file(path, decoder.most_bytes, seeds);
    }
    auto number = 0;
    for (auto& made : decoder.seeds ? decoder.seeds() : std::vector<std::string>{}) seeds.push_back({"made_" + std::to_string(++number), std::move(made)});
    return seeds;
}

}  // namespace bowball::fuzz
