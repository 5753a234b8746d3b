// Parses TOML files for people: errors say file, line and column. Inside formats only.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "formats/toml_node.hpp"

namespace bowball::formats {

/// A parsed file; nodes point into it.
struct TomlFile {
    std::unique_ptr<toml::table> root;
    std::string file;
    [[nodiscard]] TomlNode node() const { return {*root, file}; }
};

[[nodiscard]] Result<TomlFile> parse_toml(std::string_view text, const std::string& file);
/// The whole text of a file. Fails with errc::io_failed.
[[nodiscard]] Result<std::string> read_text_file(const std::string& file);
/// `path` as seen from the folder of `file`.
[[nodiscard]] std::string beside(const std::string& file, const std::string& path);

}  // namespace bowball::formats
