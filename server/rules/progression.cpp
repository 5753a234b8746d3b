#include "rules/progression.hpp"

#include <algorithm>

#include "rules/draw.hpp"
#include "rules/progression_steps.hpp"

namespace bowball::rules {
namespace {

const RaceResult* result_of(const Walk& walk, const std::string& race) {
    const auto found = std::ranges::find(walk.input.results, race, &RaceResult::race);
    return found == walk.input.results.end() ? nullptr : &*found;
}

/// The seeded crews, then the others as drawn.
std::vector<CrewId> entry_order(const ProgressionInput& input) {
    const auto seeded = std::min<std::ptrdiff_t>(input.seeded, static_cast<std::ptrdiff_t>(input.entries.size()));
    std::vector<CrewId> order{input.entries.begin(), input.entries.begin() + seeded};
    for (const auto crew : draw_order(input.seed, "entries", std::vector<CrewId>{input.entries.begin() + seeded, input.entries.end()})) order.push_back(crew);
    return order;
}

void enter(Walk& walk) {
    std::vector<Candidate> candidates;
    Intake intake;
    const auto scratched = [&](CrewId crew) {
        return std::ranges::any_of(walk.input.withdrawals, [&](const Withdrawal& w) { return w.crew == crew && w.after.empty(); });
    };
    auto place = std::uint16_t{0};
    for (const auto crew : entry_order(walk.input)) {
        candidates.push_back({"", {crew, Outcome::placed, ++place, {}}});
        intake.push_back({crew, Mark::entry, "", 0, scratched(crew)});
    }
    if (walk.the_case.entry.empty()) walk.intakes[walk.the_case.groups.front().id] = std::move(intake);
    else send_on(walk, nullptr, std::move(candidates));
}

/// Those who will row: a lane that stays empty fills no final.
std::size_t present(const Intake& intake) {
    return static_cast<std::size_t>(std::ranges::count(intake, false, &Entrant::withdrawn));
}

/// A final with too few crews takes the last ones of the final above it, as long as that one keeps enough.
void even_out(Walk& walk, const RaceGroup& group, const RaceGroup& next) {
    if (next.take_from != group.id || walk.blocked.contains(next.id)) return;
    auto& above = walk.intakes[group.id];
    auto& below = walk.intakes[next.id];
    while (present(below) > 0 && present(below) < walk.table.fewest_in_final && present(above) > walk.table.fewest_in_final) {
        const auto last = std::find_if(above.rbegin(), above.rend(), [](const Entrant& entrant) { return !entrant.withdrawn; });
        auto moved = *last;
        moved.mark = Mark::rest;
        above.erase(std::next(last).base());
        below.insert(below.begin(), moved);
    }
}

bool is_left_out(const Walk& walk, const RaceGroup& group, const Intake& intake) {
    switch (group.rowed) {
        case Rowed::always:
        case Rowed::never: return false;
        case Rowed::when_needed: return intake.size() <= lanes_of(walk.table, group);
        case Rowed::on_request: return std::ranges::find(walk.input.requested, group.id) == walk.input.requested.end();
    }
    return false;
}

/// Its time in the unit in which races are compared, and by hand with what is added to such.
void make_comparable(const ProgressionTable& table, CrewResult& crew) {
    const auto is_added = crew.grade == TimingGrade::hand && table.unlike_times.hand_addition > 0ns;
    if (is_added) crew.grade = TimingGrade::automatic;
    crew.time = round(*crew.time + (is_added ? table.unlike_times.hand_addition : 0ns), table.tie_unit, table.tie_rounding);
}

/// The results of a group's crews, if all are there. Crews may have been moved between its races by hand.
std::optional<std::vector<Candidate>> results_of(Walk& walk, const std::vector<ComposedRace>& races) {
    std::map<CrewId, bool> expected;
    std::vector<Candidate> candidates;
    for (const auto& race : races) {
        for (const auto& seat : race.seats) expected[seat.crew] = false;
    }
    for (const auto& race : races) {
        const auto* result = result_of(walk, race.race);
        if (result == nullptr) return std::nullopt;
        for (auto crew : result->crews) {
            const auto known = expected.find(crew.crew);
            if (known == expected.end() || known->second) {
                walk.found.problems.push_back("Crew " + std::to_string(crew.crew.value()) + (known == expected.end() ? " is not drawn in " : " has two results in ") + race.group + ". Its line in race " + race.race + " is not used.");
                continue;
            }
            known->second = true;
            if (crew.time) make_comparable(walk.table, crew);
            candidates.push_back({race.race, crew});
        }
    }
    for (const auto& [crew, seen] : expected) {
        if (seen) continue;
        walk.found.problems.push_back("Crew " + std::to_string(crew.value()) + " has no result in " + races.front().group + ". The next round waits for it.");
        return std::nullopt;
    }
    return candidates;
}

void visit(Walk& walk, const RaceGroup& group, const RaceGroup* next) {
    if (walk.blocked.contains(group.id)) {
        walk.found.waiting.push_back(group.id);
        block_targets(walk, group.routes);
        if (!group.instead.empty()) walk.blocked.insert(group.instead);
        return;
    }
    if (next != nullptr) even_out(walk, group, *next);
    auto& intake = walk.intakes[group.id];
    if (is_left_out(walk, group, intake)) {
        auto& straight = walk.intakes[group.instead];
        straight.insert(straight.end(), intake.begin(), intake.end());
        return;
    }
    for (const auto& entrant : intake) walk.last_group[entrant.crew] = group.id;
    const auto races = compose(walk, group, intake);
    walk.found.races.insert(walk.found.races.end(), races.begin(), races.end());
    if (races.empty() && !intake.empty()) walk.found.waiting.push_back(group.id);
    if (group.routes.empty() || intake.empty()) return;
    if (races.empty()) return block_targets(walk, group.routes);
    auto candidates = results_of(walk, races);
    if (candidates) send_on(walk, &group, std::move(*candidates));
    else block_targets(walk, group.routes);
}

}  // namespace

std::string_view to_string(Mark mark) {
    switch (mark) {
        case Mark::entry: return "entry";
        case Mark::by_place: return "by_place";
        case Mark::by_time: return "by_time";
        case Mark::by_lot: return "by_lot";
        case Mark::by_referee: return "by_referee";
        case Mark::by_jury: return "by_jury";
        case Mark::rest: return "rest";
    }
    return "unknown";
}

std::string_view to_string(OutReason reason) {
    switch (reason) {
        case OutReason::not_qualified: return "not_qualified";
        case OutReason::not_finished: return "not_finished";
        case OutReason::not_started: return "not_started";
        case OutReason::excluded: return "excluded";
        case OutReason::disqualified: return "disqualified";
        case OutReason::withdrawn: return "withdrawn";
    }
    return "unknown";
}

Result<Progression> progress(const ProgressionTable& table, const ProgressionInput& input) {
    const auto the_case = case_for(table, input.entries.size());
    if (!the_case) return the_case.error();
    std::set<CrewId> entered;
    for (const auto crew : input.entries) {
        if (!entered.insert(crew).second) return Error{errc::bad_input, "Crew " + std::to_string(crew.value()) + " is entered twice. Take one entry out."};
    }
    Walk walk{table, **the_case, input};
    enter(walk);
    const auto& groups = walk.the_case.groups;
    for (std::size_t i = 0; i < groups.size(); ++i) visit(walk, groups[i], i + 1 < groups.size() ? &groups[i + 1] : nullptr);
    place_finals(walk);
    return std::move(walk.found);
}

std::vector<SeatChange> changes(const Progression& before, const Progression& after) {
    // A crew has one seat in each round; only races of the same group are compared.
    std::map<std::pair<CrewId, std::string>, SeatChange> seats;
    for (const auto& race : before.races) {
        for (const auto& seat : race.seats) seats[{seat.crew, race.group}] = {seat.crew, race.race, "", seat.lane, {}};
    }
    for (const auto& race : after.races) {
        for (const auto& seat : race.seats) {
            auto& change = seats[{seat.crew, race.group}];
            change.crew = seat.crew;
            change.race_after = race.race;
            change.lane_after = seat.lane;
        }
    }
    std::vector<SeatChange> found;
    for (const auto& [key, change] : seats) {
        if (change.race_before != change.race_after || change.lane_before != change.lane_after) found.push_back(change);
    }
    return found;
}

}  // namespace bowball::rules
