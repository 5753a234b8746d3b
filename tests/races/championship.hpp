// A championship of three days out of a seed: events with crews of known strength, rowed by their progression from entries to medals,
// with false starts, broken oars and a day that begins late. Every order goes through decide() and every fact through apply(), as in
// the server. For tests and benchmarks.
#pragma once
#include <algorithm>
#include <array>
#include <functional>
#include <random>

#include "engine/honours.hpp"
#include "engine/progression.hpp"
#include "engine/world.hpp"
#include "folders.hpp"
#include "formats/progression_file.hpp"

namespace bowball::engine {

inline constexpr auto championship_table = "world_rowing_2025";

class Championship : public World {
public:
    explicit Championship(std::uint64_t seed) : World(rules::RuleSet{}, 1), chance_(seed) {
        const auto tables = formats::load_progressions(source_folder() + "/config/rules/progression");
        EXPECT_TRUE(tables) << tables.error().text;
        table_ = *std::ranges::find(*tables, championship_table, &rules::ProgressionTable::id);
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
        give(ChooseProgression{event, championship_table, {}, 0});
        const auto& groups = rules::case_for(table_, crews).value()->groups;
        for (std::size_t round = 0; round < groups.size(); ++round) {
            const auto day = std::min(round, last_day);
            for (const auto& phase : groups[round].races) {
                const RaceId race{++races_ + 1};
                const WallTime due{std::chrono::duration_cast<std::chrono::microseconds>(first_start(day) + 5min * due_on_[day]++)};
                give(ScheduleRace{{race, event, phase, event + " " + phase, due, 2000, "rowing", ""}});
                programme_.push_back(race);
            }
        }
    }

    /// Rows what can be drawn, round by round, until nothing more can: each round on a day of its own, what is left on the third. The
    /// number of races rowed.
    std::size_t row_all() {
        auto rowed = std::size_t{0};
        for (std::size_t round = 0;; ++round) {
            std::vector<RaceId> drawn;
            for (const auto id : programme_) {
                if (race(id).stage != Stage::official && order(DrawNextRound{id}) && race(id).lanes.size() >= 2) drawn.push_back(id);
            }
            if (drawn.empty()) return rowed;
            const auto begins = first_start(std::min(round, last_day));
            if (state.now < at(begins)) wait_until(begins);
            give(DelayFrom{drawn[drawn.size() / 2], 20, {}}, "wind");
            for (const auto id : drawn) row(id);
            rowed += drawn.size();
        }
    }
    std::function<void(RaceId)> before_official;   ///< is asked of each result that is about to be
    [[nodiscard]] std::size_t recalls() const { return recalls_; }
    [[nodiscard]] std::size_t breakages() const { return breakages_; }

    [[nodiscard]] RaceOutcomes outcomes() const {
        RaceOutcomes found;
        for (const auto& [id, one] : state.races) found.emplace(id, outcome_of(one, judge(state, one)));
        return found;
    }

private:
    static constexpr std::size_t last_day = 2;
    static constexpr Duration first_start(std::size_t day) { return 9h + 24h * static_cast<int>(day); }

    /// The best crew is off too early, and is called back with the others.
    void start_falsely(RaceId id) {
        const auto start = state.now.time_since_epoch() + 60s;
        const auto early = race(id).lanes.front().lane;
        arm(start - 30s, id);
        impulse({PointKind::start_signal, 0}, 0, start);
        motion(early.value(), start + 50ms);
        give(RecallRace{id, RecallCause::false_start}, "motion after 50 ms").give(DecideFalseStart{id, race(id).run()->number, Verdict::upheld, {early}}, "motion after 50 ms");
        ++recalls_;
    }

    void row(RaceId id) {
        if (++begun_ % 17 == 0) start_falsely(id);
        const auto start = state.now.time_since_epoch() + 60s;
        arm(start - 30s, id);
        const ClockId clock{1};
        impulse({PointKind::start_signal, 0}, 0, start, clock);
        std::vector<std::pair<Duration, int>> finishes;
        for (const auto& lane : race(id).lanes) finishes.emplace_back(strength_.at(lane.crew) + std::chrono::milliseconds{chance_() % 6'000}, lane.lane.value());
        std::ranges::sort(finishes);
        for (std::size_t i = 1; i < finishes.size(); ++i) finishes[i].first = std::max(finishes[i].first, finishes[i - 1].first + 20ms);
        if (begun_ % 13 == 0 && finishes.size() > 3) {
            give(SetStatus{id, lane(finishes.back().second), ResultStatus::did_not_finish}, "broke an oar");
            finishes.pop_back();
            ++breakages_;
        }
        for (const auto& [time, in_lane] : finishes) impulse({PointKind::finish, 0}, in_lane, start + time, clock);
        give(PublishResult{id});
        if (before_official) before_official(id);
        give(ConfirmResult{id, true}, "looked at");
    }

    std::array<int, last_day + 1> due_on_{};
    std::size_t begun_ = 0;
    std::size_t recalls_ = 0;
    std::size_t breakages_ = 0;
    std::mt19937_64 chance_;
    rules::ProgressionTable table_;
    std::map<CrewId, Duration> strength_;
    std::vector<RaceId> programme_;
    std::uint32_t crews_ = 1'000;
    std::uint32_t races_ = 0;
};

}  // namespace bowball::engine
