// Reads how large a PNG or JPEG picture is, from its first bytes. Nothing is decoded, so that nothing in a picture can harm.
// Facts: PNG specification (ISO/IEC 15948) 5.2, 11.2.2; JPEG (ITU-T T.81) B.1, B.2.2.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "drivers/crc32.hpp"

namespace bowball::capture {

struct PictureSize {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    friend bool operator==(const PictureSize&, const PictureSize&) = default;
};

namespace picture {

/// A minute at 10,000 lines a second; no sensor is higher than this either.
inline constexpr std::uint32_t longest_side = 1'000'000;

inline std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t number = 0;
    for (const auto byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
    return number;
}

inline std::optional<PictureSize> sensible(PictureSize size) {
    const auto fits = [](std::uint32_t side) { return side > 0 && side <= longest_side; };
    return fits(size.width) && fits(size.height) ? std::optional{size} : std::nullopt;
}

/// Signature, then the chunk IHDR: length 13, name, width, height, 5 more bytes, checksum.
inline std::optional<PictureSize> png_size(std::string_view bytes) {
    if (bytes.size() < 33 || bytes.substr(8, 8) != std::string_view{"\0\0\0\rIHDR", 8} || big_endian(bytes.substr(29, 4)) != crc32(bytes.substr(12, 17))) return std::nullopt;
    return sensible({big_endian(bytes.substr(16, 4)), big_endian(bytes.substr(20, 4))});
}

/// Segments of marker and length, until one that begins a frame: C0 to CF without the tables C4, C8, CC.
inline std::optional<PictureSize> jpeg_size(std::string_view bytes) {
    std::size_t at = 2;
    while (at + 4 <= bytes.size()) {
        const auto marker = static_cast<unsigned char>(bytes[at + 1]);
        if (bytes[at] != '\xFF') return std::nullopt;
        if (marker == 0xFF) {  // fill byte
            ++at;
            continue;
        }
        const auto length = big_endian(bytes.substr(at + 2, 2));
        const auto begins_frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (begins_frame && length >= 8 && at + 9 <= bytes.size()) return sensible({big_endian(bytes.substr(at + 7, 2)), big_endian(bytes.substr(at + 5, 2))});
        if (length < 2 || begins_frame || marker == 0xDA || marker == 0xD9) return std::nullopt;
        at += 2 + length;
    }
    return std::nullopt;
}

}  // namespace picture

/// Nothing if it is neither, if it is damaged before the size, or if a side is 0 or absurd.
[[nodiscard]] inline std::optional<PictureSize> read_picture_size(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return picture::png_size(bytes);
    if (bytes.starts_with("\xFF\xD8\xFF")) return picture::jpeg_size(bytes);
    return std::nullopt;
}

}  // namespace bowball::capture
