#include "folders.hpp"
#include "formats/record_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace bowball::formats {
namespace record_file_test {

const rules::RecordRules& record(std::string_view id) {
    static const auto shipped = load_records(source_folder() + "/config/rules/records").value();
    return *std::ranges::find(shipped, id, &rules::RecordRules::id);
}

rules::RecordEvidence hundred(std::int64_t wind) {
    return {"100m", 100, {{"fully_automatic", 1}, {"zero_test", 1}, {"wind", wind}, {"start_information_system", 1}, {"reaction_times", 1}}};
}

TEST(Records, Example20BetterAndNotEligibleForTheWind) {
    const auto& track = record("record_athletics_track");
    const auto claim = judge_record(track, hundred(21), 9s + 570ms, 9s + 580ms);
    EXPECT_EQ(claim.comparison, rules::Comparison::broken);
    EXPECT_EQ(claim.eligibility, rules::Eligibility::not_eligible);
    EXPECT_EQ(describe(claim), "time better, not eligible: wind +2.1 (at most +2.0)");
    EXPECT_EQ(describe(judge_record(track, hundred(20), 9s + 570ms, 9s + 580ms)), "time better, eligible");
}

TEST(Records, EqualAtTheOfficialResolutionIsEqualled) {
    const auto& track = record("record_athletics_track");
    EXPECT_EQ(judge_record(track, hundred(0), 9s + 571ms, 9s + 580ms).comparison, rules::Comparison::equalled) << "9.571 is 9.58";
    EXPECT_EQ(judge_record(track, hundred(0), 9s + 581ms, 9s + 580ms).comparison, rules::Comparison::slower);
    EXPECT_EQ(describe(judge_record(track, hundred(0), 9s + 581ms, 9s + 580ms)), "");
    EXPECT_EQ(judge_record(track, hundred(0), 9s, std::nullopt).comparison, rules::Comparison::first);
}

TEST(Records, WhatIsNotKnownLeavesTheClaimOpenAndWhatFailsCloses) {
    auto evidence = hundred(0);
    evidence.facts.erase("zero_test");
    const auto& track = record("record_athletics_track");
    const auto open = judge_record(track, evidence, 9s, 10s);
    EXPECT_EQ(open.eligibility, rules::Eligibility::open);
    EXPECT_EQ(describe(open), "time better, not yet known to be eligible: zero_test not known");
    evidence.facts["fully_automatic"] = 0;
    EXPECT_EQ(describe(judge_record(track, evidence, 9s, 10s)), "time better, not eligible: fully_automatic no");
}

TEST(Records, PredicatesAreNeededOnlyWhereTheyApply) {
    const rules::RecordEvidence evidence{"800m", 800, {{"fully_automatic", 1}, {"zero_test", 1}}};
    const auto claim = judge_record(record("record_athletics_track"), evidence, 100s, 101s);
    EXPECT_EQ(claim.eligibility, rules::Eligibility::eligible) << "no wind, no start blocks";
    EXPECT_EQ(claim.findings.size(), 2U);
    const rules::RecordEvidence four{"400m", 400, {{"fully_automatic", 1}, {"zero_test", 1}}};
    EXPECT_EQ(judge_record(record("record_athletics_track"), four, 43s, 44s).eligibility, rules::Eligibility::open) << "400 m has blocks";
}

TEST(Records, TheWindIsAskedForByTheDistanceWhateverTheEventIsCalled) {
    const auto judged = [](const std::string& event, std::int32_t metres, std::string_view rules, std::optional<std::int64_t> wind) {
        auto evidence = hundred(0);
        evidence.event = event;
        evidence.distance_m = metres;
        evidence.facts.erase("wind");
        if (wind) evidence.facts["wind"] = *wind;
        return judge_record(record(rules), evidence, 9s, 10s).eligibility;
    };
    for (const auto& [event, metres] : {std::pair{"M100", 100}, {"Women's 100 m hurdles", 100}, {"110H", 110}, {"M200", 200}, {"60", 60}}) {
        EXPECT_EQ(judged(event, metres, "record_athletics_track", 50), rules::Eligibility::not_eligible) << event;
        EXPECT_EQ(judged(event, metres, "record_athletics_track", {}), rules::Eligibility::open) << event << ": nobody has read it";
        EXPECT_EQ(judged(event, metres, "record_athletics_track", 20), rules::Eligibility::eligible) << event;
    }
    EXPECT_EQ(judged("M400", 400, "record_athletics_track", {}), rules::Eligibility::eligible);
    EXPECT_EQ(judged("M60", 60, "record_athletics_indoor", {}), rules::Eligibility::eligible) << "no wind blows there";
}

TEST(Records, RowingHasBestTimes) {
    const rules::RecordEvidence club{"M1x", 2000, {{"federation_event", 0}, {"official_timing", 1}}};
    EXPECT_EQ(judge_record(record("record_rowing_best_time"), club, 390s, 391s).eligibility, rules::Eligibility::not_eligible);
}

TEST(RecordFile, SaysWhereAMistakeIs) {
    EXPECT_EQ(read_records("[[records]]\nid = \"x\"\nneeds = [\n{ name = \"a\", fact = \"b\" }]\n", "own.toml").error().text, "own.toml:4:1: records[0].needs[0]: say at_least or at_most, or both.");
    EXPECT_NE(read_records("[[records]]\nid = \"x\"\nneed = []\n", "own.toml").error().text.find("own.toml:3:8: records[0].need is not known here. Did you mean \"needs\"?"), std::string::npos);
    EXPECT_NE(read_records("[[record]]\nid = \"x\"\n", "own.toml").error().text.find("own.toml:1:1: record is not known here."), std::string::npos);
}

TEST(PenaltyFile, TheShippedScheduleGoesFromSecondsToDisqualification) {
    const auto shipped = load_penalties(source_folder() + "/config/rules/penalties").value();
    ASSERT_EQ(shipped.size(), 1U);
    EXPECT_EQ(total_penalty(shipped[0], {{"BUOY", 3}}).value(), (rules::PenaltyTotal{80s, ""}));
    EXPECT_EQ(total_penalty(shipped[0], {{"INTERFERENCE", 2}}).value(), (rules::PenaltyTotal{60s, "DSQ"}));
    EXPECT_EQ(read_penalties("[[schedules]]\nid = \"x\"\nrules = [{ code = \"A\", becomes = \"B\" }]\n", "own.toml").error().text,
              "own.toml:3:34: schedules[0].rules[0].becomes: say after how many times, with most.");
}

}  // namespace record_file_test
}  // namespace bowball::formats
