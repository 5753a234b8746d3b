#include "formats/parse_json.hpp"

#include "core/limits.hpp"

namespace bowball::formats {
namespace {

bool nests_too_deep(std::string_view text) {
    auto depth = std::size_t{0};
    auto in_text = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto character = text[i];
        if (in_text) {
            if (character == '\\') ++i;
            else if (character == '"') in_text = false;
        } else if (character == '"') {
            in_text = true;
        } else if (character == '{' || character == '[') {
            if (++depth > limits::json_depth) return true;
        } else if (character == '}' || character == ']') {
            if (depth > 0) --depth;
        }
    }
    return false;
}

}  // namespace

Result<JsonDocument> parse_json(std::string_view text, std::size_t most_bytes) {
    if (text.size() > most_bytes) return Error{errc::too_large, "The message is longer than " + std::to_string(most_bytes) + " bytes."};
    if (nests_too_deep(text)) return Error{errc::bad_input, "The message nests deeper than " + std::to_string(limits::json_depth) + " levels."};
    try {
        return JsonDocument{nlohmann::json::parse(text)};
    } catch (const nlohmann::json::parse_error& problem) {
        return Error{errc::bad_input, "The message is no JSON: byte " + std::to_string(problem.byte) + "."};
    } catch (const nlohmann::json::exception&) {
        return Error{errc::bad_input, "The message has a number that is out of range."};
    }
}

}  // namespace bowball::formats
