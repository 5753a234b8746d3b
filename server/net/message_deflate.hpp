// permessage-deflate (RFC 7692) without context takeover: each message is compressed by itself, so that what was compressed
// once serves every client, and no client costs memory. Pure.
#pragma once
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace bowball::net {

/// Shorter messages gain nothing by it.
inline constexpr std::size_t least_deflate_bytes = 500;

/// What the server answers to a client that offers it.
inline constexpr std::string_view deflate_terms = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

/// Whether a value of Sec-WebSocket-Extensions offers it on terms that we take (RFC 7692 section 7.1). What we send was compressed
/// with the whole window, for all alike: who wants a smaller one gets it uncompressed.
[[nodiscard]] bool takes_offer_of_deflate(std::string_view extensions);

/// The payload of a frame with RSV1.
[[nodiscard]] std::string deflate_message(std::string_view bytes);
/// Fails with errc::bad_input on what is not compressed so, with errc::too_large where it would grow over `most_bytes`.
[[nodiscard]] Result<std::string> inflate_message(std::string_view payload, std::size_t most_bytes);

}  // namespace bowball::net
