// What must hold of every shipped table, every field size and whatever happens on the water: nobody is lost, nobody stands twice, no race has
// more crews than lanes, and the event comes to an end. By rapidcheck: a failure prints the smallest event found.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>

#include "folders.hpp"
#include "formats/progression_file.hpp"
#include "rules/progression.hpp"

namespace bowball::rules {
namespace progression_properties_test {

const std::vector<ProgressionTable>& shipped() {
    static const auto tables = formats::load_progressions(source_folder() + "/config/rules/progression").value();
    return tables;
}

/// A table, and how many crews of those that it covers.
struct Field {
    const ProgressionTable* table = nullptr;
    std::uint32_t entries = 0;
};

std::vector<Field> all_fields() {
    std::vector<Field> fields;
    for (const auto& table : shipped()) {
        for (const auto& one : table.cases) {
            for (auto entries = one.entries[0]; entries <= one.entries[1]; ++entries) fields.push_back({&table, entries});
        }
    }
    return fields;
}

ProgressionInput input_of(std::uint32_t entries, std::mt19937_64& random) {
    ProgressionInput input;
    for (std::uint32_t i = 1; i <= entries; ++i) input.entries.push_back(CrewId{i});
    input.seed = std::to_string(random());
    return input;
}

/// Any order, times that are not far apart; with accidents crews that are level, and one who does not come in.
RaceResult rowed_by_chance(const ComposedRace& race, std::mt19937_64& random, bool accidents) {
    RaceResult result{race.race, {}};
    for (const auto& seat : race.seats) result.crews.push_back({seat.crew, Outcome::placed, {}, {}});
    std::ranges::shuffle(result.crews, random);
    for (std::size_t i = 0; i < result.crews.size(); ++i) {
        result.crews[i].place = static_cast<std::uint16_t>(i + 1);
        result.crews[i].time = 400s + 10ms * static_cast<int>(100 * i + random() % 60);
    }
    if (!accidents) return result;
    for (std::size_t i = 1; i < result.crews.size(); ++i) {
        if (random() % 4 != 0) continue;
        result.crews[i].place = result.crews[i - 1].place;
        result.crews[i].time = result.crews[i - 1].time;
    }
    if (random() % 3 != 0 || result.crews.empty()) return result;
    const std::array outcomes{Outcome::placed_last, Outcome::not_finished, Outcome::not_started, Outcome::excluded, Outcome::disqualified};
    auto& last = result.crews.back();
    last.outcome = outcomes[random() % outcomes.size()];
    last.place = last.outcome == Outcome::placed_last ? std::optional{static_cast<std::uint16_t>(result.crews.size())} : std::nullopt;
    last.time.reset();
    return result;
}

bool has_result(const ProgressionInput& input, const std::string& race) { return std::ranges::find(input.results, race, &RaceResult::race) != input.results.end(); }

/// What is wrong with the event as it stands; empty: nothing.
std::string fault_of(const ProgressionTable& table, const ProgressionInput& input, const Progression& now) {
    const auto& the_case = *case_for(table, input.entries.size()).value();
    if (!now.problems.empty()) return now.problems.front();
    std::map<CrewId, int> where;
    for (const auto& out : now.out) ++where[out.crew];
    for (const auto& place : now.places) ++where[place.crew];
    std::map<std::string, std::set<CrewId>> in_groups;
    for (const auto& race : now.races) {
        const auto* group = find_group(the_case, race.group);
        if (group->rowed != Rowed::never && race.seats.size() > lanes_of(table, *group)) return race.race + ": more crews than lanes";
        std::set<LaneNumber> lanes;
        for (const auto& seat : race.seats) {
            if (!lanes.insert(seat.lane).second) return race.race + ": a lane twice";
            if (!in_groups[race.group].insert(seat.crew).second) return race.group + ": a crew twice";
            if (race.rowed && !has_result(input, race.race)) ++where[seat.crew];
        }
        if (group->routes.empty() && race.rowed != (group->rowed != Rowed::never && race.seats.size() >= table.fewest_in_final)) return race.race + ": a final is rowed where there are crews enough";
    }
    if (!now.ties.empty() || !now.waiting.empty()) return {};
    for (const auto crew : input.entries) {
        if (where[crew] != 1) return "crew " + std::to_string(crew.value()) + " stands in " + std::to_string(where[crew]) + " places";
    }
    return {};
}

struct Ended {
    Progression progression;
    std::string fault;
};

/// A whole event, race after race; ties that wait are decided as they stand.
Ended row_all(const ProgressionTable& table, ProgressionInput input, bool accidents, std::mt19937_64& random) {
    for (auto step = 0; step < 60; ++step) {
        auto now = progress(table, input).value();
        if (auto fault = fault_of(table, input, now); !fault.empty()) return {std::move(now), std::move(fault)};
        if (!now.ties.empty()) {
            for (const auto& tie : now.ties) input.decisions.push_back({tie.crews});
            continue;
        }
        const auto next = std::ranges::find_if(now.races, [&](const ComposedRace& race) { return race.rowed && !has_result(input, race.race); });
        if (next == now.races.end()) return {std::move(now), {}};
        input.results.push_back(rowed_by_chance(*next, random, accidents));
    }
    return {{}, "it does not come to an end"};
}

TEST(ProgressionProperty, EveryFieldSizeEndsWithEveryCrewPlacedOnce) {
    std::mt19937_64 random{20261125};
    for (const auto& [table, entries] : all_fields()) {
        const auto done = row_all(*table, input_of(entries, random), false, random);
        ASSERT_EQ(done.fault, "") << table->id << ", " << entries;
        const auto& places = done.progression.places;
        EXPECT_EQ(places.size() + done.progression.out.size(), entries) << table->id;
        for (const auto& place : places) {
            const auto better = std::ranges::count_if(places, [&](const EventPlace& other) { return *other.rank < *place.rank; });
            EXPECT_EQ(*place.rank, better + 1) << table->id << ", " << entries << ": places follow each other, equals share one";
        }
        if (table->id.starts_with("world_rowing")) { EXPECT_TRUE(done.progression.out.empty()) << "finals cover all"; }
    }
}

/// An event under other policies, with seeds, withdrawals, dead heats and crews that do not come in; what is wrong with it.
std::string fault_by_chance(const Field& field, std::uint64_t seed) {
    std::mt19937_64 random{seed};
    const std::array policies{TiePolicy::rerow, TiePolicy::draw, TiePolicy::both_advance_if_lane, TiePolicy::share_rank};
    const std::array after{"", "H", "R", "QF", "SA/B"};
    auto changed = *field.table;
    changed.tie_by_place = {policies[random() % 4], policies[random() % 4]};
    changed.tie_by_time = {policies[random() % 4], policies[random() % 4]};
    changed.replace_withdrawn = random() % 2 == 0;
    auto input = input_of(field.entries, random);
    input.seeded = static_cast<std::uint32_t>(random() % (field.entries + 1));
    while (random() % 3 == 0) {
        const auto crew = input.entries[random() % field.entries];
        if (std::ranges::find(input.withdrawals, crew, &Withdrawal::crew) == input.withdrawals.end()) input.withdrawals.push_back({crew, after[random() % after.size()]});
    }
    return row_all(changed, std::move(input), true, random).fault;
}

TEST(ProgressionProperty, NobodyIsLostInAnyFieldSize) {
    for (const auto& field : all_fields()) ASSERT_EQ(fault_by_chance(field, 4711), "") << field.table->id << ", " << field.entries << " entries";
}

// --- several accidents in one race ---

/// What befalls the crews at these places of a race, counted from 0.
struct Accident {
    std::size_t place = 0;
    Outcome outcome{};
};
using Accidents = std::vector<Accident>;

/// In the order of the lanes, a second apart; each race a little slower than the one before, so that no times are equal.
RaceResult rowed_with(const ComposedRace& race, const Accidents& accidents, std::size_t number) {
    RaceResult result{race.race, {}};
    std::vector<CrewResult> placed_last;
    std::vector<CrewResult> without;
    for (std::size_t i = 0; i < race.seats.size(); ++i) {
        const auto accident = std::ranges::find(accidents, i, &Accident::place);
        CrewResult crew{race.seats[i].crew, accident == accidents.end() ? Outcome::placed : accident->outcome, {}, {}};
        if (crew.outcome == Outcome::placed) {
            crew.place = static_cast<std::uint16_t>(result.crews.size() + 1);
            crew.time = 400s + 1s * static_cast<int>(i) + 1ms * static_cast<int>(number);
            result.crews.push_back(crew);
        } else (crew.outcome == Outcome::placed_last ? placed_last : without).push_back(crew);
    }
    for (auto& crew : placed_last) {
        crew.place = static_cast<std::uint16_t>(result.crews.size() + 1);
        result.crews.push_back(crew);
    }
    result.crews.insert(result.crews.end(), without.begin(), without.end());
    return result;
}

/// The first route of the group that leads a crew which comes from `race` to where it has a seat; the number of routes where none does.
std::size_t route_taken(const RaceGroup& group, const Progression& now, CrewId crew, const std::string& race) {
    for (std::size_t i = 0; i < group.routes.size(); ++i) {
        const auto& to = group.routes[i].to;
        const auto is_seat = [&](const Seat& seat) { return seat.crew == crew && seat.from == race; };
        const auto is_there = [&](const ComposedRace& other) { return std::ranges::find(to, other.group) != to.end() && std::ranges::any_of(other.seats, is_seat); };
        if (std::ranges::any_of(now.races, is_there)) return i;
    }
    return group.routes.size();
}

/// Nobody goes further than a crew that beat it in their own race; by place as many go on as came in.
std::string unfair(const ProgressionTable& table, const ProgressionInput& input, const Progression& now) {
    const auto& the_case = *case_for(table, input.entries.size()).value();
    for (const auto& result : input.results) {
        const auto group = std::ranges::find_if(the_case.groups, [&](const RaceGroup& one) { return std::ranges::find(one.races, result.race) != one.races.end(); });
        if (group->routes.empty() || std::ranges::find(now.waiting, group->routes.front().to.empty() ? "" : group->routes.front().to.front()) != now.waiting.end()) continue;
        auto furthest = std::size_t{0};
        for (const auto& crew : result.crews) {
            if (crew.outcome != Outcome::placed) break;   // they stand in the order of the sheet
            const auto taken = route_taken(*group, now, crew.crew, result.race);
            if (taken < furthest && taken < group->routes.size()) return result.race + ": crew " + std::to_string(crew.crew.value()) + " goes further than one that beat it";
            furthest = std::max(furthest, taken);
        }
    }
    return {};
}

/// The whole event, with the same accidents in the first race of each group.
std::string fault_with(const ProgressionTable& table, std::uint32_t entries, const Accidents& accidents) {
    std::mt19937_64 random{7};
    auto input = input_of(entries, random);
    for (auto step = std::size_t{0}; step < 80; ++step) {
        const auto now = progress(table, input).value();
        if (auto fault = fault_of(table, input, now); !fault.empty()) return fault;
        if (auto fault = unfair(table, input, now); !fault.empty()) return fault;
        if (!now.ties.empty()) {
            for (const auto& tie : now.ties) input.decisions.push_back({tie.crews, tie.where});
            continue;
        }
        const auto next = std::ranges::find_if(now.races, [&](const ComposedRace& race) { return race.rowed && !has_result(input, race.race); });
        if (next == now.races.end()) return {};
        const auto group = find_group(*case_for(table, entries).value(), next->group);
        input.results.push_back(rowed_with(*next, next->race == group->races.front() ? accidents : Accidents{}, step));
    }
    return "it does not come to an end";
}

/// None, one, two and three accidents in each place of the first six.
std::vector<Accidents> all_accidents(Outcome outcome) {
    std::vector<Accidents> all{{}};
    for (std::size_t a = 0; a < 6; ++a) {
        all.push_back({{a, outcome}});
        for (auto b = a + 1; b < 6; ++b) {
            all.push_back({{a, outcome}, {b, outcome}});
            for (auto c = b + 1; c < 6; ++c) all.push_back({{a, outcome}, {b, outcome}, {c, outcome}});
        }
    }
    return all;
}

std::string describe(const Accidents& accidents) {
    std::string text;
    for (const auto& one : accidents) text += " place " + std::to_string(one.place + 1) + " is " + std::to_string(static_cast<int>(one.outcome));
    return text;
}

TEST(ProgressionProperty, WithUpToThreeAccidentsInOneRaceEverySeatIsFilledByTheRightCrew) {
    for (const auto& table : shipped()) {
        for (const auto& one : table.cases) {
            for (const auto outcome : {Outcome::placed_last, Outcome::not_finished, Outcome::not_started, Outcome::excluded}) {
                for (const auto& accidents : all_accidents(outcome))
                    ASSERT_EQ(fault_with(table, one.entries[1], accidents), "") << table.id << ", " << one.entries[1] << " entries:" << describe(accidents);
            }
        }
    }
}

/// One, two and three crews scratch after a round, wherever they stand in it; what is wrong with the event then.
std::string fault_with_withdrawals(const ProgressionTable& table, std::uint32_t entries, const RaceGroup& after) {
    for (std::uint32_t count = 1; count <= 3 && count < entries; ++count) {
        for (std::uint32_t first = 1; first + count <= entries + 1; first += std::max(1U, entries / 4)) {
            std::mt19937_64 random{7};
            auto input = input_of(entries, random);
            for (std::uint32_t i = 0; i < count; ++i) input.withdrawals.push_back({CrewId{first + i}, after.id});
            const auto done = row_all(table, std::move(input), false, random);
            if (!done.fault.empty()) return std::to_string(count) + " from crew " + std::to_string(first) + " after " + after.id + ": " + done.fault;
        }
    }
    return {};
}

TEST(ProgressionProperty, WithUpToThreeWithdrawalsFromOneGroupEverySeatIsFilledByTheRightCrew) {
    for (const auto& table : shipped()) {
        for (const auto& one : table.cases) {
            for (const auto is_replaced : {false, true}) {
                auto changed = table;
                changed.replace_withdrawn = is_replaced;
                for (const auto& group : one.groups) ASSERT_EQ(fault_with_withdrawals(changed, one.entries[1], group), "") << table.id << ", " << one.entries[1] << " entries";
            }
        }
    }
}

RC_GTEST_PROP(ProgressionProperty, NobodyIsLostWhateverHappens, (std::uint64_t seed)) {
    const auto fields = all_fields();
    const auto field = fields[*rc::gen::inRange<std::size_t>(0, fields.size())];
    RC_LOG() << field.table->id << ", " << field.entries << " entries";
    RC_ASSERT(fault_by_chance(field, seed) == std::string{});
}

}  // namespace progression_properties_test
}  // namespace bowball::rules
