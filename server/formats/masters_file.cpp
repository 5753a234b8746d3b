#include "formats/masters_file.hpp"

#include "formats/masters_words.hpp"
// archive.hpp must come after the words.
#include "formats/archive.hpp"
#include "formats/toml_folder.hpp"
#include "formats/toml_place.hpp"
#include "rules/masters_fields.hpp"

namespace bowball::formats {

Result<rules::MastersRules> read_masters(std::string_view text, const std::string& file) {
    const auto parsed = parse_toml(text, file);
    if (!parsed) return parsed.error();
    const ReadRules reading{milliseconds, true, false, 1000, 4096};
    auto masters = read_struct<rules::MastersRules>(parsed->node(), reading);
    if (!masters) return masters.error();
    if (const auto sound = rules::check(*masters); !sound) return at_its_place(parsed->node(), sound.error().text);
    return masters;
}

Result<std::vector<rules::MastersRules>> load_masters(const std::string& folder) {
    auto tables = read_toml_folder<rules::MastersRules>(folder, read_masters);
    if (!tables) return tables;
    std::ranges::sort(*tables, {}, &rules::MastersRules::id);
    const auto twice = std::ranges::adjacent_find(*tables, {}, &rules::MastersRules::id);
    if (twice != tables->end()) return Error{errc::bad_input, folder + ": two masters' tables have the id \"" + twice->id + "\"."};
    return tables;
}

}  // namespace bowball::formats
