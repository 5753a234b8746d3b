// SHA-256 of what comes in portions: a file that is not held in memory. By libsodium; pure.
#pragma once
#include <sodium/crypto_hash_sha256.h>

#include <string_view>

#include "core/digest.hpp"

namespace bowball {

class RunningDigest {
public:
    RunningDigest();
    void add(std::string_view portion);
    /// Of all that was added. Called once, at the end.
    [[nodiscard]] Digest finish();

private:
    crypto_hash_sha256_state state_;
};

}  // namespace bowball
