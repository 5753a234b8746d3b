// Spreads a group's crews over its races and lanes, and places the crews of the finals in the event.
#include <algorithm>

#include "rules/draw.hpp"
#include "rules/heats.hpp"
#include "rules/progression_steps.hpp"

namespace bowball::rules {
namespace {

/// Fewer races where so many would have one crew each. Swimmers fill theirs.
std::size_t races_needed(const RaceGroup& group, Filling filling, std::size_t crews, std::size_t lanes) {
    const auto to_fit = (crews + lanes - 1) / lanes;
    if (filling == Filling::circle) return std::min(group.races.size(), to_fit);
    const auto with_two_each = std::max<std::size_t>(1, crews / 2);
    return std::min(group.races.size(), std::max(with_two_each, to_fit));
}

Result<std::vector<LaneSeat>> lanes_of_race(const Walk& walk, const RaceGroup& group, const std::string& race, const Intake& crews) {
    const auto label = race + " lanes";
    auto order = lane_order(walk.table, group);
    // Nobody sits in the lanes of a final that is none: there are as many as crews hold a place in it.
    for (auto lane = lane_count(order) + 1; group.rowed == Rowed::never && lane <= crews.size(); ++lane) order.groups.push_back({static_cast<std::uint16_t>(lane)});
    std::vector<LaneSeed> seeds;
    for (const auto& entrant : crews) seeds.push_back({entrant.crew, entrant.tier});
    const auto is_first_round = std::ranges::all_of(crews, [](const Entrant& e) { return e.mark == Mark::entry; });
    if (is_first_round && walk.table.filling != Filling::circle) {
        // Nothing has been rowed yet, and no time of before counts: all lanes are drawn, of those that the order would use.
        std::vector<CrewId> ids;
        for (const auto& entrant : crews) ids.push_back(entrant.crew);
        seeds.clear();
        for (const auto crew : draw_order(walk.input.seed, label, ids)) seeds.push_back({crew, 0});
        order.drawing = LaneDrawing::never;
    }
    return assign_lanes(seeds, order, walk.input.seed, label);
}

/// Its place in the group's intake; of a final that is not rowed equals have the same.
std::uint32_t seed_of(const RaceGroup& group, const Intake& intake, const Entrant& entrant) {
    const auto first = group.rowed == Rowed::never ? std::ranges::find(intake, entrant.tier, &Entrant::tier) : std::ranges::find(intake, entrant.crew, &Entrant::crew);
    return static_cast<std::uint32_t>(first - intake.begin() + 1);
}

/// For each group the last final, by its place in the case, that one of its crews can still come to.
std::vector<std::size_t> last_finals(const ProgressionCase& the_case) {
    const auto& groups = the_case.groups;
    std::vector<std::size_t> last(groups.size(), 0);
    for (auto i = groups.size(); i-- > 0;) {
        if (groups[i].routes.empty()) last[i] = i;
        // Routes lead to later groups only, so those are known.
        const auto look = [&](const std::string& id) {
            const auto target = std::ranges::find(groups, id, &RaceGroup::id);
            if (target != groups.end()) last[i] = std::max(last[i], last[static_cast<std::size_t>(target - groups.begin())]);
        };
        for (const auto& route : groups[i].routes) std::ranges::for_each(route.to, look);
        look(groups[i].instead);
    }
    return last;
}

/// Crews that went where only better finals are. Does not change when one of them drops out later.
std::uint32_t crews_above(const Walk& walk, std::size_t final_index) {
    const auto last = last_finals(walk.the_case);
    auto count = std::uint32_t{0};
    for (const auto& [crew, id] : walk.last_group) {
        const auto group = std::ranges::find(walk.the_case.groups, id, &RaceGroup::id);
        if (last[static_cast<std::size_t>(group - walk.the_case.groups.begin())] < final_index) ++count;
    }
    return count;
}

/// Who is in which of `count` races. More crews than there are lanes make races that are too full, which lanes_of_race refuses.
std::vector<Intake> spread_over(Filling how, const Intake& intake, std::size_t count, std::size_t lanes) {
    std::vector<Intake> races(count);
    const auto each = std::max(lanes, (intake.size() + count - 1) / count);
    const auto heats = how == Filling::circle ? swimming_heats(intake.size(), each) : std::vector<std::size_t>{};
    for (std::size_t i = 0; i < intake.size(); ++i) races[how == Filling::circle ? heats[i] : snake(i, count)].push_back(intake[i]);
    return races;
}

}  // namespace

std::vector<ComposedRace> compose(Walk& walk, const RaceGroup& group, const Intake& intake) {
    if (intake.empty()) return {};
    const auto count = races_needed(group, walk.table.filling, intake.size(), lanes_of(walk.table, group));
    const auto spread = spread_over(walk.table.filling, intake, count, lanes_of(walk.table, group));

    std::vector<ComposedRace> races;
    for (std::size_t i = 0; i < count; ++i) {
        const auto lanes = lanes_of_race(walk, group, group.races[i], spread[i]);
        if (!lanes) {
            walk.found.problems.push_back("Race " + group.races[i] + ": " + lanes.error().text);
            return {};
        }
        auto& race = races.emplace_back(ComposedRace{group.id, group.races[i], true, {}});
        for (const auto& seat : *lanes) {
            const auto entrant = std::ranges::find(intake, seat.crew, &Entrant::crew);
            if (entrant->withdrawn) leave(walk, seat.crew, entrant->from, OutReason::withdrawn);
            else race.seats.push_back({seat.crew, seat.lane, seed_of(group, intake, *entrant), entrant->mark, entrant->from});
        }
        race.rowed = group.rowed != Rowed::never && !race.seats.empty() && (!group.routes.empty() || race.seats.size() >= walk.table.fewest_in_final);
    }
    return races;
}

bool finds_a_lane(Walk& walk, const RaceGroup& target, const Advance& said, std::size_t others) {
    auto rowed = std::size_t{0};
    for (const auto& result : walk.input.results) {
        if (std::ranges::find(target.races, result.race) == target.races.end()) continue;
        if (std::ranges::find(result.crews, said.crew, &CrewResult::crew) != result.crews.end()) return true;
        rowed += result.crews.size();
    }
    if (rowed == 0 || rowed + others < lanes_of(walk.table, target) * target.races.size()) return true;
    walk.found.problems.push_back(target.id + " has been rowed and has no lane for crew " + std::to_string(said.crew.value()) + ", who was advanced from " + said.from + ". Reopen " + target.id +
                                  " and find a lane, or take the advance back.");
    return false;
}

void place_finals(Walk& walk) {
    for (std::size_t i = 0; i < walk.the_case.groups.size(); ++i) {
        const auto& group = walk.the_case.groups[i];
        const auto race = std::ranges::find(walk.found.races, group.id, &ComposedRace::group);
        if (!group.routes.empty() || race == walk.found.races.end()) continue;
        const auto above = crews_above(walk, i);
        const auto result = std::ranges::find(walk.input.results, race->race, &RaceResult::race);
        if (!race->rowed) {
            auto seats = race->seats;
            std::ranges::sort(seats, {}, &Seat::seed);
            for (std::size_t k = 0; k < seats.size(); ++k) {
                const auto place = group.rowed == Rowed::never ? seats[k].seed : static_cast<std::uint32_t>(k + 1);
                walk.found.places.push_back({seats[k].crew, race->race, above + place, Outcome::placed});
            }
        } else if (result != walk.input.results.end()) {
            for (const auto& crew : result->crews) {
                if (std::ranges::find(race->seats, crew.crew, &Seat::crew) == race->seats.end()) {
                    walk.found.problems.push_back("Crew " + std::to_string(crew.crew.value()) + " is not drawn in race " + race->race + ". Its line there is not used.");
                    continue;
                }
                const auto has_place = crew.place && (crew.outcome == Outcome::placed || crew.outcome == Outcome::placed_last);
                walk.found.places.push_back({crew.crew, race->race, has_place ? std::optional{above + *crew.place} : std::nullopt, crew.outcome});
            }
        }
    }
    std::ranges::stable_sort(walk.found.places, [](const EventPlace& a, const EventPlace& b) { return a.rank.value_or(UINT32_MAX) < b.rank.value_or(UINT32_MAX); });
}

}  // namespace bowball::rules
