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
    explicit World(rules::RuleSet rules = {}, int lanes = 6) {
        give(OpenMeet{"Test Regatta", "Test Lake", 2000});
        give(RegisterRuleSet{rules});
        give(DeclareEvent{"M1x", "Men's Single Sculls"});
        schedule(1, rules.id, lanes);
    }

    /// One more race with the same crews.
    World& schedule(std::uint32_t number, const std::string& rules, int lanes = 6) {
        DrawLanes draw{RaceId{number}, {}};
        for (int i = 1; i <= lanes; ++i) {
            const CrewId crew{number * 100 + static_cast<std::uint32_t>(i)};
            give(EnterCrew{{crew, "M1x", "C" + std::to_string(i), "Crew " + std::to_string(i), "Club", {}}}, "entered late");
            draw.lanes.push_back({lane(i), crew});
        }
        give(ScheduleRace{{RaceId{number}, "M1x", "H" + std::to_string(number), "Heat", WallTime{}, 2000, rules, std::to_string(number) + "-1-1"}});
        give(draw);
        return *this;
    }

    /// An order that must be accepted.
    World& give(Command command, std::string reason = {}) {
        const auto outcome = order(std::move(command), std::move(reason));
        EXPECT_TRUE(outcome.has_value()) << (outcome ? "" : outcome.error().text);
        return *this;
    }

    /// An order, accepted or refused.
    Result<std::vector<Event>> order(Command command, std::string reason = {}) {
        const auto by_device = std::holds_alternative<ReportImpulse>(command) || std::holds_alternative<ReportTrace>(command) || std::holds_alternative<ReportResult>(command) || std::holds_alternative<ReportLoss>(command);
        const Origin origin{by_device ? Actor{} : Actor{"Anna", Role::admin}, {}, std::move(reason)};
        if (!by_device) state.now += 1ms;  // people are slower than impulses
        auto events = decide(state, Order{std::move(command), origin, state.now, "chance", {}, read_back});
        if (events) {
            for (const auto& event : *events) append(event, origin);
        }
        return events;
    }

    /// A fact, journaled at `now`.
    void append(Event event, Origin origin = {}) {
        entries.push_back({Seq{state.head.value() + 1}, state.now, WallTime{}, std::move(origin), std::move(event)});
        state = apply(std::move(state), entries.back());
    }

    /// Time goes by.
    World& wait_until(Duration when) {
        if (at(when) > state.now) state.now = at(when);
        append(DeadlinePassed{});
        return *this;
    }

    World& arm(Duration when = 1s, RaceId race = the_race) { return wait_until(when).give(ArmRace{race}).give(GiveAttention{race}); }

    /// An impulse of box A unless said otherwise; 0 for no lane.
    World& impulse(TimingPoint point, int in_lane, Duration when, ClockId clock = box_a, Source source = Source::system_a) {
        if (at(when) > state.now) state.now = at(when);
        return give(ReportImpulse{make(point, in_lane, when, clock, source), Change::seen});
    }
    static Impulse make(TimingPoint point, int in_lane, Duration when, ClockId clock = box_a, Source source = Source::system_a) {
        Impulse impulse;
        impulse.point = point;
        if (in_lane != 0) impulse.lane = lane(in_lane);
        impulse.stamp = {at(when), 2ms, clock, DeviceTime{when}, 100us};
        impulse.source = source;
        impulse.device = source == Source::system_b ? "box_b" : "box_a";
        impulse.channel = to_string(point) + "/" + std::to_string(in_lane);
        return impulse;
    }
    World& red(Duration when) { return impulse({PointKind::red_light, 0}, 0, when); }
    World& start(Duration when) { return impulse({PointKind::start_signal, 0}, 0, when); }
    World& motion(int in_lane, Duration when) { return impulse({PointKind::first_motion, 0}, in_lane, when); }
    World& release(int in_lane, Duration when) { return impulse({PointKind::gate_release, 0}, in_lane, when); }
    World& split(int metres, int in_lane, Duration when) { return impulse({PointKind::split, metres}, in_lane, when); }
    World& finish(int in_lane, Duration when) { return impulse({PointKind::finish, 0}, in_lane, when); }

    /// Lanes 1..n finish one second apart, lane 1 first.
    World& finish_all(Duration first, int lanes = 6) {
        for (int i = 1; i <= lanes; ++i) finish(i, first + (i - 1) * 1s);
        return *this;
    }

    [[nodiscard]] const Race& race(RaceId id = the_race) const { return *state.race(id); }
    [[nodiscard]] Judgement judged(RaceId id = the_race) const { return judge(state, race(id)); }
    [[nodiscard]] LaneResult result(int in_lane, RaceId id = the_race) const {
        const auto judgement = judged(id);
        return *std::ranges::find(judgement.results, lane(in_lane), &LaneResult::lane);
    }
    [[nodiscard]] Duration time(int in_lane, RaceId id = the_race) const { return result(in_lane, id).time.value().exact; }
    [[nodiscard]] int rank(int in_lane, RaceId id = the_race) const { return result(in_lane, id).rank.value_or(0); }
    /// What became of the newest impulse of a lane.
    [[nodiscard]] Use use_of_last(int in_lane, RaceId id = the_race) const {
        const auto judgement = judged(id);
        auto use = Use::not_armed;
        for (const auto& judged_impulse : judgement.impulses) {
            if (judged_impulse.lane == lane(in_lane)) use = judged_impulse.use;
        }
        return use;
    }
    [[nodiscard]] bool warns(WarningKind kind, RaceId id = the_race) const {
        return std::ranges::any_of(judged(id).warnings, [&](const Warning& warning) { return warning.kind == kind; });
    }
    [[nodiscard]] ImpulseId last_impulse() const { return state.impulse_index.back().first; }

    MeetState state;
    std::vector<Entry> entries;
    std::vector<TimingPoint> read_back;   ///< outputs of the venue's start that an input sees
};

}  // namespace bowball::engine
