// A note that strangers keep: c2sp.org/signed-note, and the checkpoint that it holds.
#include "journal/signed_note.hpp"

#include <gtest/gtest.h>

#include "journal/checkpoint.hpp"

namespace bowball::journal {
namespace signed_note_test {

const SigningKey key = SigningKey::from_seed(sha256("a seed"));
const VerifierKey verifier{"bowball-venue", key.public_key()};

TEST(SignedNote, IsOpenedByTheKeyThatSignedIt) {
    const auto note = sign_note("first\nsecond\n", "bowball-venue", key);
    EXPECT_TRUE(note.starts_with("first\nsecond\n\n\xE2\x80\x94 bowball-venue ")) << note;
    EXPECT_EQ(open_note(note, verifier).value(), "first\nsecond\n");
}

TEST(SignedNote, IsRefusedWhereAnythingOfItWasChanged) {
    const auto note = sign_note("first\nsecond\n", "bowball-venue", key);
    for (std::size_t i = 0; i < note.size(); ++i) {
        auto changed = note;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_FALSE(open_note(changed, verifier)) << "byte " << i;
        EXPECT_FALSE(open_note(note.substr(0, i), verifier)) << "cut at " << i;
    }
}

TEST(SignedNote, SignaturesOfOthersBesideItAreLeftUnread) {
    const auto other = SigningKey::from_seed(sha256("a witness"));
    const auto note = sign_note("text\n", "bowball-venue", key);
    const auto witnessed = sign_note("text\n", "witness.example", other);
    const auto both = witnessed + note.substr(note.find("\n\n") + 2);
    EXPECT_EQ(open_note(both, verifier).value(), "text\n");
    EXPECT_EQ(open_note(witnessed, verifier).error().code, errc::corrupt);
}

TEST(SignedNote, AFileHoldsManyAndALastOneThatWasCutOffIsLeftOut) {
    const auto one = sign_note("one\n", "bowball-venue", key);
    const auto two = sign_note("two\n", "bowball-venue", key);
    EXPECT_EQ(split_notes(one + "\n" + two + "\n"), (std::vector<std::string>{one, two}));
    EXPECT_EQ(split_notes(one), (std::vector<std::string>{one})) << "as it is printed";
    EXPECT_EQ(split_notes(one + "\n" + two.substr(0, two.size() - 1)), (std::vector<std::string>{one}));
    EXPECT_EQ(split_notes(one + "\n" + "two\n"), (std::vector<std::string>{one}));
    EXPECT_TRUE(split_notes("").empty());
}

TEST(VerifierKey, IsWrittenAndReadAsTheStandardSays) {
    const auto text = verifier.text();
    EXPECT_EQ(VerifierKey::parse(text).value(), verifier);
    EXPECT_EQ(text.substr(0, 14), "bowball-venue+");
    auto wrong = text;
    wrong[14] = wrong[14] == '0' ? '1' : '0';
    EXPECT_FALSE(VerifierKey::parse(wrong)) << "the id is not that of the key";
    for (const auto* none : {"", "a", "a+b", "+b+c", "a+00000000+"}) EXPECT_FALSE(VerifierKey::parse(none)) << none;
}

// The example of c2sp.org/signed-note: key and note by another program.
TEST(VerifierKey, OneThatAnotherProgramMadeIsRead) {
    const auto peer = VerifierKey::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    ASSERT_TRUE(peer) << peer.error().text;
    const std::string note =
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
        "\n"
        "\xE2\x80\x94 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    EXPECT_EQ(open_note(note, *peer).value().substr(0, 6), "If you");
}

TEST(Checkpoint, IsReadAsItWasWritten) {
    const Checkpoint made{origin_of("0123456789AB"), {Seq{4711}, sha256("row")}, WallTime{std::chrono::microseconds{1'795'000'000'123'456}}};
    const auto text = to_text(made);
    EXPECT_TRUE(text.starts_with("bowball/0123456789AB\n4711\n")) << text;
    const auto read = parse_checkpoint(text).value();
    EXPECT_EQ(read.origin, made.origin);
    EXPECT_EQ(read.head.seq, made.head.seq);
    EXPECT_EQ(read.head.hash, made.head.hash);
    EXPECT_EQ(read.at, made.at);
}

TEST(Checkpoint, ATimeThatNoClockHasIsNone) {
    const auto text = to_text({"bowball/x", {Seq{7}, sha256("x")}, WallTime{}});
    const auto before = text.substr(0, text.find("time_us"));
    EXPECT_EQ(to_us(parse_checkpoint(before + "time_us 9223372036854775807\n").value().at), INT64_MAX);
    EXPECT_EQ(to_us(parse_checkpoint(before + "time_us 9223372036854775808\n").value().at), 0) << "it would lie before all times";
}

TEST(Checkpoint, WhatIsNoneIsRefusedWithItsReason) {
    for (const auto* text : {"", "bowball/x\n", "bowball/x\nmany\nAAAA\n", "bowball/x\n7\nAAAA\n", "other/x\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"}) {
        const auto read = parse_checkpoint(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code, errc::bad_input);
    }
}

}  // namespace signed_note_test
}  // namespace bowball::journal
