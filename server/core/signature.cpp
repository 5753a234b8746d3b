#include "core/signature.hpp"

#include <sodium.h>

#include "core/octets.hpp"

namespace bowball {

SigningKey SigningKey::from_seed(const Digest& seed) {
    SigningKey key;
    crypto_sign_seed_keypair(key.public_.data(), key.secret_.data(), seed.bytes.data());
    return key;
}

Signature SigningKey::sign(std::string_view text) const {
    Signature signature;
    crypto_sign_detached(signature.data(), nullptr, octets_of(text), text.size(), secret_.data());
    return signature;
}

bool is_signed(const PublicKey& key, std::string_view text, const Signature& signature) {
    return crypto_sign_verify_detached(signature.data(), octets_of(text), text.size(), key.data()) == 0;
}

std::string to_base64(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), octets_of(bytes), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // the terminator
    return text;
}

Result<std::string> parse_base64(std::string_view text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    const auto failed = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL) != 0;
    if (failed || end != text.data() + text.size()) return Error{errc::bad_input, "This is no base64."};
    bytes.resize(size);
    // libsodium 1.0.18 takes bytes over 0x7F for letters of the alphabet.
    if (to_base64(bytes) != text) return Error{errc::bad_input, "This is no base64."};
    return bytes;
}

}  // namespace bowball
