// A progression table: for each size of the field, the races of each round and who goes from where to where. Plain data,
// read from config/rules/progression/. progression.hpp does what it says.
#pragma once
#include <string>
#include <vector>

#include "core/result.hpp"
#include "rules/lanes.hpp"
#include "rules/rounding.hpp"
#include "rules/tie.hpp"
#include "rules/unlike_times.hpp"

namespace bowball::rules {

/// What puts the crews of a route in order.
enum class RouteOrder : std::uint8_t {
    place,  ///< by place, then time: winners first
    time,   ///< by time over all races of the round
    race,   ///< as a draw sheet does: in the order of the races that the crews come from
};
[[nodiscard]] std::string_view to_string(RouteOrder order);
[[nodiscard]] Result<RouteOrder> parse_route_order(std::string_view text);

/// How the races of a group are filled, the best crew first.
enum class Filling : std::uint8_t {
    zigzag,  ///< to and fro: 1 2 3 3 2 1 (rowing, canoe, athletics)
    circle,  ///< swimming: the fastest in the last heat, the next in the one before it; of four or more only the last three so
};
[[nodiscard]] std::string_view to_string(Filling filling);
[[nodiscard]] Result<Filling> parse_filling(std::string_view text);

/// Some crews of a round, and the group of races they go on to. A table's routes are taken in their order; each takes from
/// the crews that those before it left. Exactly one of places, fastest, drawn, rest is said; only `fastest` may be bound to
/// `places`: {3, 3} and 2 are the two fastest thirds.
struct Route {
    std::vector<std::uint16_t> places = {};  ///< {1, 3}: the first three of each race. {2, 2}: the second
    std::uint32_t fastest = 0;          ///< so many of the best times over all races of the round; needs a valid time
    std::uint32_t drawn = 0;            ///< so many by lot (a bye)
    bool rest = false;                  ///< all who are left
    RouteOrder order = RouteOrder::place;
    std::vector<std::string> to = {};        ///< groups, filled one after the other; none: the end of the regatta for them
    friend bool operator==(const Route&, const Route&) = default;
};

/// When a group of races takes place.
enum class Rowed : std::uint8_t {
    always,
    when_needed,  ///< not where its crews fit into one race: they go straight to `instead`
    on_request,   ///< only where the organiser asks for it (a race for lanes); else straight to `instead`
    never,        ///< a final that is none: its crews hold their places in the order in which they came, equals share one
};
[[nodiscard]] std::string_view to_string(Rowed rowed);
[[nodiscard]] Result<Rowed> parse_rowed(std::string_view text);

/// Races of one kind that are filled together: the heats, semi-finals A/B, final C. One without routes is a final.
struct RaceGroup {
    std::string id;
    std::vector<std::string> races = {};     ///< their phases, "SA/B1"
    std::uint16_t lanes = 0;            ///< per race, where there are more than the table's; 0: the table's
    std::vector<std::vector<std::uint16_t>> lane_order = {};   ///< LaneOrder::groups, where this round uses other lanes; empty: the table's
    Rowed rowed = Rowed::always;
    std::string instead = {};
    std::string take_from = {};              ///< a final too small is filled up with the last crews of this one
    std::vector<TiePolicy> tie_by_place = {};  ///< empty: the table's
    std::vector<Route> routes = {};
    friend bool operator==(const RaceGroup&, const RaceGroup&) = default;
};

/// What is done with a field of `entries` = {from, to} crews.
struct ProgressionCase {
    std::vector<std::uint32_t> entries;
    std::vector<Route> entry;           ///< empty: all to the first group
    std::vector<RaceGroup> groups;      ///< in the order of the regatta; finals in the order of their places
    friend bool operator==(const ProgressionCase&, const ProgressionCase&) = default;
};

struct ProgressionTable {
    std::string id;
    std::string title;
    std::uint32_t version = 1;
    std::string source;                 ///< where the table stands, and how sure it is
    std::vector<std::vector<std::uint16_t>> lanes;  ///< LaneOrder::groups
    LaneDrawing lane_drawing = LaneDrawing::equals;
    Filling filling = Filling::zigzag;
    std::uint32_t fewest_in_final = 2;  ///< a smaller one is not rowed; its crew holds the place
    std::vector<TiePolicy> tie_by_place{TiePolicy::rerow};
    std::vector<TiePolicy> tie_by_time{TiePolicy::both_advance_if_lane, TiePolicy::draw};
    Duration tie_unit = 1ms;            ///< times of different races are compared in it
    Rounding tie_rounding = Rounding::down;
    UnlikeTimesRules unlike_times{};
    bool fill_up = true;                ///< fewer by place: more by time; more by place after a tie: fewer by time
    bool not_finished_continues = true; ///< behind all who finished
    bool not_started_continues = false;
    bool replace_withdrawn = false;     ///< the next crew moves up; else the lane stays empty
    std::vector<ProgressionCase> cases;
    friend bool operator==(const ProgressionTable&, const ProgressionTable&) = default;
};

[[nodiscard]] LaneOrder lane_order(const ProgressionTable& table);
/// Of the group: its own, else the table's; behind them the lanes that only this group has.
[[nodiscard]] LaneOrder lane_order(const ProgressionTable& table, const RaceGroup& group);
/// Lanes of each race of the group.
[[nodiscard]] std::size_t lanes_of(const ProgressionTable& table, const RaceGroup& group);
/// Fails with errc::not_found where the table does not cover the size.
[[nodiscard]] Result<const ProgressionCase*> case_for(const ProgressionTable& table, std::size_t entries);
/// The group of this id; nullptr where there is none.
[[nodiscard]] const RaceGroup* find_group(const ProgressionCase& the_case, std::string_view id);

/// Where the crews of a group go, as start lists say it: "1-2->SA/B, 3..->R", "1-2->FA, q2->FA, rest->FB"; empty for a final.
[[nodiscard]] std::string describe_routes(const RaceGroup& group);

/// Refuses a table that cannot be followed. The text begins with the key, as "cases[2].groups[0].routes[1].to: ...".
[[nodiscard]] Result<void> check(const ProgressionTable& table);

}  // namespace bowball::rules
