#include "formats/entry_marks.hpp"

#include "core/limits.hpp"
#include "formats/node.hpp"
#include "formats/parse_json.hpp"

namespace bowball::formats {
namespace {

/// A whole number from 0 to 2^63-1, written as one; absent: there is none.
std::optional<std::int64_t> whole(const std::optional<JsonNode>& node) {
    const auto number = node ? node->integer() : std::nullopt;
    return number && *number >= 0 ? number : std::nullopt;
}

Error lacks(const char* what) { return {errc::bad_input, std::string{"The entry lacks "} + what + "."}; }

}  // namespace

Result<JsonDocument> parse_entry(std::string_view line) {
    if (!line.starts_with('{') || !line.ends_with('}')) return Error{errc::bad_input, "The entry is no JSON object from its first byte to its last."};
    return parse_json(line, limits::device_file_bytes);
}

Result<EntryMarks> marks_of(const JsonDocument& line) {
    const JsonNode node{line.root, ""};
    const auto seq = whole(node.find("seq"));
    const auto wall = node.find("wall_us");
    const auto wall_us = wall ? wall->integer() : std::nullopt;
    const auto kind = node.find("kind");
    auto word = kind ? kind->text() : std::nullopt;
    const auto data = node.find("data");
    if (!seq) return lacks("\"seq\", a whole number");
    if (!wall_us) return lacks("\"wall_us\", a whole number");
    if (!word) return lacks("\"kind\", a text");
    if (!data || !data->is_object()) return lacks("\"data\", an object");
    const auto race = data->find("race");
    const auto number = whole(race);
    if (race && !number) return lacks("a whole number in \"data.race\"");
    return EntryMarks{static_cast<std::uint64_t>(*seq), *wall_us, std::move(*word), number};
}

}  // namespace bowball::formats
