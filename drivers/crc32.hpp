// The checksum of zip, Ethernet and PNG: CRC-32 of ISO 3309 and IEEE 802.3. Header only.
#pragma once
#include <cstdint>
#include <string_view>

namespace bowball::capture {

[[nodiscard]] inline std::uint32_t crc32(std::string_view bytes) {
    auto sum = 0xFFFFFFFFU;
    for (const auto byte : bytes) {
        sum ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) sum = (sum & 1U) != 0 ? sum >> 1 ^ 0xEDB88320U : sum >> 1;
    }
    return ~sum;
}

}  // namespace bowball::capture
