// A whole championship out of a seed: thirty events, four hundred crews, from entries through heats to medals, every order
// through decide() and every fact through apply(), as in the server.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "engine/honours.hpp"
#include "engine/progression.hpp"
#include "engine/world.hpp"
#include "formats/frame.hpp"
#include "formats/progression_file.hpp"
#include "views/projection.hpp"

namespace bowball::engine {
namespace {

constexpr auto table_id = "world_rowing_2025";

class Championship : public World {
public:
    explicit Championship(std::uint64_t seed) : World(rules::RuleSet{}, 1), chance_(seed) {
        const auto tables = formats::load_progressions(std::string{BOWBALL_SOURCE} + "/config/rules/progression");
        EXPECT_TRUE(tables) << tables.error().text;
        table_ = *std::ranges::find(*tables, table_id, &rules::ProgressionTable::id);
        give(RegisterProgression{table_});
    }

    /// Crews, progression, and every race that the table may need.
    void enter(const EventCode& event, std::size_t crews) {
        give(DeclareEvent{event, "Event " + event});
        for (std::size_t i = 0; i < crews; ++i) {
            const CrewId crew{++crews_};
            give(EnterCrew{{crew, event, "T" + std::to_string(i % 40) + (i < 40 ? "" : " 2"), "Crew " + std::to_string(crew.value()), "", {}}});
            strength_[crew] = 380s + std::chrono::milliseconds{chance_() % 40'000};
        }
        give(ChooseProgression{event, table_id, {}, 0});
        for (const auto& group : rules::case_for(table_, crews).value()->groups) {
            for (const auto& phase : group.races) {
                const RaceId race{++races_ + 1};
                give(ScheduleRace{{race, event, phase, event + " " + phase, WallTime{std::chrono::seconds{races_ * 300}}, 2000, "rowing", ""}});
                programme_.push_back(race);
            }
        }
    }

    /// Rows what can be drawn, in rounds, until nothing more can. The number of races rowed.
    std::size_t row_all() {
        auto rowed = std::size_t{0};
        for (auto before = rowed + 1; before != rowed;) {
            before = rowed;
            for (const auto id : programme_) rowed += row(id) ? 1 : 0;
        }
        return rowed;
    }

    [[nodiscard]] RaceOutcomes outcomes() const {
        RaceOutcomes found;
        for (const auto& [id, one] : state.races) found.emplace(id, outcome_of(one, judge(state, one)));
        return found;
    }

private:
    bool row(RaceId id) {
        if (race(id).stage == Stage::official || !order(DrawNextRound{id}) || race(id).lanes.size() < 2) return false;
        const auto start = state.now.time_since_epoch() + 60s;
        arm(start - 30s, id);
        const ClockId clock{1};
        impulse({PointKind::start_signal, 0}, 0, start, clock);
        std::vector<std::pair<Duration, int>> finishes;
        for (const auto& lane : race(id).lanes) finishes.emplace_back(strength_.at(lane.crew) + std::chrono::milliseconds{chance_() % 6'000}, lane.lane.value());
        std::ranges::sort(finishes);
        for (std::size_t i = 1; i < finishes.size(); ++i) finishes[i].first = std::max(finishes[i].first, finishes[i - 1].first + 20ms);
        for (const auto& [time, in_lane] : finishes) impulse({PointKind::finish, 0}, in_lane, start + time, clock);
        give(PublishResult{id}).give(ConfirmResult{id, true}, "looked at");
        return true;
    }

    std::mt19937_64 chance_;
    rules::ProgressionTable table_;
    std::map<CrewId, Duration> strength_;
    std::vector<RaceId> programme_;
    std::uint32_t crews_ = 1'000;
    std::uint32_t races_ = 0;
};

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
    championship.give(ReopenResult{heat}, "protest").give(SetStatus{heat, winner.lane, ResultStatus::disqualified}).give(ConfirmResult{heat, true}, "upheld");
    const auto after = progression_of(championship.state, "E1", championship.outcomes()).value();
    const auto changes = rules::changes(before, after);
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

}  // namespace
}  // namespace bowball::engine
