// What FinishLynx writes into its files and what it sends to scoreboards, read in one way: text, race keys, places.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>

#include "core/observation.hpp"
#include "core/text.hpp"

namespace bowball::capture {

/// `code` is a Unicode scalar.
inline void append_utf8(std::string& out, std::uint32_t code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
        return;
    }
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (code >> shift & 0x3F)); };
    if (code < 0x800) {
        out += static_cast<char>(0xC0 | code >> 6);
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | code >> 12);
        tail(6);
    } else {
        out += static_cast<char>(0xF0 | code >> 18);
        tail(12);
        tail(6);
    }
    tail(0);
}

/// Half of a pair and an odd byte at the end become U+FFFD.
inline std::string utf8_from_utf16(std::string_view content, bool big_endian) {
    const auto unit = [&](std::size_t at) -> std::uint32_t {
        const auto first = static_cast<std::uint8_t>(content[at]);
        const auto second = static_cast<std::uint8_t>(content[at + 1]);
        return big_endian ? first << 8 | second : second << 8 | first;
    };
    std::string out;
    std::size_t at = 0;
    for (; at + 1 < content.size(); at += 2) {
        auto code = unit(at);
        const auto low = code >= 0xD800 && code < 0xDC00 && at + 3 < content.size() ? unit(at + 2) : 0;
        if (low >= 0xDC00 && low < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            at += 2;
        } else if (code >= 0xD800 && code < 0xE000) {
            code = 0xFFFD;
        }
        append_utf8(out, code);
    }
    if (at < content.size()) append_utf8(out, 0xFFFD);
    return out;
}

/// Byte-order mark (UTF-8, UTF-16 either way round), else strict UTF-8, else the code page of the camera's computer.
[[nodiscard]] inline std::string to_utf8(std::string_view content) {
    if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
    if (content.starts_with("\xFF\xFE")) return utf8_from_utf16(content.substr(2), false);
    if (content.starts_with("\xFE\xFF")) return utf8_from_utf16(content.substr(2), true);
    return is_utf8(content) ? std::string{content} : utf8_from_windows_1252(content);
}

/// "017" and "17" are one event.
inline std::string key_part(std::string_view text) {
    const auto first = text.find_first_not_of('0');
    return std::string{first == std::string_view::npos ? std::string_view{text.empty() ? "" : "0"} : text.substr(first)};
}

/// The key of a race: event, round and heat as FinishLynx numbers them, which is also the name of its result file.
[[nodiscard]] inline std::string lynx_key(std::string_view event, std::string_view round, std::string_view heat) {
    return key_part(event) + "-" + key_part(round) + "-" + key_part(heat);
}

/// What an operator types for a crew without a place: "DNF", "aufg.", "DQ 162.7". A damaged number is no such thing.
[[nodiscard]] inline bool is_status(std::string_view text) {
    const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
    const auto is_usual = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || std::string_view{" .,/-'()"}.find(c) != std::string_view::npos; };
    return !text.empty() && is_letter(text.front()) && std::ranges::all_of(text, is_usual);
}

/// The place is a number, or what the operator typed instead. False if it is neither.
inline bool take_place(std::string_view text, RawResultRow& row) {
    if (const auto read = parse_number(text); read && *read > 0 && *read <= 9999) row.place = static_cast<std::uint16_t>(*read);
    else if (is_status(text)) row.status = std::string{text};
    return row.place.has_value() || !row.status.empty();
}

}  // namespace bowball::capture
