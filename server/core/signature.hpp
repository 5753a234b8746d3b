// Ed25519 (RFC 8032), by libsodium; and base64, in which keys and signatures are written. Pure.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/digest.hpp"
#include "core/result.hpp"

namespace bowball {

/// Whoever has it can tell what was signed with its counterpart, and can sign nothing.
using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// A key that signs.
class SigningKey {
public:
    /// The same seed makes the same key: 32 bytes that are drawn once, and kept from everybody.
    [[nodiscard]] static SigningKey from_seed(const Digest& seed);
    [[nodiscard]] const PublicKey& public_key() const { return public_; }
    [[nodiscard]] Signature sign(std::string_view text) const;

private:
    PublicKey public_{};
    std::array<std::uint8_t, 64> secret_{};
};

[[nodiscard]] bool is_signed(const PublicKey& key, std::string_view text, const Signature& signature);

/// Standard alphabet, with padding (RFC 4648, section 4).
[[nodiscard]] std::string to_base64(std::string_view bytes);
/// Only what to_base64 writes. Fails with errc::bad_input.
[[nodiscard]] Result<std::string> parse_base64(std::string_view text);

}  // namespace bowball
