#include <gtest/gtest.h>

#include "collector.hpp"
#include "drivers/picture_header.hpp"

namespace bowball::capture {
namespace photo_image_test {

std::string number(std::uint32_t value, int bytes = 4) {
    std::string text;
    for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(value >> 8 * i & 0xFF);
    return text;
}

/// As much of a PNG as tells its size.
std::string png(std::uint32_t width, std::uint32_t height) {
    const auto header = "IHDR" + number(width) + number(height) + std::string("\x08\0\0\0\0", 5);
    return "\x89PNG\r\n\x1a\n" + number(13) + header + number(crc32(header));
}

/// A JPEG with a comment and tables before its frame.
std::string jpeg(std::uint32_t width, std::uint32_t height) {
    return "\xFF\xD8\xFF\xE0" + number(6, 2) + "JFIF\xFF\xFE" + number(12, 2) + "\xFF\xC0 a trap \xFF\xFF\xC4" + number(3, 2) + "\x01\xFF\xC2" + number(11, 2) + "\x08" + number(height, 2) + number(width, 2) + "\x01\x11\x22";
}

const std::string scale = "race = \"2-1-1\"\nlines_per_s = 2000\ncolumn_0_us = 398250000\n[lanes]\n3 = 900\n1 = 1201\n";

struct Folder {
    std::unique_ptr<Driver> driver = make_driver("photo_image");
    Collector got;
    void drop(const std::string& name, const std::string& content) { driver->on_file(name, as_bytes(content), HostTime{}, got); }
};

TEST(PictureHeader, SizesAreReadFromBothKinds) {
    EXPECT_EQ(read_picture_size(png(6000, 1280)), (PictureSize{6000, 1280}));
    EXPECT_EQ(read_picture_size(jpeg(6000, 1280)), (PictureSize{6000, 1280}));
}

TEST(PictureHeader, TheChecksumIsTheOneOfThePngSpecification) {
    // The chunk IEND of every PNG file: 49 45 4E 44, checksum AE 42 60 82.
    EXPECT_EQ(crc32("IEND"), 0xAE426082U);
}

TEST(PictureHeader, WhatIsDamagedOrAbsurdIsRefused) {
    for (const auto& whole : {png(6000, 1280), jpeg(6000, 1280)}) {
        const auto needed = whole.size() - (whole[0] == '\xFF' ? 3 : 0);
        for (std::size_t length = 0; length < needed; ++length) EXPECT_FALSE(read_picture_size(whole.substr(0, length))) << length;
    }
    auto damaged = png(6000, 1280);
    damaged[18] ^= 1;
    EXPECT_FALSE(read_picture_size(damaged)) << "the checksum is wrong";
    for (const auto& absurd : {png(0, 10), png(10, 0), png(0xFFFFFFFF, 10), png(10, 1'000'001), jpeg(0, 10), jpeg(10, 0)}) EXPECT_FALSE(read_picture_size(absurd));
    EXPECT_FALSE(read_picture_size("GIF89a" + std::string(40, '\1')));
    EXPECT_FALSE(read_picture_size("\xFF\xD8\xFF\xE0" + number(0, 2) + std::string(40, '\xFF'))) << "a length that leads nowhere";
    EXPECT_FALSE(read_picture_size("\xFF\xD8" + std::string(1'000'000, '\xFF')));
}

TEST(PhotoImage, ReadingsBecomeExactTimesWithTheLineAsTheirStep) {
    Folder folder;
    folder.drop("2-1-1.png", png(6000, 1280));
    EXPECT_TRUE(folder.got.results.empty());
    folder.drop("2-1-1.png.toml", scale);
    ASSERT_EQ(folder.got.results.size(), 1u);
    const auto& result = folder.got.results[0];
    EXPECT_EQ(result.key, "2-1-1");
    EXPECT_EQ(result.document, "2-1-1.png");
    EXPECT_EQ(result.resolution, 500us);
    EXPECT_EQ(result.picture, (Picture{sha256(png(6000, 1280)), 6000, 1280, 398'250ms, 2000}));
    ASSERT_EQ(result.rows.size(), 2u);
    EXPECT_EQ(result.rows[0].lane, 1u);
    EXPECT_EQ(result.rows[0].column, 1201u);
    EXPECT_EQ(result.rows[0].time, 398'250ms + 600'500us);
    EXPECT_EQ(result.rows[1].time, 398'250ms + 450ms);
    EXPECT_FALSE(result.rows[0].place) << "the order is for the rule set to say";
    EXPECT_TRUE(folder.got.complaints.empty());
}

TEST(PhotoImage, ThePictureMayComeAfterItsScaleAndALineRateNeedNotDivideASecond) {
    Folder folder;
    folder.drop("a.jpg.toml", "race = \"7\" # the final\r\nlines_per_s = 3000\r\ncolumn_0_us = 0\r\n\r\n[lanes]\r\n1 = 1\r\n2 = 2999\r\n");
    EXPECT_TRUE(folder.got.results.empty());
    folder.drop("a.jpg", jpeg(3000, 1000));
    ASSERT_EQ(folder.got.results.size(), 1u);
    EXPECT_EQ(folder.got.results[0].rows[0].time, 333'333ns);
    EXPECT_EQ(folder.got.results[0].rows[1].time, 999'666'667ns);
    EXPECT_EQ(folder.got.results[0].resolution, 333'334ns) << "never said finer than it is";
}

TEST(PhotoImage, TheEndingsOfNamesMayBeLargeLetters) {
    Folder folder;
    folder.drop("A.JPG.TOML", "race = \"7\"\nlines_per_s = 3000\ncolumn_0_us = 0\n[lanes]\n1 = 1\n");
    folder.drop("A.JPG", jpeg(3000, 1000));
    EXPECT_EQ(folder.got.results.size(), 1u);
    EXPECT_TRUE(folder.got.complaints.empty());
}

TEST(PhotoImage, AWrongScaleIsRefusedWholeAndWhatWasReadBeforeStands) {
    const auto refused = [](const std::string& text, const std::string& why) {
        Folder folder;
        folder.drop("p.png", png(6000, 1280));
        folder.drop("p.png.toml", text);
        EXPECT_TRUE(folder.got.results.empty()) << text;
        ASSERT_EQ(folder.got.complaints.size(), 1u) << text;
        EXPECT_NE(folder.got.complaints[0].find(why), std::string::npos) << folder.got.complaints[0];
        EXPECT_NE(folder.got.complaints[0].find("p.png"), std::string::npos);
    };
    refused("", "lacks \"race\"");
    refused("race = \"1\"\ncolumn_0_us = 0\n[lanes]\n1 = 1\n", "lacks \"lines_per_s\"");
    refused("race = \"1\"\nlines_per_s = 1000\n[lanes]\n1 = 1\n", "lacks \"column_0_us\"");
    refused("race = \"1\"\nlines_per_s = 1000\ncolumn_0_us = 0\n", "no lane stands");
    refused(scale + "3 = 7\n", "line 7: this lane stands here twice");
    refused(scale + "4 = -7\n", "a lane is a number");
    refused(scale + "4 = 18446744073709551616\n", "a lane is a number");
    refused(scale + "0 = 7\n", "a lane is a number");
    refused(scale + "4 = 6000\n", "has 6000 columns: lane 4 cannot be read in column 6000");
    refused(scale + "4 = 99999999999\n", "cannot be read in column 99999999999");
    refused("race = \"1\"\nlines_per_s = 1000\ncolumn_0_us = 0\n[lanes]\n1 = 0\n", "a time of zero");
    refused(scale.substr(0, scale.size() - 3), "the last line has no end");
    refused("race = 1\n" + scale, "a text in quotes");
    refused("lines_per_s = 0\n" + scale, "1 to 1,000,000 lines");
    refused("lines_per_s = 2000.5\n" + scale, "1 to 1,000,000 lines");
    refused("lines_per_second = 2000\n" + scale, "known are race");
    refused("lines_per_s = 1\n" + scale, "known are race");
    refused("column_0_us = 99999999999999\n" + scale, "at most a day");
    refused("what is this\n" + scale, "no \"key = value\"");
    refused(std::string(2'000'000, '\n') + "\xFF\xFE=", "known are race");
}

TEST(PhotoImage, WhatIsNoPictureIsCountedAndNamed) {
    Folder folder;
    folder.drop("notes.txt", "sun was low");
    EXPECT_EQ(folder.got.skipped_bytes, 11u);
    EXPECT_NE(folder.got.complaints.at(0).find("\"notes.txt\": it is no PNG or JPEG"), std::string::npos);
}

TEST(PhotoImage, AFolderFullOfPicturesDoesNotGrowWithoutBound) {
    Folder folder;
    for (int i = 0; i < 3000; ++i) {
        folder.drop("p" + std::to_string(i) + ".png", png(6000, 1280));
        folder.drop("q" + std::to_string(i) + ".png.toml", scale);
    }
    folder.drop("p0.png.toml", scale);
    folder.drop("q0.png", png(6000, 1280));
    EXPECT_TRUE(folder.got.results.empty()) << "the oldest are forgotten";
    folder.drop("p2999.png.toml", scale);
    folder.drop("q2999.png", png(6000, 1280));
    EXPECT_EQ(folder.got.results.size(), 2u);
}

TEST(PhotoImage, OfAPictureTheHeadAndTheDigestAreEnough) {
    Folder folder;
    folder.drop("2-1-1.png.toml", scale);
    const auto head = png(6000, 1280);
    const auto digest = sha256("all of it");
    folder.driver->on_head("2-1-1.png", {as_bytes(head), 300'000'000, digest}, HostTime{}, folder.got);
    ASSERT_EQ(folder.got.results.size(), 1u);
    EXPECT_EQ(folder.got.results[0].picture.digest, digest);
    folder.driver->on_head("no.jpg", {as_bytes(std::string_view{"GIF89a"}), 300'000'000, digest}, HostTime{}, folder.got);
    EXPECT_EQ(folder.got.skipped_bytes, 300'000'000u);
}

TEST(PhotoImage, WhatWaitsIsSaidUntilItHasCome) {
    Folder folder;
    folder.drop("a.png.toml", scale);
    EXPECT_EQ(folder.got.says, "a.png is not there yet; its readings wait for it.");
    folder.drop("b.png", png(6000, 1280));
    EXPECT_EQ(folder.got.says, "a.png is not there yet; its readings wait for it.") << "another file changes nothing of that";
    folder.drop("c.png.toml", scale);
    EXPECT_EQ(folder.got.says, "a.png and one more picture are not there yet; their readings wait for them.");
    folder.drop("a.png", png(6000, 1280));
    folder.drop("c.png", png(6000, 1280));
    EXPECT_EQ(folder.got.says, "");
}

TEST(PhotoImage, ANumberSignInAKeyIsNoComment) {
    Folder folder;
    folder.drop("a.png", png(6000, 1280));
    folder.drop("a.png.toml", "race = \"M#1\" # the \"final\"\nlines_per_s = 2000\ncolumn_0_us = 0\n[lanes]\n1 = 1\n");
    ASSERT_EQ(folder.got.results.size(), 1u);
    EXPECT_EQ(folder.got.results[0].key, "M#1");
}

}  // namespace photo_image_test
}  // namespace bowball::capture
