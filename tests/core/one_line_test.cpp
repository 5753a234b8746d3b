#include "core/one_line.hpp"

#include <gtest/gtest.h>

namespace bowball {
namespace one_line_test {

TEST(OneLine, NothingInItBeginsALineOrHidesOne) {
    EXPECT_EQ(one_line("Anna\n2026-07-24 12:00:00 info signed in name=Rita"), "Anna\\x0a2026-07-24 12:00:00 info signed in name=Rita");
    EXPECT_EQ(one_line("a\r\tb\x1b[2K\x7f"), "a\\x0d\\x09b\\x1b[2K\\x7f");
    EXPECT_EQ(one_line("a\xC2\x85" "b"), "a\\u{0085}b");
    EXPECT_EQ(one_line("a\xE2\x80\xA8" "b\xE2\x80\xAE" "c\xE2\x81\xA7"), "a\\u{2028}b\\u{202e}c\\u{2067}");
}

TEST(OneLine, NamesOfTheWorldStayAsTheyAre) {
    const std::string names = "Zoë Müller, Łódź, 王小明, Ξένια, 🚣 (1 %) \"x\"";
    EXPECT_EQ(one_line(names), names);
}

TEST(OneLine, WhatIsNoUtf8IsShownByteByByte) {
    EXPECT_EQ(one_line("a\xFF" "b"), "a\\xffb");
    EXPECT_EQ(one_line("\xE2\x80"), "\\xe2\\x80");
    EXPECT_EQ(one_line("\xC2"), "\\xc2");
    for (int byte = 0; byte < 256; ++byte) {
        for (const auto line = one_line(std::string(3, static_cast<char>(byte))); const auto one : line) EXPECT_GE(static_cast<unsigned char>(one), 0x20) << byte;
    }
}

}  // namespace one_line_test
}  // namespace bowball
