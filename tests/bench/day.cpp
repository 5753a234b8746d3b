#include "day.hpp"

#include <algorithm>

namespace bowball::bench {
namespace {

constexpr std::uint16_t lanes = 6;
constexpr const char* device = "box";

/// Spreads crews apart, the same way every time.
Duration apart(std::uint32_t race, std::uint16_t lane, std::int64_t step_us) {
    return std::chrono::microseconds{(race * 7919 + lane * 104729) % 6007 * step_us / 60};
}

}  // namespace

std::vector<ChannelBinding> wiring() {
    std::vector<ChannelBinding> bindings;
    const auto bind = [&](std::string channel, TimingPoint point, std::optional<LaneNumber> lane) {
        bindings.push_back({device, std::move(channel), point, lane, Source::system_a, false});
    };
    bind("red", {PointKind::red_light, 0}, {});
    bind("green", {PointKind::start_signal, 0}, {});
    for (std::uint16_t lane = 1; lane <= lanes; ++lane) {
        const auto number = std::to_string(lane);
        bind("gate_" + number, {PointKind::gate_release, 0}, LaneNumber{lane});
        bind("down_" + number, {PointKind::gate_clear, 0}, LaneNumber{lane});
        bind("motion_" + number, {PointKind::first_motion, 0}, LaneNumber{lane});
        for (const int metres : {500, 1000, 1500}) bind("split_" + std::to_string(metres) + "_" + number, {PointKind::split, metres}, LaneNumber{lane});
        bind("finish_" + number, {PointKind::finish, 0}, LaneNumber{lane});
    }
    return bindings;
}

std::int32_t distance_m(const rules::RuleSet& rules) { return rules.finish.lap_m > 0 ? 2 * rules.finish.lap_m : 2000; }

std::vector<engine::Command> programme(std::uint32_t races, const rules::RuleSet& rules) {
    std::vector<engine::Command> orders{engine::OpenMeet{"Bench", "Lake", 2000}, engine::RegisterRuleSet{rules}, engine::DeclareEvent{"M1x", "Men's Single Sculls"}};
    for (std::uint32_t race = 1; race <= races; ++race) {
        engine::DrawLanes draw{RaceId{race}, {}};
        for (std::uint16_t lane = 1; lane <= lanes; ++lane) {
            const CrewId crew{race * lanes + lane};
            orders.emplace_back(engine::EnterCrew{{crew, "M1x", "C" + std::to_string(lane), "Crew " + std::to_string(crew.value()), "Club", {"A. Rower"}}});
            draw.lanes.push_back({LaneNumber{lane}, crew});
        }
        orders.emplace_back(engine::ScheduleRace{{RaceId{race}, "M1x", "H" + std::to_string(race), "", WallTime{}, distance_m(rules), rules.id, ""}});
        orders.emplace_back(draw);
    }
    return orders;
}

std::vector<engine::Command> to_the_start(RaceId race) { return {engine::CallRace{race}, engine::ArmRace{race}, engine::GiveAttention{race}, engine::OrderStart{race}}; }
std::vector<engine::Command> after_the_finish(RaceId race) { return {engine::PublishResult{race}, engine::ConfirmResult{race, true}}; }

/// Touches of the pads at one wall.
std::vector<PlannedEdge> laps(RaceId race) {
    std::vector<PlannedEdge> all{{"green", 0s}};
    for (std::uint16_t lane = 1; lane <= lanes; ++lane) {
        for (std::int64_t lap = 1; lap <= 2; ++lap) all.push_back({"finish_" + std::to_string(lane), 56s * lap + apart(race.value(), lane, 1000) * lap});
    }
    std::ranges::stable_sort(all, {}, &PlannedEdge::since_start);
    return all;
}

std::vector<PlannedEdge> edges(RaceId race) {
    std::vector<PlannedEdge> all{{"red", -2s}, {"green", 0s}};
    for (std::uint16_t lane = 1; lane <= lanes; ++lane) {
        const auto number = std::to_string(lane);
        const auto spread = apart(race.value(), lane, 1000);
        all.push_back({"gate_" + number, 30ms + std::chrono::milliseconds{lane}});
        all.push_back({"motion_" + number, 150ms + spread / 4});
        all.push_back({"down_" + number, 300ms + std::chrono::milliseconds{lane}});
        for (std::int64_t quarter = 1; quarter <= 3; ++quarter) all.push_back({"split_" + std::to_string(quarter * 500) + "_" + number, 98s * quarter + spread * quarter});
        all.push_back({"finish_" + number, 98s * 4 + spread * 4});
    }
    std::ranges::stable_sort(all, {}, &PlannedEdge::since_start);
    return all;
}

Observation observation(const ChannelName& channel, HostTime at) {
    RawImpulse raw;
    raw.channel = channel;
    raw.host = at;
    raw.own_uncertainty = 20us;
    return {device, at, raw};
}

std::vector<engine::Entry> make_day(std::uint32_t races, const rules::RuleSet& rules) {
    const auto journal = journal::make_memory_journal();
    auto now = Duration{1s};
    std::vector<engine::Entry> entries;
    race::Options options;
    options.channels = wiring();
    options.drivers = {{device, {"simulator", "simulated"}}};
    options.anchor = Anchor{HostTime{}, RaceTime{1'700'000'000s}};
    options.now = [&] { return race::Now{RaceTime{1'700'000'000s} + now, WallTime{1'700'000'000s}}; };
    options.publish = [&](const race::Batch& batch) { std::ranges::copy(batch.entries, std::back_inserter(entries)); };
    auto day = std::move(race::Race::open(*journal, std::move(options)).value());
    const auto give = [&](std::vector<engine::Command> orders) {
        for (auto& order : orders) {
            day->submit({std::move(order), {{"Bench", Role::admin}, {}, "benchmark"}, {}});
            day->drain();
        }
    };
    give(programme(races, rules));
    for (std::uint32_t race = 1; race <= races; ++race) {
        give(to_the_start(RaceId{race}));
        const auto start = now + 3s;
        for (const auto& edge : rules.finish.lap_m > 0 ? laps(RaceId{race}) : edges(RaceId{race})) {
            now = start + edge.since_start;
            day->observe(observation(edge.channel, HostTime{now}));
            day->drain();
            day->pass_deadlines();
        }
        now += 60s;
        give(after_the_finish(RaceId{race}));
        now += 60s;
    }
    return entries;
}

}  // namespace bowball::bench
