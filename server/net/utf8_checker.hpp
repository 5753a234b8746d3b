// Whether text is UTF-8, while it still comes: wrong bytes are seen at once, not when the message ends. Pure.
#pragma once
#include <cstdint>
#include <string_view>

namespace bowball::net {

/// As RFC 3629 has it: no overlong forms, no surrogates, nothing over U+10FFFF.
class Utf8Checker {
public:
    /// False from the first byte on that no UTF-8 has in this place.
    [[nodiscard]] bool take(std::string_view bytes) {
        for (const auto byte : bytes) take(static_cast<std::uint8_t>(byte));
        return is_good_;
    }
    /// Good so far, and no character is cut.
    [[nodiscard]] bool is_whole() const { return is_good_ && to_come_ == 0; }

private:
    void take(std::uint8_t byte) {
        if (to_come_ == 0) return begin(byte);
        is_good_ = is_good_ && byte >= least_ && byte <= most_;
        --to_come_;
        least_ = 0x80;
        most_ = 0xBF;
    }
    void begin(std::uint8_t byte) {
        if (byte < 0x80) return;
        if (byte < 0xC2 || byte > 0xF4) {
            is_good_ = false;
            return;
        }
        to_come_ = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
        least_ = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
        most_ = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
    }

    bool is_good_ = true;
    std::uint8_t to_come_ = 0;
    std::uint8_t least_ = 0x80;   ///< of the next byte
    std::uint8_t most_ = 0xBF;
};

}  // namespace bowball::net
