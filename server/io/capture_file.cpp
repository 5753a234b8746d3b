#include "io/capture_file.hpp"

#include <array>
#include <fstream>
#include <iterator>

#include "core/text.hpp"

namespace bowball::io {
namespace {

std::string escaped(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (const auto character : bytes) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte >= 0x20 && byte < 0x7F && character != '\\') {
            out += character;
        } else {
            out += "\\x";
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

std::optional<unsigned> nibble(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    return std::nullopt;
}

std::optional<std::string> unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            out += text[i];
            continue;
        }
        if (i + 3 >= text.size()) return std::nullopt;
        const auto high = nibble(text[i + 2]);
        const auto low = nibble(text[i + 3]);
        if (text[i + 1] != 'x' || !high || !low) return std::nullopt;
        out += static_cast<char>(*high << 4 | *low);
        i += 3;
    }
    return out;
}

/// A name or a link may have blanks; a word of the first line has none.
std::string one_word(std::string_view text) {
    if (text.empty()) return "-";
    auto word = escaped(std::string{text});
    for (auto at = word.find(' '); at != std::string::npos; at = word.find(' ', at)) word.replace(at, 1, "\\x20");
    return word;
}

}  // namespace

std::string encode_header(const CaptureHeader& header) {
    return "bowball-cap 1 " + one_word(header.device) + " " + one_word(header.driver) + " " + one_word(header.link) + " " + std::to_string(to_us(header.wall)) + "\n";
}

std::string encode_piece(const CapturePiece& piece) {
    return std::to_string(piece.since_start.count()) + " " + piece.direction + " " + escaped(piece.bytes) + "\n";
}

std::string encode_head(std::string_view name, const FileHead& file) {
    const std::string_view bytes{reinterpret_cast<const char*>(file.head.data()), file.head.size()};
    return encode_name(name) + " " + std::to_string(file.size) + " " + to_hex(file.digest) + " " + std::string{bytes};
}

std::optional<NamedHead> decode_head(std::string_view bytes) {
    std::array<std::string_view, 3> words;
    for (auto& word : words) {
        const auto blank = bytes.find(' ');
        if (blank == std::string_view::npos) return std::nullopt;
        word = bytes.substr(0, blank);
        bytes.remove_prefix(blank + 1);
    }
    const auto size = parse_number(words[1]);
    const auto digest = parse_digest(words[2]);
    if (!size || !digest || bytes.size() > *size) return std::nullopt;
    return NamedHead{decode_name(words[0]), {std::as_bytes(std::span{bytes}), *size, *digest}};
}

std::string encode_name(std::string_view name) {
    std::string word;
    for (const auto character : name) {
        if (character == ' ' || character == '\\') word += character == ' ' ? "\\x20" : "\\x5c";
        else word += character;
    }
    return word;
}

std::string decode_name(std::string_view word) { return unescaped(word).value_or(std::string{word}); }

Result<CaptureFile> decode_capture(std::string_view text) {
    CaptureFile file;
    auto number = std::size_t{0};
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) break;  // cut off
        const auto line = text.substr(0, end);
        text.remove_prefix(end + 1);
        if (++number == 1) {
            const auto words = split(line, ' ');
            const auto wall = words.size() == 6 ? parse_number(words[5]) : std::nullopt;
            if (words[0] != "bowball-cap" || words.size() != 6 || words[1] != "1" || !wall)
                return Error{errc::bad_input, "line 1: no recording of Bowball, or of a version that this one does not know."};
            file.header = {decode_name(words[2]), decode_name(words[3]), decode_name(words[4]), WallTime{std::chrono::microseconds{static_cast<std::int64_t>(*wall)}}};
            continue;
        }
        const auto blank = line.find(' ');
        const auto since = parse_number(line.substr(0, blank));
        if (blank == std::string_view::npos || !since || line.size() < blank + 3 || line[blank + 2] != ' ')
            return Error{errc::bad_input, "line " + std::to_string(number) + ": not <ns> <direction> <bytes>: \"" + printable(line, 60) + "\""};
        auto bytes = unescaped(line.substr(blank + 3));
        if (!bytes) return Error{errc::bad_input, "line " + std::to_string(number) + ": a backslash without xNN."};
        file.pieces.push_back({Duration{static_cast<std::int64_t>(*since)}, line[blank + 1], std::move(*bytes)});
    }
    if (number == 0) return Error{errc::bad_input, "the file is empty."};
    return file;
}

Result<CaptureFile> read_capture(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) return Error{errc::io_failed, path + " cannot be read."};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    auto decoded = decode_capture(text);
    if (!decoded) return Error{errc::bad_input, path + ": " + decoded.error().text};
    return decoded;
}

}  // namespace bowball::io
