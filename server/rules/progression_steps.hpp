// The steps of progress(), shared by its files only.
#pragma once
#include <map>
#include <set>

#include "rules/progression.hpp"

namespace bowball::rules {

/// A crew on its way into a group.
struct Entrant {
    CrewId crew;
    Mark mark = Mark::entry;
    std::string from;
    std::uint32_t tier = 0;      ///< equal: lots decide between their lanes
    bool withdrawn = false;      ///< its lane stays empty
};
using Intake = std::vector<Entrant>;

/// What is known while the groups of a case are gone through, in their order.
struct Walk {
    const ProgressionTable& table;
    const ProgressionCase& the_case;
    const ProgressionInput& input;
    Progression found{};
    std::map<std::string, Intake> intakes{};
    std::set<std::string> blocked{};                  ///< groups that wait for a result or a tie
    std::map<std::string, std::size_t> extra{};       ///< lanes already given to tied crews
    std::map<CrewId, std::string> last_group{};
    std::uint32_t tiers = 0;
};

/// Ends a crew's regatta.
void leave(Walk& walk, CrewId crew, const std::string& after, OutReason reason);
/// Makes every group that gets crews from these routes wait.
void block_targets(Walk& walk, const std::vector<Route>& routes);
/// Sends the crews of a group on by its routes. `candidates`: all its crews, with their results.
/// `group` nullptr: the entries, by the case's own routes.
void send_on(Walk& walk, const RaceGroup* group, std::vector<Candidate> candidates);

/// Races that are decided have the crews that they had. False, with a problem, for whoever an official's word advances to them when they have no lane
/// left beside `others` who were advanced: it comes too late, and nobody's place goes for it.
[[nodiscard]] bool finds_a_lane(Walk& walk, const RaceGroup& target, const Advance& said, std::size_t others);

/// The races of a group, with lanes.
std::vector<ComposedRace> compose(Walk& walk, const RaceGroup& group, const Intake& intake);
/// Places in the event, after everything else is known.
void place_finals(Walk& walk);

}  // namespace bowball::rules
