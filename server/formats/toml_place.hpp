// Where in a TOML file a key stands that a check complained about. Inside formats only.
#pragma once
#include <string>

#include "core/result.hpp"
#include "formats/toml_node.hpp"

namespace bowball::formats {

/// A check's sentence "cases[2].entries: ..." with file, line and column in front: of the key, or of what lacks it.
[[nodiscard]] Error at_its_place(const TomlNode& root, const std::string& text);

}  // namespace bowball::formats
