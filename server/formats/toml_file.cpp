#include "formats/toml_file.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace bowball::formats {

Result<TomlFile> parse_toml(std::string_view text, const std::string& file) {
    try {
        return TomlFile{std::make_unique<toml::table>(toml::parse(text, file)), file};
    } catch (const toml::parse_error& problem) {
        const auto& begin = problem.source().begin;
        return Error{errc::bad_input, file + ":" + std::to_string(begin.line) + ":" + std::to_string(begin.column) + ": " + std::string{problem.description()} + "."};
    }
}

Result<std::string> read_text_file(const std::string& file) {
    std::ifstream stream{file, std::ios::binary};
    if (!stream) return Error{errc::io_failed, file + " cannot be read. Check the path."};
    return std::string{std::istreambuf_iterator<char>{stream}, {}};
}

std::string beside(const std::string& file, const std::string& path) {
    if (path.empty() || std::filesystem::path{path}.is_absolute()) return path;
    return (std::filesystem::path{file}.parent_path() / path).lexically_normal().string();
}

}  // namespace bowball::formats
