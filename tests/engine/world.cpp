#include "engine/world.hpp"

namespace bowball::engine {

World::World() : World(rules::RuleSet{}) {}

World::World(rules::RuleSet rules, int lanes) {
    give(OpenMeet{"Test Regatta", "Test Lake", 2000});
    give(RegisterRuleSet{rules});
    give(DeclareEvent{"M1x", "Men's Single Sculls"});
    schedule(1, rules.id, lanes);
}

World::~World() = default;
World::World(const World&) = default;
World& World::operator=(const World&) = default;
World::World(World&&) noexcept = default;
World& World::operator=(World&&) noexcept = default;

World& World::schedule(std::uint32_t number, const std::string& rules, int lanes) {
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

World& World::give(Command command, std::string reason) {
    const auto outcome = order(std::move(command), std::move(reason));
    EXPECT_TRUE(outcome.has_value()) << (outcome ? "" : outcome.error().text);
    return *this;
}

Result<std::vector<Event>> World::order(Command command, std::string reason) {
    const auto by_device = std::holds_alternative<ReportImpulse>(command) || std::holds_alternative<ReportTrace>(command) || std::holds_alternative<ReportResult>(command) || std::holds_alternative<ReportLoss>(command);
    const Origin origin{by_device ? Actor{} : Actor{"Anna", Role::admin}, {}, std::move(reason)};
    if (!by_device) state.now += 1ms;  // people are slower than impulses
    auto events = decide(state, Order{std::move(command), origin, state.now, "chance", {}, read_back});
    if (events) {
        for (const auto& event : *events) append(event, origin);
    }
    return events;
}

void World::append(Event event, Origin origin) {
    entries.push_back({Seq{state.head.value() + 1}, state.now, WallTime{}, std::move(origin), std::move(event)});
    state = apply(std::move(state), entries.back());
}

World& World::wait_until(Duration when) {
    if (at(when) > state.now) state.now = at(when);
    append(DeadlinePassed{});
    return *this;
}

World& World::arm(Duration when, RaceId race) { return wait_until(when).give(ArmRace{race}).give(GiveAttention{race}); }

World& World::impulse(TimingPoint point, int in_lane, Duration when, ClockId clock, Source source) {
    if (at(when) > state.now) state.now = at(when);
    return give(ReportImpulse{make(point, in_lane, when, clock, source), Change::seen});
}

Impulse World::make(TimingPoint point, int in_lane, Duration when, ClockId clock, Source source) {
    Impulse impulse;
    impulse.point = point;
    if (in_lane != 0) impulse.lane = lane(in_lane);
    impulse.stamp = {at(when), 2ms, clock, DeviceTime{when}, 100us};
    impulse.source = source;
    impulse.device = source == Source::system_b ? "box_b" : "box_a";
    impulse.channel = to_string(point) + "/" + std::to_string(in_lane);
    return impulse;
}

World& World::finish_all(Duration first, int lanes) {
    for (int i = 1; i <= lanes; ++i) finish(i, first + (i - 1) * 1s);
    return *this;
}

Judgement World::judged(RaceId id) const { return judge(state, race(id)); }

LaneResult World::result(int in_lane, RaceId id) const {
    const auto judgement = judged(id);
    return *std::ranges::find(judgement.results, lane(in_lane), &LaneResult::lane);
}

Use World::use_of_last(int in_lane, RaceId id) const {
    const auto judgement = judged(id);
    auto use = Use::not_armed;
    for (const auto& judged_impulse : judgement.impulses) {
        if (judged_impulse.lane == lane(in_lane)) use = judged_impulse.use;
    }
    return use;
}

bool World::warns(WarningKind kind, RaceId id) const {
    return std::ranges::any_of(judged(id).warnings, [&](const Warning& warning) { return warning.kind == kind; });
}

}  // namespace bowball::engine
