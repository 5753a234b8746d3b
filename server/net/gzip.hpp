// Compresses a body of HTTP once, for all who take it so. Pure.
#pragma once
#include <string>
#include <string_view>

namespace bowball::net {

/// Smaller ones gain nothing by compression.
inline constexpr std::size_t least_gzip_bytes = 500;

/// The bytes as RFC 1952 has them.
[[nodiscard]] std::string gzip(std::string_view bytes);
/// Whether the value of Accept-Encoding takes gzip: named, or "*", and not with q=0.
[[nodiscard]] bool takes_gzip(std::string_view accept_encoding);

}  // namespace bowball::net
