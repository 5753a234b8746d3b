#include "core/running_digest.hpp"

#include "core/octets.hpp"

namespace bowball {

RunningDigest::RunningDigest() { crypto_hash_sha256_init(&state_); }

void RunningDigest::add(std::string_view portion) { crypto_hash_sha256_update(&state_, octets_of(portion), portion.size()); }

Digest RunningDigest::finish() {
    Digest digest;
    crypto_hash_sha256_final(&state_, digest.bytes.data());
    return digest;
}

}  // namespace bowball
