#include "race/notary.hpp"

#include <gtest/gtest.h>

#include "journal/checkpoint.hpp"
#include "journal/signed_note.hpp"

namespace bowball::race {
namespace notary_test {

const SigningKey key = SigningKey::from_seed(sha256("a seed"));
const WallTime noon{std::chrono::seconds{1'795'000'000}};

journal::Head head(std::uint64_t seq) { return {Seq{seq}, sha256(std::to_string(seq))}; }
HostTime at(Duration since) { return HostTime{since}; }

class NotaryTest : public testing::Test {
protected:
    Notary notary{"bowball", key};
    bool signs(std::uint64_t seq, Duration since, bool official = false) { return notary.look("EPOCH", head(seq), at(since), noon, official).has_value(); }
};

TEST_F(NotaryTest, SignsWhatIsNewEveryTenSecondsAndAnOfficialResultAtOnce) {
    EXPECT_FALSE(signs(0, 0s)) << "an empty journal";
    EXPECT_TRUE(signs(3, 1s));
    EXPECT_FALSE(signs(3, 30s)) << "nothing new";
    EXPECT_TRUE(signs(4, 31s));
    EXPECT_FALSE(signs(5, 40s));
    EXPECT_TRUE(signs(6, 40s, true));
    EXPECT_FALSE(signs(6, 40s, true)) << "the same";
    EXPECT_FALSE(signs(7, 49s));
    EXPECT_TRUE(signs(7, 50s));
}

TEST_F(NotaryTest, WhatItSignsCanBeCheckedWithTheKeyThatItNames) {
    const auto topic = notary.look("EPOCH", head(12), at(1s), noon, false).value();
    EXPECT_EQ(topic.topic, "meet/checkpoint");
    EXPECT_EQ(topic.audience, views::Audience::everyone);
    EXPECT_EQ(topic.seq, Seq{12});
    const auto& view = std::get<views::CheckpointView>(topic.view);
    const auto text = journal::open_note(view.note, journal::VerifierKey::parse(view.key).value()).value();
    const auto checkpoint = journal::parse_checkpoint(text).value();
    EXPECT_EQ(checkpoint.origin, "bowball/EPOCH");
    EXPECT_EQ(checkpoint.head.seq, Seq{12});
    EXPECT_EQ(checkpoint.head.hash, head(12).hash);
    EXPECT_EQ(checkpoint.at, noon);
    EXPECT_EQ(view.entries, 12u);
    EXPECT_EQ(view.hash, to_hex(head(12).hash));
}

}  // namespace notary_test
}  // namespace bowball::race
