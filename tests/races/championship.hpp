// A championship out of a seed: events with crews of known strength, rowed by their progression from entries to medals. Every order
// goes through decide() and every fact through apply(), as in the server. For tests and benchmarks.
#pragma once
#include <algorithm>
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

}  // namespace bowball::engine
