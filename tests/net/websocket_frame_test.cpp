#include "net/websocket_frame.hpp"

#include <gtest/gtest.h>

#include <random>

#include "net/client_frame.hpp"

namespace bowball::net {
namespace websocket_frame_test {

std::string text(std::string_view payload) { return client_frame(0x81, payload); }

std::optional<std::uint16_t> failure_of(const std::string& bytes) {
    FrameReader reader{1000};
    std::ignore = reader.feed(bytes).size();
    return reader.failure();
}

TEST(WebsocketFrame, TheAcceptKeyIsThatOfTheStandard) {
    EXPECT_EQ(accept_key("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");  // RFC 6455 section 1.3
}

TEST(WebsocketFrame, LengthsTakeOneThreeOrNineBytes) {
    EXPECT_EQ(make_frame(Opcode::text, "Hello"), std::string("\x81\x05Hello", 7));
    EXPECT_EQ(make_frame(Opcode::text, std::string(126, 'x')).substr(0, 4), std::string("\x81\x7e\x00\x7e", 4));
    EXPECT_EQ(make_frame(Opcode::text, std::string(65536, 'x')).substr(0, 10), std::string("\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00", 10));
}

TEST(WebsocketFrame, AMessageIsReadInAnyCut) {
    const auto bytes = text("{\"kind\":\"ping\"}") + client_frame(0x89, "p") + text(std::string(300, 'a'));
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        FrameReader reader{1000};
        auto frames = reader.feed(std::string_view{bytes}.substr(0, cut));
        for (auto& frame : reader.feed(std::string_view{bytes}.substr(cut))) frames.push_back(std::move(frame));
        ASSERT_EQ(frames.size(), 3u) << "cut at " << cut;
        EXPECT_EQ(frames[0].payload, "{\"kind\":\"ping\"}");
        EXPECT_EQ(frames[1].opcode, Opcode::ping);
        EXPECT_EQ(frames[2].payload.size(), 300u);
    }
}

TEST(WebsocketFrame, FragmentsArePutTogetherAndControlFramesMayComeBetween) {
    FrameReader reader{1000};
    const auto frames = reader.feed(client_frame(0x01, "Hel") + client_frame(0x89, "") + client_frame(0x80, "lo"));
    ASSERT_EQ(frames.size(), 2u);
    EXPECT_EQ(frames[0].opcode, Opcode::ping);
    EXPECT_EQ(frames[1].payload, "Hello");
}

TEST(WebsocketFrame, WhatTheStandardForbidsEndsTheConnectionWithTheRightCode) {
    EXPECT_EQ(failure_of(make_frame(Opcode::text, "unmasked")), close_code::protocol_error);
    EXPECT_EQ(failure_of(client_frame(0xC1, "reserved bit")), close_code::protocol_error);
    EXPECT_EQ(failure_of(client_frame(0x83, "opcode 3")), close_code::protocol_error);
    EXPECT_EQ(failure_of(client_frame(0x09, "fragmented ping")), close_code::protocol_error);
    EXPECT_EQ(failure_of(client_frame(0x89, std::string(126, 'x'))), close_code::protocol_error);
    EXPECT_EQ(failure_of(client_frame(0x80, "continues nothing")), close_code::protocol_error);
    EXPECT_EQ(failure_of(client_frame(0x01, "a") + text("new message inside another")), close_code::protocol_error);
    EXPECT_EQ(failure_of(client_frame(0x82, "binary")), close_code::unsupported);
    EXPECT_EQ(failure_of(text("\xFF\xFE")), close_code::bad_text);
    EXPECT_EQ(failure_of(text(std::string(1001, 'x'))), close_code::too_big);
    EXPECT_EQ(failure_of(client_frame(0x01, std::string(600, 'x')) + client_frame(0x80, std::string(600, 'x'))), close_code::too_big);
    EXPECT_EQ(failure_of(client_frame(0x88, "x")), close_code::protocol_error);
    EXPECT_EQ(failure_of(client_frame(0x88, std::string("\x03\xED", 2))), close_code::protocol_error) << "1005 may not be sent";
    EXPECT_EQ(failure_of(client_frame(0x88, std::string("\x03\xE8", 2))), std::nullopt);
}

TEST(WebsocketFrame, GarbageNeverCrashesAndNeverGrows) {
    std::mt19937 random{23};
    for (int round = 0; round < 3000; ++round) {
        FrameReader reader{1000};
        std::string bytes(random() % 200, '\0');
        for (auto& byte : bytes) byte = static_cast<char>(random());
        std::ignore = reader.feed(bytes).size();
    }
}

}  // namespace websocket_frame_test
}  // namespace bowball::net
