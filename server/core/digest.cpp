#include "core/digest.hpp"

#include <sodium.h>

#include "core/octets.hpp"

namespace bowball {

Digest sha256(std::string_view text) {
    Digest digest;
    crypto_hash_sha256(digest.bytes.data(), octets_of(text), text.size());
    return digest;
}

Digest sha256(const Digest& previous, std::string_view text) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, previous.bytes.data(), previous.bytes.size());
    crypto_hash_sha256_update(&state, octets_of(text), text.size());
    Digest digest;
    crypto_hash_sha256_final(&state, digest.bytes.data());
    return digest;
}

Seal keyed_digest(const Digest& key, std::string_view text) {
    Seal seal;
    crypto_generichash(seal.data(), seal.size(), octets_of(text), text.size(), key.bytes.data(), key.bytes.size());
    return seal;
}

bool is_sealed(const Digest& key, std::string_view sealed) {
    if (sealed.size() < Seal{}.size()) return false;
    const auto text = sealed.substr(0, sealed.size() - Seal{}.size());
    const auto seal = keyed_digest(key, text);
    return sodium_memcmp(seal.data(), sealed.data() + text.size(), seal.size()) == 0;
}

std::string to_hex(const Digest& digest) {
    std::string hex(2 * digest.bytes.size() + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), digest.bytes.data(), digest.bytes.size());
    hex.pop_back();
    return hex;
}

Result<Digest> parse_digest(std::string_view hex) {
    Digest digest;
    auto length = std::size_t{0};
    const char* end = nullptr;
    const auto problem = sodium_hex2bin(digest.bytes.data(), digest.bytes.size(), hex.data(), hex.size(), nullptr, &length, &end);
    if (problem != 0 || length != digest.bytes.size() || end != hex.data() + hex.size())
        return Error{errc::bad_input, "A digest is 64 hexadecimal digits."};
    return digest;
}

}  // namespace bowball
