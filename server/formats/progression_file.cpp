#include "formats/progression_file.hpp"

// archive.hpp must come after the words.
#include "formats/archive.hpp"
#include "formats/toml_folder.hpp"
#include "formats/toml_place.hpp"
#include "rules/progression_fields.hpp"

namespace bowball::formats {
Result<rules::ProgressionTable> read_progression(std::string_view text, const std::string& file) {
    const auto parsed = parse_toml(text, file);
    if (!parsed) return parsed.error();
    const ReadRules reading{milliseconds, true, false, 1000, 4096};
    auto table = read_struct<rules::ProgressionTable>(parsed->node(), reading);
    if (!table) return table.error();
    if (const auto sound = rules::check(*table); !sound) return at_its_place(parsed->node(), sound.error().text);
    return table;
}

Result<std::vector<rules::ProgressionTable>> load_progressions(const std::string& folder) {
    auto tables = read_toml_folder<rules::ProgressionTable>(folder, read_progression);
    if (!tables) return tables;
    std::ranges::sort(*tables, {}, &rules::ProgressionTable::id);
    const auto twice = std::ranges::adjacent_find(*tables, {}, &rules::ProgressionTable::id);
    if (twice != tables->end()) return Error{errc::bad_input, folder + ": two progression tables have the id \"" + twice->id + "\"."};
    return tables;
}

}  // namespace bowball::formats
