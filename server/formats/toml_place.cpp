#include "formats/toml_place.hpp"

#include "core/text.hpp"

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

}  // namespace

Error at_its_place(const TomlNode& root, const std::string& text) {
    const auto colon = text.find(": ");
    const auto path = text.substr(0, colon);
    const auto where = at_path(root, path).where();
    // A key that is absent has no line of its own: the line is of what lacks it, the path in full.
    const auto place = where.substr(0, where.find(": "));
    return {errc::bad_input, place + ": " + text};
}

}  // namespace bowball::formats
