// Files that are one list of things with ids: [[records]], [[schedules]] ... Inside formats only.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "formats/archive.hpp"
#include "formats/toml_folder.hpp"
#include "formats/toml_place.hpp"

namespace bowball::formats {

/// Reads [[key]] tables, each with the fields of T, and checks each: its check() says the key first.
/// Fails with errc::bad_input: file:line:column: path, and what is wrong.
template <class T>
[[nodiscard]] Result<std::vector<T>> read_toml_list(std::string_view text, const std::string& file, const std::string& key) {
    const auto parsed = parse_toml(text, file);
    if (!parsed) return parsed.error();
    const ReadRules reading{milliseconds, true, false, 1000, 4096};
    ReadArchive archive{parsed->node(), reading};
    std::vector<T> things;
    if (!archive.failure()) archive(key, things);
    archive.finish();
    if (archive.failure()) return *archive.failure();
    for (std::size_t i = 0; i < things.size(); ++i) {
        const auto sound = check(things[i]);
        if (!sound) return at_its_place(parsed->node(), key + "[" + std::to_string(i) + "]." + sound.error().text);
    }
    return things;
}

/// All lists of a folder together. Fails with errc::bad_input where two things have one id.
template <class T>
[[nodiscard]] Result<std::vector<T>> load_toml_lists(const std::string& folder, const std::string& key) {
    const auto read = [&](std::string_view text, const std::string& file) { return read_toml_list<T>(text, file, key); };
    const auto files = read_toml_folder<std::vector<T>>(folder, read);
    if (!files) return files.error();
    std::vector<T> all;
    for (const auto& file : *files) all.insert(all.end(), file.begin(), file.end());
    std::ranges::sort(all, {}, &T::id);
    const auto twice = std::ranges::adjacent_find(all, {}, &T::id);
    if (twice != all.end()) return Error{errc::bad_input, folder + ": two things have the id \"" + twice->id + "\"."};
    return all;
}

}  // namespace bowball::formats
