#include "core/digest.hpp"

#include <gtest/gtest.h>

namespace bowball {
namespace digest_test {

const auto key = parse_digest("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f").value();

std::string in_hex(const Seal& seal) {
    std::string text;
    for (const auto byte : seal) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

// Computed with Python's hashlib.blake2b(text, digest_size=16, key=bytes(range(32))).
TEST(KeyedDigest, IsBlake2bAsOthersComputeIt) {
    EXPECT_EQ(in_hex(keyed_digest(key, "")), "3daf97bce7888fd59773c66bf647459c");
    EXPECT_EQ(in_hex(keyed_digest(key, "BWSN")), "dd3b8293d1803817466fd27f97b72116");
    EXPECT_EQ(in_hex(keyed_digest(key, std::string(300, 'x'))), "23e84bc11006fb91c30202653c9dc5ae");
}

TEST(KeyedDigest, ASealHoldsForItsTextAndItsKeyOnly) {
    std::string text = "impulse";
    for (const auto byte : keyed_digest(key, "impulse")) text += static_cast<char>(byte);
    EXPECT_TRUE(is_sealed(key, text));
    auto other = key;
    other.bytes[31] ^= 1;
    EXPECT_FALSE(is_sealed(other, text));
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto changed = text;
        changed[i] = static_cast<char>(changed[i] ^ 0x10);
        EXPECT_FALSE(is_sealed(key, changed)) << "byte " << i;
    }
    EXPECT_FALSE(is_sealed(key, text.substr(1)));
    EXPECT_FALSE(is_sealed(key, "short"));
}

}  // namespace digest_test
}  // namespace bowball
