#include "core/signature.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bowball {
namespace signature_test {

Digest digest_of(std::string_view hex) { return parse_digest(hex).value(); }

std::string hex_of(std::string_view bytes) {
    std::string hex;
    char two[3];
    for (const auto c : bytes) {
        std::snprintf(two, sizeof two, "%02x", static_cast<unsigned char>(c));
        hex += two;
    }
    return hex;
}
template <class Bytes>
std::string hex_of(const Bytes& bytes) { return hex_of(std::string_view{reinterpret_cast<const char*>(bytes.data()), bytes.size()}); }

// RFC 8032, 7.1, TEST 1 and TEST 3.
TEST(Signature, SignsAsTheStandardsExamplesDo) {
    const auto first = SigningKey::from_seed(digest_of("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    EXPECT_EQ(hex_of(first.public_key()), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    EXPECT_EQ(hex_of(first.sign("")), "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    const auto third = SigningKey::from_seed(digest_of("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"));
    EXPECT_EQ(hex_of(third.sign("\xaf\x82")), "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
}

TEST(Signature, HoldsForItsKeyAndItsTextOnly) {
    const auto key = SigningKey::from_seed(sha256("a seed"));
    const auto other = SigningKey::from_seed(sha256("another"));
    auto signature = key.sign("lane 3 first");
    EXPECT_TRUE(is_signed(key.public_key(), "lane 3 first", signature));
    EXPECT_FALSE(is_signed(key.public_key(), "lane 4 first", signature));
    EXPECT_FALSE(is_signed(other.public_key(), "lane 3 first", signature));
    signature[17] ^= 1;
    EXPECT_FALSE(is_signed(key.public_key(), "lane 3 first", signature));
}

// RFC 4648, section 10.
TEST(Base64, IsThatOfTheStandard) {
    const std::pair<std::string, std::string> pairs[] = {{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}, {"\xfb\xff", "+/8="}};
    for (const auto& [bytes, text] : pairs) {
        EXPECT_EQ(to_base64(bytes), text);
        EXPECT_EQ(parse_base64(text).value(), bytes);
    }
    for (const auto* wrong : {"Zg", "Zg=", "Z", "Zm9v ", "Zm-v", "Zm9vY===", "Zh==", "Zm9\xB6", "\x82\x82\x82\x82"}) EXPECT_FALSE(parse_base64(wrong)) << wrong;
}

}  // namespace signature_test
}  // namespace bowball
