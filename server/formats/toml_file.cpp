#include "formats/toml_file.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <tuple>

namespace bowball::formats {
namespace {

/// True where the library gives up on a text instead of refusing it.
bool gives_up(std::string_view text) {
    try {
        std::ignore = toml::parse(text);
    } catch (const toml::parse_error&) {
        return false;
    } catch (const std::logic_error&) {
        return true;
    }
    return false;
}

/// The first line that makes the library give up.
std::size_t hopeless_line(std::string_view text) {
    auto line = std::size_t{1};
    for (auto end = text.find('\n'); end != std::string_view::npos && !gives_up(text.substr(0, end)); end = text.find('\n', end + 1)) ++line;
    return line;
}

}  // namespace

Result<TomlFile> parse_toml(std::string_view text, const std::string& file) {
    try {
        return TomlFile{std::make_unique<toml::table>(toml::parse(text, file)), file};
    } catch (const toml::parse_error& problem) {
        const auto& begin = problem.source().begin;
        return Error{errc::bad_input, file + ":" + std::to_string(begin.line) + ":" + std::to_string(begin.column) + ": " + std::string{problem.description()} + "."};
    } catch (const std::logic_error&) {
        return Error{errc::bad_input, file + ":" + std::to_string(hopeless_line(text)) + ":1: this line is no TOML."};
    }
}

Result<std::string> read_text_file(const std::string& file) {
    std::ifstream stream{file, std::ios::binary};
    std::ostringstream text;
    if (stream) text << stream.rdbuf();   // bad where the disk, or a folder in its place, gives nothing; only failed where it is empty
    if (!stream.is_open() || text.bad()) return Error{errc::io_failed, file + " cannot be read. Check the path."};
    return std::move(text).str();
}

std::string beside(const std::string& file, const std::string& path) {
    if (path.empty() || std::filesystem::path{path}.is_absolute()) return path;
    return (std::filesystem::path{file}.parent_path() / path).lexically_normal().string();
}

}  // namespace bowball::formats
