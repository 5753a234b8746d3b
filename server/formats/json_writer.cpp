#include "formats/json_writer.hpp"

#include <charconv>

#include "core/text.hpp"

namespace bowball::formats {
namespace {

template <class Number>
void append_number(std::string& out, Number number) {
    char digits[24];
    const auto [end, problem] = std::to_chars(digits, digits + sizeof digits, number);
    out.append(digits, end);
}

/// The text with every byte that is not part of well-formed UTF-8 replaced.
std::string repaired(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        auto length = std::size_t{1};
        while (length <= 4 && length <= text.size() && !is_utf8(text.substr(0, length))) ++length;
        if (length > 4 || length > text.size()) {
            out += "\xEF\xBF\xBD";
            text.remove_prefix(1);
        } else {
            out += text.substr(0, length);
            text.remove_prefix(length);
        }
    }
    return out;
}

}  // namespace

void JsonWriter::separate() {
    if (needs_comma_) out_ += ',';
    needs_comma_ = true;
}

JsonWriter& JsonWriter::open(char bracket) {
    separate();
    out_ += bracket;
    needs_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
    out_ += bracket;
    needs_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    quote(name);
    out_ += ':';
    needs_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
    separate();
    append_number(out_, number);
    return *this;
}

JsonWriter& JsonWriter::value(std::uint64_t number) {
    separate();
    append_number(out_, number);
    return *this;
}

JsonWriter& JsonWriter::value(bool truth) {
    separate();
    out_ += truth ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    separate();
    if (is_utf8(text)) quote(text);
    else quote(repaired(text));
    return *this;
}

JsonWriter& JsonWriter::null() {
    separate();
    out_ += "null";
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
    separate();
    out_ += json;
    return *this;
}

void JsonWriter::quote(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    out_ += '"';
    for (const auto character : text) {
        const auto byte = static_cast<unsigned char>(character);
        switch (character) {
            case '"': out_ += "\\\""; break;
            case '\\': out_ += "\\\\"; break;
            case '\n': out_ += "\\n"; break;
            case '\r': out_ += "\\r"; break;
            case '\t': out_ += "\\t"; break;
            default:
                if (byte < 0x20 || byte == 0x7F) {
                    out_ += "\\u00";
                    out_ += hex[byte >> 4];
                    out_ += hex[byte & 15];
                } else {
                    out_ += character;
                }
        }
    }
    out_ += '"';
}

}  // namespace bowball::formats
