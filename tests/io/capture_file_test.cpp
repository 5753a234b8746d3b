#include "io/capture_file.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace bowball::io {
namespace capture_file_test {

TEST(CaptureFile, TheBeginningOfAFileIsPlayedAsItCame) {
    const std::string bytes{"\x89PNG 12 \0x", 11};
    const auto digest = sha256("the whole");
    const CapturePiece piece{5ms, '#', encode_head("finish line.png", {std::as_bytes(std::span{bytes}), 300'000'000, digest})};
    const auto file = decode_capture(encode_header({"camera", "photo_image", "folder:///x", WallTime{}}) + encode_piece(piece));
    ASSERT_TRUE(file) << file.error().text;
    const auto head = decode_head(file->pieces.at(0).bytes);
    ASSERT_TRUE(head);
    EXPECT_EQ(head->name, "finish line.png");
    EXPECT_EQ(head->file.size, 300'000'000u);
    EXPECT_EQ(head->file.digest, digest);
    EXPECT_EQ((std::string_view{reinterpret_cast<const char*>(head->file.head.data()), head->file.head.size()}), bytes);
}

TEST(CaptureFile, NamesAndLinksMayHaveBlanks) {
    const auto file = decode_capture(encode_header({"finish a", "photo_image", "folder:///srv/my lynx?pattern=\\d", WallTime{}}) + encode_piece({5ms, '<', "C1"}));
    ASSERT_TRUE(file) << file.error().text;
    EXPECT_EQ(file->header.device, "finish a");
    EXPECT_EQ(file->header.driver, "photo_image");
    EXPECT_EQ(file->header.link, "folder:///srv/my lynx?pattern=\\d");
    EXPECT_EQ(file->pieces.at(0).bytes, "C1");
}

TEST(CaptureFile, WhatIsNoBeginningOfAFileIsRefused) {
    const auto digest = to_hex(sha256("x"));
    for (const auto& bad : std::vector<std::string>{"", "a.png", "a.png 5 " + digest, "a.png five " + digest + " x", "a.png 5 12ab x", "a.png 5 " + digest + " longer than it"}) EXPECT_FALSE(decode_head(bad)) << bad;
}

}  // namespace capture_file_test
}  // namespace bowball::io
