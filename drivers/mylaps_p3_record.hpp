// How a record of P3 is framed: markers, escapes and its CRC. Facts: protocols 6.1.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace bowball::capture::p3 {

inline constexpr unsigned char begin_of_record = 0x8E;
inline constexpr unsigned char end_of_record = 0x8F;
inline constexpr unsigned char escape = 0x8D;
inline constexpr std::size_t header_length = 10;

inline constexpr std::array<std::uint16_t, 256> crc_table = [] {
    std::array<std::uint16_t, 256> table{};
    for (unsigned i = 0; i < 256; ++i) {
        auto value = i << 8;
        for (int bit = 0; bit < 8; ++bit) value = (value & 0x8000) != 0 ? (value << 1) ^ 0x1021 : value << 1;
        table[i] = static_cast<std::uint16_t>(value);
    }
    return table;
}();

/// Of the unescaped record with its own two bytes taken for zero. Each byte enters at the low end: not the usual CCITT.
[[nodiscard]] inline std::uint16_t crc_of(std::string_view record) {
    auto crc = 0xFFFFU;
    for (std::size_t i = 0; i < record.size(); ++i) {
        const auto byte = i == 4 || i == 5 ? 0U : static_cast<unsigned char>(record[i]);
        crc = (crc_table[crc >> 8] ^ (crc << 8) ^ byte) & 0xFFFF;
    }
    return static_cast<std::uint16_t>(crc);
}

/// A record to be sent: escaped, with its CRC.
[[nodiscard]] inline std::string record_of(std::uint16_t type, std::string_view fields) {
    std::string plain{'\x8E', '\x02'};
    const auto append_16 = [&](std::size_t value) {
        plain += static_cast<char>(value & 0xFF);
        plain += static_cast<char>(value >> 8);
    };
    append_16(header_length + fields.size() + 1);
    append_16(0);
    append_16(0);
    append_16(type);
    plain += fields;
    plain += '\x8F';
    const auto crc = crc_of(plain);
    plain[4] = static_cast<char>(crc & 0xFF);
    plain[5] = static_cast<char>(crc >> 8);
    std::string sent{plain[0]};
    for (const auto character : std::string_view{plain}.substr(1, plain.size() - 2)) {
        const auto byte = static_cast<unsigned char>(character);
        const auto is_special = byte >= escape && byte <= end_of_record;
        if (is_special) sent += static_cast<char>(escape);
        sent += static_cast<char>(is_special ? byte + 0x20 : byte);
    }
    return sent + plain.back();
}

}  // namespace bowball::capture::p3
