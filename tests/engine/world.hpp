// Builds a small world for tests of the engine: a meet with one six-lane race, orders and impulses given in sentences.
//
//   World world;
//   world.arm().start(10s).finish(4, 10s + 6min);
//   EXPECT_EQ(world.result(4).rank, 1);
//
// Every order goes through decide(), every fact through apply(): what the tests see is what the server does.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/decide.hpp"
#include "engine/fold.hpp"
#include "engine/judge.hpp"

namespace bowball::engine {

inline constexpr RaceId the_race{1};
inline constexpr ClockId box_a{1};
inline constexpr ClockId box_b{2};

inline RaceTime at(Duration since_morning) { return RaceTime{since_morning}; }
inline LaneNumber lane(int number) { return LaneNumber{static_cast<std::uint16_t>(number)}; }

class World {
public:
    World();
    explicit World(rules::RuleSet rules, int lanes = 6);
    ~World();
    World(const World&);
    World& operator=(const World&);
    World(World&&) noexcept;
    World& operator=(World&&) noexcept;

    /// One more race with the same crews.
    World& schedule(std::uint32_t number, const std::string& rules, int lanes = 6);

    /// An order that must be accepted.
    World& give(Command command, std::string reason = {});
    /// An order, accepted or refused.
    Result<std::vector<Event>> order(Command command, std::string reason = {});
    /// A fact, journaled at `now`.
    void append(Event event, Origin origin = {});

    /// Time goes by.
    World& wait_until(Duration when);
    World& arm(Duration when = 1s, RaceId race = the_race);

    /// An impulse of box A unless said otherwise; 0 for no lane.
    World& impulse(TimingPoint point, int in_lane, Duration when, ClockId clock = box_a, Source source = Source::system_a);
    static Impulse make(TimingPoint point, int in_lane, Duration when, ClockId clock = box_a, Source source = Source::system_a);
    World& red(Duration when) { return impulse({PointKind::red_light, 0}, 0, when); }
    World& start(Duration when) { return impulse({PointKind::start_signal, 0}, 0, when); }
    World& motion(int in_lane, Duration when) { return impulse({PointKind::first_motion, 0}, in_lane, when); }
    World& release(int in_lane, Duration when) { return impulse({PointKind::gate_release, 0}, in_lane, when); }
    World& split(int metres, int in_lane, Duration when) { return impulse({PointKind::split, metres}, in_lane, when); }
    World& finish(int in_lane, Duration when) { return impulse({PointKind::finish, 0}, in_lane, when); }
    /// Lanes 1..n finish one second apart, lane 1 first.
    World& finish_all(Duration first, int lanes = 6);

    [[nodiscard]] const Race& race(RaceId id = the_race) const { return *state.race(id); }
    [[nodiscard]] Judgement judged(RaceId id = the_race) const;
    [[nodiscard]] LaneResult result(int in_lane, RaceId id = the_race) const;
    [[nodiscard]] Duration time(int in_lane, RaceId id = the_race) const { return result(in_lane, id).time.value().exact; }
    [[nodiscard]] int rank(int in_lane, RaceId id = the_race) const { return result(in_lane, id).rank.value_or(0); }
    /// What became of the newest impulse of a lane.
    [[nodiscard]] Use use_of_last(int in_lane, RaceId id = the_race) const;
    [[nodiscard]] bool warns(WarningKind kind, RaceId id = the_race) const;
    [[nodiscard]] ImpulseId last_impulse() const { return state.impulse_index.back().first; }

    MeetState state;
    std::vector<Entry> entries;
    std::vector<TimingPoint> read_back;   ///< outputs of the venue's start that an input sees
};

}  // namespace bowball::engine
