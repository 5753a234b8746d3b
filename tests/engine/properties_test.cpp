// What must hold for every race, tried on races that nobody thought of (rapidcheck): a failure prints the smallest one found.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <numeric>
#include <set>

#include "world.hpp"

namespace bowball::engine {
namespace properties_test {

/// An edge somewhere in a race that starts at 60 s: lane 0 has no number.
struct Sighting {
    int kind = 0;
    int lane = 0;
    int ms = 0;
};
std::ostream& operator<<(std::ostream& out, const Sighting& edge) { return out << "{kind " << edge.kind << ", lane " << edge.lane << ", " << edge.ms << " ms}"; }

}  // namespace properties_test
}  // namespace bowball::engine

namespace rc {
template <>
struct Arbitrary<bowball::engine::properties_test::Sighting> {
    static Gen<bowball::engine::properties_test::Sighting> arbitrary() {
        using bowball::engine::properties_test::Sighting;
        return gen::build<Sighting>(gen::set(&Sighting::kind, gen::inRange(0, 5)), gen::set(&Sighting::lane, gen::inRange(0, 8)), gen::set(&Sighting::ms, gen::inRange(0, 600'000)));
    }
};
}  // namespace rc

namespace bowball::engine {
namespace properties_test {

using Edges = std::vector<Sighting>;

constexpr TimingPoint points[] = {{PointKind::finish, 0}, {PointKind::split, 500}, {PointKind::split, 1000}, {PointKind::first_motion, 0}, {PointKind::bow_over_line, 0}};

/// Each instant once: of two edges in one instant the one that came first is the first.
Edges at_different_instants(Edges edges) {
    std::set<int> taken;
    std::erase_if(edges, [&](const Sighting& edge) { return !taken.insert(edge.ms).second; });
    return edges;
}

/// Armed, and all that the boxes will send lies in the past: so it may arrive in any order.
World armed() {
    World world;
    world.arm().red(50s).start(60s);
    world.wait_until(800s);
    return world;
}

void report(World& world, const Sighting& edge) {
    world.give(ReportImpulse{World::make(points[edge.kind], edge.lane, 60s + std::chrono::milliseconds{edge.ms}, edge.lane % 2 == 0 ? box_a : box_b, edge.lane % 2 == 0 ? Source::system_a : Source::system_b), Change::seen});
}

World raced(const Edges& edges) {
    auto world = armed();
    for (const auto& edge : edges) report(world, edge);
    return world;
}

/// Everything that was judged, but for the numbers of entries, which say in what order things came.
std::string meaning(const World& world) {
    const auto judgement = world.judged();
    auto text = to_hex(digest_of(judgement));
    for (const auto& judged : judgement.impulses)
        text += "\n" + to_string(judged.point) + " " + std::to_string(judged.lane ? judged.lane->value() : 0) + " " + std::to_string(judged.ledger->impulse.stamp.at.time_since_epoch().count()) + " " + std::string{to_string(judged.use)};
    for (const auto& fault : judgement.start.faults) text += "\n" + std::string{to_string(fault.fault)} + " " + std::to_string(fault.lane.value());
    for (const auto& warning : judgement.warnings) text += "\n" + std::string{to_string(warning.kind)};
    return text;
}

RC_GTEST_PROP(Properties, TheOrderOfArrivalChangesNothing, (const Edges& any)) {
    const auto edges = at_different_instants(any);
    auto shuffled = edges;
    const auto seed = *rc::gen::arbitrary<std::uint32_t>();
    for (std::size_t i = shuffled.size(), random = seed; i > 1; --i) {
        random = random * 6364136223846793005ULL + 1442695040888963407ULL;
        std::swap(shuffled[i - 1], shuffled[(random >> 33) % i]);
    }
    RC_ASSERT(meaning(raced(shuffled)) == meaning(raced(edges)));
}

RC_GTEST_PROP(Properties, ACopyOfAnyMomentFoldedOnComesToTheSame, (const Edges& any)) {
    const auto whole = raced(at_different_instants(any));
    const auto cut = *rc::gen::inRange<std::size_t>(0, whole.entries.size() + 1);
    World before;
    before.state = {};
    for (std::size_t i = 0; i < cut; ++i) before.state = apply(std::move(before.state), whole.entries[i]);
    const auto snapshot = before.state;
    for (std::size_t i = cut; i < whole.entries.size(); ++i) before.state = apply(std::move(before.state), whole.entries[i]);   // must not reach into the copy
    World after;
    after.state = snapshot;
    for (std::size_t i = cut; i < whole.entries.size(); ++i) after.state = apply(std::move(after.state), whole.entries[i]);
    RC_ASSERT(meaning(before) == meaning(whole));
    RC_ASSERT(meaning(after) == meaning(whole));
}

RC_GTEST_PROP(Properties, VoidedAndRestoredIsAsBefore, (const Edges& any)) {
    auto world = raced(at_different_instants(any));
    const auto before = meaning(world);
    std::vector<ImpulseId> ids;
    for (const auto& one : world.state.ledger) ids.push_back(one.id);
    const auto victim = *rc::gen::elementOf(ids);
    world.give(VoidImpulse{victim}, "a swan").give(RestoreImpulse{victim}, "it was a crew");
    RC_ASSERT(meaning(world) == before);
}

RC_GTEST_PROP(Properties, EveryImpulseOfTheRaceHasOneFate, (const Edges& any)) {
    const auto world = raced(at_different_instants(any));
    const auto judgement = world.judged();
    std::set<ImpulseId> told;
    for (const auto& judged : judgement.impulses) RC_ASSERT(told.insert(judged.ledger->id).second);
    RC_ASSERT(told.size() == world.state.ledger.size());
}

RC_GTEST_PROP(Properties, PlacesAreCompetitionPlacesInTheOrderOfTheSheet, (const Edges& any)) {
    const auto results = raced(at_different_instants(any)).judged().results;
    RC_ASSERT(results.size() == 6u);
    std::uint16_t placed = 0;
    for (const auto& result : results) {
        if (!result.rank) continue;
        RC_ASSERT(placed == std::count_if(results.begin(), results.end(), [&](const LaneResult& other) { return other.rank && (*other.rank < *result.rank || (*other.rank == *result.rank && &other < &result)); }));
        const auto better = std::ranges::count_if(results, [&](const LaneResult& other) { return other.rank && *other.rank < *result.rank; });
        RC_ASSERT(*result.rank == better + 1);
        ++placed;
    }
    for (std::size_t i = 1; i < placed; ++i) RC_ASSERT(results[i - 1].time->exact <= results[i].time->exact);
}

}  // namespace properties_test
}  // namespace bowball::engine
