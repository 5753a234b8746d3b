#include "formats/progression_file.hpp"

#include "formats/progression_words.hpp"
// archive.hpp must come after the words.
#include "formats/archive.hpp"
#include "formats/toml_folder.hpp"
#include "rules/progression_fields.hpp"

namespace bowball::formats {
namespace {

/// The node that a path such as "cases[2].groups[0].to" names, or the last one on the way that there is.
TomlNode at_path(TomlNode node, std::string_view path) {
    for (const auto step : split(path, '.')) {
        const auto bracket = step.find('[');
        if (!node.is_object()) return node;
        const auto next = node.find(std::string{step.substr(0, bracket)});
        if (!next) return node;
        node = *next;
        if (bracket == std::string_view::npos) continue;
        const auto number = parse_number(step.substr(bracket + 1, step.find(']') - bracket - 1));
        if (!number || !node.is_array() || *number >= node.size()) return node;
        node = node.at(static_cast<std::size_t>(*number));
    }
    return node;
}

Error place_error(const TomlNode& root, const std::string& text) {
    const auto colon = text.find(": ");
    const auto path = text.substr(0, colon);
    const auto where = at_path(root, path).where();
    // A key that is absent has no line of its own: the line is of what lacks it, the path in full.
    const auto place = where.substr(0, where.find(": "));
    return {errc::bad_input, place + ": " + text};
}

}  // namespace

Result<rules::ProgressionTable> read_progression(std::string_view text, const std::string& file) {
    const auto parsed = parse_toml(text, file);
    if (!parsed) return parsed.error();
    const ReadRules reading{milliseconds, true, false, 1000, 4096};
    auto table = read_struct<rules::ProgressionTable>(parsed->node(), reading);
    if (!table) return table.error();
    if (const auto sound = rules::check(*table); !sound) return place_error(parsed->node(), sound.error().text);
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
