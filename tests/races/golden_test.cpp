// Golden races: each *.race here is played, and journal and views must be those of the *.jsonl and *.views beside it, to
// the byte. A journal is folded on its own too: what an older version wrote, this one shows alike.
//
// After a change that is meant:   BOWBALL_GOLDEN=write ctest --test-dir build -R GoldenRaces   and commit the diff.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "engine/judge.hpp"
#include "engine/progression.hpp"
#include "folders.hpp"
#include "script.hpp"
#include "views/projection.hpp"

namespace bowball::races {
namespace golden_test {

namespace fs = std::filesystem;

std::vector<std::string> names() {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator{tests_folder() + "/races"}) {
        if (entry.path().extension() == ".race") found.push_back(entry.path().stem().string());
    }
    std::ranges::sort(found);
    return found;
}

bool writes() { return std::getenv("BOWBALL_GOLDEN") != nullptr && std::string{std::getenv("BOWBALL_GOLDEN")} == "write"; }

/// Equal, or the way to see the difference.
void compare(const std::string& got, const std::string& name) {
    const auto golden = tests_folder() + "/races/" + name;
    if (writes()) {
        std::ofstream{golden, std::ios::binary} << got;
        return;
    }
    const auto expected = read_all(golden);
    if (got == expected) return;
    const auto actual = build_folder() + "/golden/" + name;
    fs::create_directories(build_folder() + "/golden");
    std::ofstream{actual, std::ios::binary} << got;
    ADD_FAILURE() << "not as it was. See:\n  diff -u " << golden << " " << actual;
}

engine::MeetState folded(const std::string& name) {
    engine::MeetState state;
    auto number = 0;
    const auto journal = read_all(tests_folder() + "/races/" + name + ".jsonl");
    for (const auto line : split(journal, '\n')) {
        if (line.empty()) continue;
        const auto entry = formats::decode_entry(line);
        EXPECT_TRUE(entry.has_value()) << name << ".jsonl, line " << number + 1 << ": " << (entry ? "" : entry.error().text);
        if (!entry) break;
        EXPECT_EQ(entry->seq.value(), static_cast<std::uint64_t>(++number));
        state = engine::apply(std::move(state), *entry);
    }
    EXPECT_GT(number, 0);
    return state;
}

class GoldenRaces : public testing::TestWithParam<std::string> {
protected:
    std::string text() { return read_all(tests_folder() + "/races/" + GetParam() + ".race"); }
};

TEST_P(GoldenRaces, PlayedGivesTheJournalAndTheViewsThatItAlwaysGave) {
    Script script;
    const auto views = script.play(text());
    EXPECT_TRUE(script.state.quarantine.empty()) << script.state.quarantine.front().why;
    compare(script.journal, GetParam() + ".jsonl");
    compare(views, GetParam() + ".views");
}

TEST_P(GoldenRaces, TheJournalOfThenFoldedNowShowsTheSame) {
    Script script;
    script.play(text());
    EXPECT_EQ(show(folded(GetParam()), ""), show(script.state, ""));
}

/// Entry by entry, only what changed is projected; it must come to what a replay projects from nothing.
TEST_P(GoldenRaces, WhatIsSentEntryByEntryIsWhatAReplayShows) {
    Script script;
    script.play(text());
    engine::MeetState state;
    views::Projection projection;
    std::map<std::string, std::string> sent;
    const auto keep = [&](const std::vector<views::TopicView>& views) {
        for (const auto& view : views) sent[view.topic] = readable(view);
    };
    keep(projection.all(state));
    for (const auto line : split(script.journal, '\n')) {
        if (line.empty()) continue;
        const auto entry = formats::decode_entry(line).value();
        state = engine::apply(std::move(state), entry);
        keep(projection.update(state, {entry}));
        for (const auto& view : views::project_all(state)) ASSERT_EQ(sent[view.topic], readable(view)) << view.topic << " after entry " << entry.seq.value();
    }
}

/// head_race as version 2 of its rule set wrote it, when no rule set said who is due when.
TEST(OldJournals, AHeadRaceOfThenIsWhatWasSealedAndNobodyIsDue) {
    const auto state = folded("head_race_2");
    EXPECT_TRUE(state.quarantine.empty());
    const auto& race = *state.race(RaceId{1});
    const auto judgement = engine::judge(state, race);
    EXPECT_EQ(judgement.rules->version, 2u);
    EXPECT_EQ(engine::digest_of(judgement), race.revisions.back().digest);
    EXPECT_TRUE(judgement.due.empty());
}

/// Swimming and a head race as the rule sets before these wrote them, which knew no floor, no scope and nothing of races that go on.
TEST(OldJournals, RuleSetsOfThenJudgeAsTheyDidThen) {
    for (const auto& [name, version] : {std::pair{"swimming_100m_2", 2u}, {"head_race_3", 3u}}) {
        const auto state = folded(name);
        EXPECT_TRUE(state.quarantine.empty()) << name;
        const auto& race = *state.race(RaceId{1});
        const auto judgement = engine::judge(state, race);
        EXPECT_EQ(judgement.rules->version, version);
        EXPECT_EQ(engine::digest_of(judgement), race.revisions.back().digest) << name;
        EXPECT_FALSE(judgement.rules->start.race_goes_on);
        EXPECT_EQ(judgement.rules->scope.disqualification, rules::DisqualificationScope::regatta);
        EXPECT_NE(judgement.rules->dead_heat.time_trial, rules::TiePolicy::share_rank);
    }
}

/// swimming_100m as the rule set wrote it that asked for a swim-off of any who were level: the journal has that rule, and keeps it.
TEST(OldJournals, AHeatOfThenAsksForItsSwimOffStill) {
    const auto state = folded("swimming_100m_5");
    EXPECT_TRUE(state.quarantine.empty());
    const auto& race = *state.race(RaceId{1});
    const auto judgement = engine::judge(state, race);
    EXPECT_EQ(judgement.rules->version, 5u);
    EXPECT_EQ(engine::digest_of(judgement), race.revisions.back().digest);
    ASSERT_EQ(judgement.dead_heats.size(), 1u);
    EXPECT_EQ(judgement.dead_heats[0].policy, rules::TiePolicy::rerow);
}

/// hand_qualifier as it was when a settled tie named no cut: the same crews go on, the draw stands, and every seal holds.
TEST(OldJournals, ATieThatWasSettledWithoutACutSendsTheSameCrewsOn) {
    const auto state = folded("hand_qualifier_4");
    EXPECT_TRUE(state.quarantine.empty());
    engine::RaceOutcomes outcomes;
    for (const auto& [id, race] : state.races) {
        const auto judgement = engine::judge(state, race);
        if (!race.revisions.empty()) { EXPECT_EQ(engine::digest_of(judgement), race.revisions.back().digest) << id.value(); }
        outcomes.emplace(id, engine::outcome_of(race, judgement));
    }
    const auto way = engine::progression_of(state, "M1x", outcomes).value();
    EXPECT_TRUE(way.ties.empty());
    ASSERT_FALSE(way.settled.empty());
    for (const auto& one : way.settled) EXPECT_EQ(one.where, "H by time to F") << "told from what it settles";
    const auto& final = *state.race(RaceId{3});
    EXPECT_TRUE(engine::lanes_agree(final, engine::seats_of(way, final))) << "as it was drawn then";
}

INSTANTIATE_TEST_SUITE_P(Races, GoldenRaces, testing::ValuesIn(names()), [](const auto& race) { return race.param; });

}  // namespace golden_test
}  // namespace bowball::races
