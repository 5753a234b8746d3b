#include <gtest/gtest.h>

#include "collector.hpp"

namespace bowball::capture {
namespace omega_osv_test {

std::string packet(const std::string& type, const std::string& payload = "") { return "\x01\x13" "DV" + type + "\x02" + payload + "\x04"; }
std::string bare(const std::string& type) { return "\x01\x13" "DV" + type + "\x04"; }

TEST(OmegaOsv, ARankingBecomesAResult) {
    const auto got = feed("omega_osv", packet("SNR", "  12-1-3 ") + packet("RDC", "3") + packet("RCC", "  1   11 3   6:41.35") + packet("RCF", "  1   11 3  6:41.345") +
                                           packet("RCC", "  2   12 4   6:42.00") + packet("RCC", "      13 5DNF") + bare("RFC"));
    ASSERT_EQ(got.results.size(), 1u) << (got.complaints.empty() ? "" : got.complaints[0]);
    const auto& result = got.results[0];
    EXPECT_EQ(result.key, "12-1-3");
    EXPECT_EQ(result.resolution, 1ms);
    ASSERT_EQ(result.rows.size(), 3u);
    EXPECT_EQ(result.rows[0].place, 1);
    EXPECT_EQ(result.rows[0].identity, "11");
    EXPECT_EQ(result.rows[0].lane, 3u);
    EXPECT_EQ(result.rows[0].time, 6min + 41s + 345ms) << "the finer time replaces the other";
    EXPECT_EQ(result.rows[1].time, 6min + 42s);
    EXPECT_EQ(result.rows[2].status, "DNF");
    EXPECT_EQ(result.rows[2].place, std::nullopt);
    EXPECT_EQ(result.rows[2].time, std::nullopt);
    EXPECT_TRUE(got.complaints.empty());
    EXPECT_TRUE(got.impulses.empty());
}

TEST(OmegaOsv, NoTimeIsNeitherTimeNorStatus) {
    const auto got = feed("omega_osv", packet("SNR", "12") + packet("RDC", "1") + packet("RCC", "      13 5No Time") + bare("RFC"));
    ASSERT_EQ(got.results.size(), 1u);
    EXPECT_EQ(got.results[0].rows.at(0).status, "");
    EXPECT_EQ(got.results[0].rows.at(0).time, std::nullopt);
}

TEST(OmegaOsv, AFractionAloneChangesNoTime) {
    for (const auto* fraction : {".345", "345"}) {
        const auto got = feed("omega_osv", packet("SNR", "12") + packet("RDC", "1") + packet("RCC", "  1   13 5   6:41.35") + packet("RCF", std::string{"  1   13 5"} + fraction) + bare("RFC"));
        ASSERT_EQ(got.results.size(), 1u);
        EXPECT_EQ(got.results[0].rows.at(0).time, 6min + 41s + 350ms) << fraction;
        EXPECT_EQ(got.results[0].resolution, 10ms);
    }
}

TEST(OmegaOsv, ANewRankingReplacesTheOldOne) {
    const auto ranking = [](const std::string& time) { return packet("RDC", "1") + packet("RCC", "  1   13 5   " + time) + bare("RFC"); };
    const auto got = feed("omega_osv", packet("SNR", "12") + ranking("6:41.35") + ranking("6:41.36"));
    ASSERT_EQ(got.results.size(), 2u);
    EXPECT_EQ(got.results[1].rows.size(), 1u);
    EXPECT_EQ(got.results[1].rows[0].time, 6min + 41s + 360ms);
}

TEST(OmegaOsv, OtherPacketsAreLifeAndNoImpulse) {
    std::string bytes;
    for (const auto* type : {"ISV", "IST", "ISF", "IFV", "IFF", "RWM", "RTC", "RCV", "RCS", "RFJ", "SCH", "SCD", "TFC", "DFC"}) bytes += packet(type, "   0   x");
    const auto got = feed("omega_osv", bytes);
    EXPECT_EQ(got.alives, 14u);
    EXPECT_TRUE(got.complaints.empty());
    EXPECT_TRUE(got.impulses.empty());
    EXPECT_TRUE(got.results.empty());
}

TEST(OmegaOsv, WhatComesOutOfOrderIsSaid) {
    EXPECT_EQ(feed("omega_osv", packet("RDC", "1")).complaints.size(), 1u) << "no race was named";
    EXPECT_EQ(feed("omega_osv", packet("RCC", "  1   13 5   6:41.35")).complaints.size(), 1u);
    EXPECT_EQ(feed("omega_osv", bare("RFC")).complaints.size(), 1u);
    EXPECT_EQ(feed("omega_osv", packet("SNR", " ")).complaints.size(), 1u);
    EXPECT_EQ(feed("omega_osv", packet("XYZ", " ")).complaints.size(), 1u);
    EXPECT_EQ(feed("omega_osv", packet("SNR", "1") + packet("RDC", "1") + packet("RCC", "  1") + packet("RCC", "  1   13 5" + std::string(60, 'x'))).complaints.size(), 2u);
    EXPECT_TRUE(feed("omega_osv", packet("SNR", "1") + packet("RDC", "1") + packet("SNR", "2") + bare("RFC")).results.empty()) << "another race was opened in between";
}

TEST(OmegaOsv, FindsItsFeetAfterGarbage) {
    const auto ranking = packet("SNR", "12") + packet("RDC", "1") + packet("RCC", "  1   13 5   6:41.35") + bare("RFC");
    const auto got = feed("omega_osv", "noise\x01\x13" "DVRC" + ranking + std::string(5000, 'x') + ranking);
    EXPECT_EQ(got.results.size(), 2u);
    EXPECT_EQ(got.complaints.size(), 4u) << "noise, half a packet, and 5000 letters in two portions";
    EXPECT_EQ(got.skipped_bytes, 5u + 6u + 5000u);
}

TEST(OmegaOsv, ARankingIsBounded) {
    std::string bytes = packet("SNR", "12") + packet("RDC", "1");
    for (int i = 10'000; i < 11'001; ++i) bytes += packet("RCC", "  1" + std::to_string(i) + " 5   6:41.35");
    const auto got = feed("omega_osv", bytes + bare("RFC"));
    EXPECT_EQ(got.results.at(0).rows.size(), 1000u);
    EXPECT_EQ(got.complaints.size(), 1u);
}

TEST(OmegaOsv, AnyCutGivesTheSameResults) {
    const auto bytes = packet("SNR", "12") + packet("RDC", "1") + packet("RCC", "  1   13 5   6:41.35") + bare("RFC");
    const auto whole = feed("omega_osv", bytes);
    for (unsigned seed = 1; seed <= 30; ++seed) EXPECT_EQ(feed_in_pieces("omega_osv", bytes, seed, 1 + seed).results, whole.results) << "seed " << seed;
}

}  // namespace omega_osv_test
}  // namespace bowball::capture
