// A WebSocket frame as clients make them (RFC 6455 section 5.2), sound or not: for tests and benchmarks.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace bowball::net {

struct Shape {
    std::string mask = "\x12\x34\x56\x78";
    std::size_t length_bytes = 0;   ///< 0: the shortest form
    bool is_masked = true;
};

/// `first_byte`: FIN, reserved bits and opcode.
inline std::string client_frame(unsigned first_byte, std::string_view payload, const Shape& shape = {}) {
    std::string out{static_cast<char>(first_byte)};
    const auto size = payload.size();
    const auto length_bytes = shape.length_bytes > 0 ? shape.length_bytes : size < 126 ? 1 : size < 65536 ? 2 : 8;
    const auto masked = shape.is_masked ? 0x80U : 0U;
    out += static_cast<char>(masked | (length_bytes == 1 ? size : length_bytes == 2 ? 126U : 127U));
    if (length_bytes > 1) {
        for (auto byte = length_bytes; byte-- > 0;) out += static_cast<char>(static_cast<std::uint64_t>(size) >> (8 * byte) & 0xFF);
    }
    if (!shape.is_masked) return out.append(payload);
    out += shape.mask;
    for (std::size_t i = 0; i < size; ++i) out += static_cast<char>(payload[i] ^ shape.mask[i % 4]);
    return out;
}

}  // namespace bowball::net
