#include "core/one_line.hpp"

#include <algorithm>
#include <cstdint>

#include "core/text.hpp"

namespace bowball {
namespace {

constexpr char digits[] = "0123456789abcdef";

std::string byte_text(unsigned char byte) { return {'\\', 'x', digits[byte >> 4], digits[byte & 0xF]}; }

std::size_t length_of(unsigned char first) { return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4; }

/// Of the sequences that are written otherwise: C1 controls, U+2028 and U+2029, U+200E and U+200F, U+202A to U+202E, U+2066 to U+2069.
bool is_unseen(std::string_view one) {
    if (one.size() == 2) return one[0] == '\xC2' && static_cast<unsigned char>(one[1]) < 0xA0;
    if (one.size() != 3 || one[0] != '\xE2') return false;
    const auto rest = (static_cast<unsigned char>(one[1]) & 0x3FU) << 6 | (static_cast<unsigned char>(one[2]) & 0x3FU);
    return rest == 0x0E || rest == 0x0F || (rest >= 0x28 && rest <= 0x2E) || (rest >= 0x66 && rest <= 0x69);
}

std::string code_text(std::string_view one) {
    std::uint32_t code = static_cast<unsigned char>(one[0]) & (one.size() == 2 ? 0x1FU : 0x0FU);
    for (const auto byte : one.substr(1)) code = code << 6 | (static_cast<unsigned char>(byte) & 0x3FU);
    std::string made = "\\u{";
    for (int shift = 12; shift >= 0; shift -= 4) made += digits[code >> shift & 0xF];
    return made + "}";
}

}  // namespace

std::string one_line(std::string_view text) {
    std::string made;
    made.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto first = static_cast<unsigned char>(text[at]);
        const auto one = text.substr(at, length_of(first));
        const auto is_whole = first < 0x80 || (first >= 0xC2 && one.size() == length_of(first) && is_utf8(one));
        if (!is_whole || first < 0x20 || first == 0x7F) {
            made += byte_text(first);
            ++at;
            continue;
        }
        if (is_unseen(one)) made += code_text(one);
        else made += one;
        at += one.size();
    }
    return made;
}

}  // namespace bowball
