// A whole championship out of a seed: thirty events, four hundred crews, three days, from entries through heats to medals, every order
// through decide() and every fact through apply(), as in the server.
#include <gtest/gtest.h>

#include <array>
#include <set>

#include "championship.hpp"
#include "engine/revision.hpp"
#include "formats/frame.hpp"
#include "views/projection.hpp"

namespace bowball::engine {
namespace championship_test {

TEST(Championship, ThirtyEventsRunFromEntriesToMedals) {
    Championship championship{20261125};
    std::mt19937_64 sizes{7};
    auto crews = std::size_t{0};
    std::vector<EventCode> events;
    for (int i = 0; i < 30; ++i) {
        const auto size = i == 0 ? std::size_t{27} : 8 + sizes() % 12;
        events.push_back("E" + std::to_string(i + 1));
        championship.enter(events.back(), size);
        crews += size;
    }
    EXPECT_GE(crews, 400u);
    const auto rowed = championship.row_all();
    EXPECT_GE(rowed, 90u);
    EXPECT_TRUE(championship.state.quarantine.empty());
    EXPECT_GE(championship.recalls(), 5u);
    EXPECT_GE(championship.breakages(), 5u);
    std::set<std::int64_t> days;
    for (const auto& entry : championship.entries) days.insert(entry.at.time_since_epoch() / 24h);
    EXPECT_GE(days.size(), 3u);

    const auto outcomes = championship.outcomes();
    auto placed = std::size_t{0};
    for (const auto& event : events) {
        const auto progression = progression_of(championship.state, event, outcomes).value();
        EXPECT_TRUE(progression.waiting.empty()) << event << " waits for " << progression.waiting.front();
        EXPECT_TRUE(progression.ties.empty()) << event;
        EXPECT_TRUE(progression.problems.empty()) << event << ": " << progression.problems.front();
        std::set<CrewId> once;
        for (const auto& place : progression.places) EXPECT_TRUE(once.insert(place.crew).second) << event;
        placed += once.size();
    }
    EXPECT_EQ(placed, crews) << "every crew has a place in its event";
    EXPECT_EQ(medals_of(championship.state, outcomes).size(), 90u) << "three for each event";

    MeetState folded;
    for (const auto& entry : championship.entries) folded = apply(std::move(folded), entry);
    const auto played = views::project_all(championship.state);
    const auto replayed = views::project_all(folded);
    ASSERT_EQ(played.size(), replayed.size());
    for (std::size_t i = 0; i < played.size(); ++i) {
        EXPECT_EQ(played[i].topic, replayed[i].topic);
        EXPECT_EQ(formats::encode_view(played[i].view), formats::encode_view(replayed[i].view)) << played[i].topic;
    }
}

TEST(Championship, ARevisedResultSaysWhatWouldChangeBeforeItDoes) {
    Championship championship{1};
    championship.enter("E1", 12);
    const auto& races = championship.state.races;
    for (const auto& [id, race] : races) {
        const auto is_heat = race.programme.phase.starts_with("H") && race.programme.event == "E1";
        if (is_heat && !championship.order(DrawNextRound{id})) ADD_FAILURE() << "race " << id.value();
    }
    championship.row_all();
    const auto before = progression_of(championship.state, "E1", championship.outcomes()).value();
    const auto heat = std::ranges::find_if(races, [](const auto& one) { return one.second.programme.event == "E1" && one.second.programme.phase == "H1"; })->first;
    const auto winner = judge(championship.state, championship.race(heat)).results.front();
    championship.give(ReopenResult{heat}, "protest").give(SetStatus{heat, winner.lane, ResultStatus::disqualified});
    const auto told = preview_revision(championship.state, championship.race(heat), championship.judged(heat), championship.outcomes()).value();
    championship.give(ConfirmResult{heat, true}, "upheld");
    const auto after = progression_of(championship.state, "E1", championship.outcomes()).value();
    const auto changes = rules::changes(before, after);
    EXPECT_EQ(told.seats, changes) << "what was told before is what came";
    EXPECT_FALSE(changes.empty());
    EXPECT_NE(std::ranges::find(changes, winner.crew, &rules::SeatChange::crew), changes.end());
    for (const auto& view : views::project_all(championship.state)) {
        const auto* progression = std::get_if<views::ProgressionView>(&view.view);
        if (progression == nullptr) continue;
        EXPECT_EQ(view.topic, "event/e1/progression");
        const auto final_a = std::ranges::find(progression->races, "FA", &views::ProgressionView::Race::phase);
        EXPECT_EQ(final_a->lanes, "settled") << "it has been rowed: officials decide what becomes of it";
    }
}

/// Every kind of revision of every heat: what the official is told before is what the progression then makes of it.
TEST(Championship, WhatARevisionTellsBeforeIsWhatComes) {
    Championship championship{3};
    championship.enter("E1", 20);
    championship.row_all();
    auto seats = std::size_t{0};
    std::mt19937_64 chance{5};
    for (const auto& [id, race] : std::map{championship.state.races}) {
        if (race.stage != Stage::official) continue;
        const auto before = progression_of(championship.state, "E1", championship.outcomes()).value();
        const auto lane = race.lanes[chance() % race.lanes.size()].lane;
        championship.give(ReopenResult{id}, "protest");
        if (chance() % 2 == 0) championship.give(SetPenalty{id, lane, 4s}, "buoys");
        else championship.give(SetStatus{id, lane, std::array{ResultStatus::disqualified, ResultStatus::did_not_finish, ResultStatus::relegated, ResultStatus::scratched}[chance() % 4]}, "seen");
        const auto told = preview_revision(championship.state, championship.race(id), championship.judged(id), championship.outcomes()).value();
        EXPECT_TRUE(told.problems.empty());
        championship.give(ConfirmResult{id, true}, "revised");
        EXPECT_EQ(told.seats, rules::changes(before, progression_of(championship.state, "E1", championship.outcomes()).value())) << race.programme.phase << " lane " << lane.value();
        seats += told.seats.size();
    }
    EXPECT_GT(seats, 20u);
}

/// The same of every result that becomes official for the first time: who goes on where.
TEST(Championship, WhatAFirstResultTellsBeforeIsWhatComes) {
    Championship championship{3};
    championship.enter("E1", 20);
    struct Told {
        rules::Progression before;
        std::vector<rules::SeatChange> seats;
    };
    std::optional<Told> told;
    auto seats = std::size_t{0};
    const auto now = [&] { return progression_of(championship.state, "E1", championship.outcomes()).value(); };
    const auto compare = [&] {
        if (!told) return;
        EXPECT_EQ(told->seats, rules::changes(told->before, now()));
        seats += told->seats.size();
    };
    championship.before_official = [&](RaceId id) {
        compare();
        const auto preview = preview_first_result(championship.state, championship.race(id), championship.judged(id), championship.outcomes()).value();
        EXPECT_TRUE(preview.rows.empty() && preview.problems.empty());
        for (const auto& view : views::project_all(championship.state)) {
            const auto* console = std::get_if<views::ConsoleView>(&view.view);
            if (console == nullptr || console->header.race != id.value()) continue;
            ASSERT_TRUE(console->revision) << "its console tells it";
            EXPECT_EQ(console->revision->seats.empty(), preview.seats.empty());
        }
        told = Told{now(), preview.seats};
    };
    championship.row_all();
    compare();
    EXPECT_GT(seats, 20u);
}

}  // namespace championship_test
}  // namespace bowball::engine
