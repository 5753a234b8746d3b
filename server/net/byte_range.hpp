// Which part of a file a request asks for (RFC 9110, 14.2). Pure.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace bowball::net {

/// Bytes `first` to `last`, both included.
struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

/// What `header` ("bytes=0-499", "bytes=500-", "bytes=-100") asks of a file of `size` bytes, cut at its end. Nothing if the file has
/// no such part, if several are asked for, or if it cannot be read.
[[nodiscard]] std::optional<ByteRange> parse_byte_range(std::string_view header, std::uint64_t size);

}  // namespace bowball::net
