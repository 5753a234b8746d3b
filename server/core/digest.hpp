// SHA-256: names a rule set, seals a result, chains the journal. Keyed BLAKE2b: seals datagrams. By libsodium; pure.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace bowball {

/// 32 bytes of SHA-256 (FIPS 180-4).
struct Digest {
    std::array<std::uint8_t, 32> bytes{};
    friend bool operator==(const Digest&, const Digest&) = default;
};

/// SHA-256 of the bytes of `text`.
[[nodiscard]] Digest sha256(std::string_view text);
/// SHA-256 of the 32 bytes of `previous` followed by the bytes of `text`: one link of a chain.
[[nodiscard]] Digest sha256(const Digest& previous, std::string_view text);

/// 16 bytes of BLAKE2b (RFC 7693), keyed: only who has the key can make them.
using Seal = std::array<std::uint8_t, 16>;

/// The seal of the bytes of `text` with a key of 32 bytes: BLAKE2b with a digest of 16 bytes, without salt and person.
[[nodiscard]] Seal keyed_digest(const Digest& key, std::string_view text);
/// True if the last 16 bytes of `sealed` are the seal of those before them. Takes the same time wherever they differ.
[[nodiscard]] bool is_sealed(const Digest& key, std::string_view sealed);

/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(const Digest& digest);
/// Reads 64 hexadecimal digits. Fails with errc::bad_input.
[[nodiscard]] Result<Digest> parse_digest(std::string_view hex);

}  // namespace bowball
