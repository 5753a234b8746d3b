// Parses JSON that came from outside: size and nesting are bounded before a tree is built.
#pragma once
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/result.hpp"

namespace bowball::formats {

/// A parsed message. A struct of its own, for a bare tree would convert from and to everything.
struct JsonDocument {
    nlohmann::json root;
};

/// Fails with errc::too_large or errc::bad_input; the text names the byte.
[[nodiscard]] Result<JsonDocument> parse_json(std::string_view text, std::size_t most_bytes);

}  // namespace bowball::formats
