#include "rules/progression_table.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "core/one_of.hpp"

namespace bowball::rules {
namespace {

constexpr std::size_t most_entries = 400;

Error refuse(const std::string& where, const std::string& what) { return {errc::bad_input, where + ": " + what}; }

std::string index(std::string_view list, std::size_t i) { return std::string{list} + "[" + std::to_string(i) + "]"; }

/// `later`: ids of the groups that may be named, those after this one.
Result<void> check_route(const Route& route, const std::set<std::string>& later, const std::string& where) {
    const auto kinds = (route.places.empty() && route.fastest == 0 ? 0 : 1) + (route.drawn > 0 ? 1 : 0) + (route.rest ? 1 : 0);
    if (kinds != 1) return refuse(where, "say exactly one of places, fastest, drawn, rest.");
    if (!route.places.empty() && (route.places.size() != 2 || route.places[0] < 1 || route.places[0] > route.places[1]))
        return refuse(where + ".places", "say the first and the last place, such as [1, 3].");
    for (const auto& id : route.to) {
        if (!later.contains(id)) return refuse(where + ".to", "there is no later group \"" + id + "\".");
    }
    if (!route.rest && route.to.size() != 1) return refuse(where + ".to", "name one group; only the rest may go to several or to none.");
    return {};
}

Result<void> check_routes(const std::vector<Route>& routes, const std::set<std::string>& later, const std::string& where) {
    for (std::size_t i = 0; i < routes.size(); ++i) {
        const auto here = where + "[" + std::to_string(i) + "]";
        if (const auto sound = check_route(routes[i], later, here); !sound) return sound;
        if (routes[i].rest != (i + 1 == routes.size())) return refuse(here, "the last route, and only that, takes the rest: nobody is lost.");
    }
    return {};
}

Result<void> check_group(const ProgressionTable& table, const RaceGroup& group, const std::set<std::string>& later, const std::string& where) {
    if (group.races.empty()) return refuse(where + ".races", "name at least one race.");
    if (group.routes.empty() && group.races.size() != 1) return refuse(where, "a final is one race; say where the crews of the others go.");
    if (group.lanes > 0 && !group.lane_order.empty()) return refuse(where + ".lanes", "not beside lane_order, which names every lane.");
    if (group.lanes > 0 && group.lanes < lane_count(lane_order(table))) return refuse(where + ".lanes", "less than the table's lanes; say lane_order.");
    if (const auto sound = group.lane_order.empty() ? Result<void>{} : check(lane_order(table, group)); !sound) return refuse(where + ".lane_order", sound.error().text);
    if (group.rowed == Rowed::never && !group.routes.empty()) return refuse(where + ".rowed", "only a final can do without a race.");
    const auto is_left_out = group.rowed == Rowed::when_needed || group.rowed == Rowed::on_request;
    if (is_left_out != !group.instead.empty()) return refuse(where + ".instead", "say where the crews go when the race is not rowed, and only then.");
    if (!group.instead.empty() && !later.contains(group.instead)) return refuse(where + ".instead", "there is no later group \"" + group.instead + "\".");
    return check_routes(group.routes, later, where + ".routes");
}

Result<void> check_case(const ProgressionTable& table, const ProgressionCase& one, const std::string& where) {
    if (one.entries.size() != 2 || one.entries[0] < 1 || one.entries[0] > one.entries[1] || one.entries[1] > most_entries)
        return refuse(where + ".entries", "say the fewest and the most crews, such as [13, 18]; at most 400.");
    if (one.groups.empty()) return refuse(where + ".groups", "name at least one group of races.");
    std::set<std::string> later;
    std::set<std::string> races;
    for (std::size_t i = 0; i < one.groups.size(); ++i) {
        const auto here = where + "." + index("groups", i);
        if (!later.insert(one.groups[i].id).second) return refuse(here + ".id", "\"" + one.groups[i].id + "\" is named twice.");
        for (const auto& race : one.groups[i].races) {
            if (!races.insert(race).second) return refuse(here + ".races", "\"" + race + "\" is named twice.");
        }
        if (!one.groups[i].take_from.empty() && (i == 0 || one.groups[i - 1].id != one.groups[i].take_from))
            return refuse(here + ".take_from", "a final takes crews only from the group named right before it.");
    }
    if (const auto sound = check_routes(one.entry, later, where + ".entry"); !sound) return sound;
    for (std::size_t i = 0; i < one.groups.size(); ++i) {
        later.erase(one.groups[i].id);
        if (const auto sound = check_group(table, one.groups[i], later, where + "." + index("groups", i)); !sound) return sound;
    }
    return {};
}

}  // namespace

std::string_view to_string(RouteOrder order) {
    switch (order) {
        case RouteOrder::place: return "place";
        case RouteOrder::time: return "time";
        case RouteOrder::race: return "race";
    }
    return "unknown";
}
Result<RouteOrder> parse_route_order(std::string_view text) { return parse_one_of(text, std::array{RouteOrder::place, RouteOrder::time, RouteOrder::race}); }

std::string_view to_string(Filling filling) {
    switch (filling) {
        case Filling::zigzag: return "zigzag";
        case Filling::circle: return "circle";
    }
    return "unknown";
}
Result<Filling> parse_filling(std::string_view text) { return parse_one_of(text, std::array{Filling::zigzag, Filling::circle}); }

std::string_view to_string(Rowed rowed) {
    switch (rowed) {
        case Rowed::always: return "always";
        case Rowed::when_needed: return "when_needed";
        case Rowed::on_request: return "on_request";
        case Rowed::never: return "never";
    }
    return "unknown";
}
Result<Rowed> parse_rowed(std::string_view text) { return parse_one_of(text, std::array{Rowed::always, Rowed::when_needed, Rowed::on_request, Rowed::never}); }

LaneOrder lane_order(const ProgressionTable& table) { return {table.lanes, table.lane_drawing}; }

LaneOrder lane_order(const ProgressionTable& table, const RaceGroup& group) {
    if (!group.lane_order.empty()) return {group.lane_order, table.lane_drawing};
    auto order = lane_order(table);
    for (auto lane = lane_count(order) + 1; lane <= group.lanes; ++lane) order.groups.push_back({static_cast<std::uint16_t>(lane)});
    return order;
}

std::size_t lanes_of(const ProgressionTable& table, const RaceGroup& group) {
    return lane_count(lane_order(table, group));
}

Result<const ProgressionCase*> case_for(const ProgressionTable& table, std::size_t entries) {
    const auto covers = [&](const ProgressionCase& one) { return one.entries[0] <= entries && entries <= one.entries[1]; };
    const auto found = std::ranges::find_if(table.cases, covers);
    if (found == table.cases.end()) return Error{errc::not_found, "The table " + table.id + " says nothing of " + std::to_string(entries) + " crews. Use another table."};
    return &*found;
}

const RaceGroup* find_group(const ProgressionCase& the_case, std::string_view id) {
    const auto found = std::ranges::find(the_case.groups, id, &RaceGroup::id);
    return found == the_case.groups.end() ? nullptr : &*found;
}

std::string describe_routes(const RaceGroup& group) {
    std::string text;
    auto next_place = 1;      // 0: what is left is no longer a range of places
    for (const auto& route : group.routes) {
        std::string who = "rest";
        std::string places;
        if (!route.places.empty()) places = std::to_string(route.places[0]) + (route.places[1] > route.places[0] ? "-" + std::to_string(route.places[1]) : "");
        if (route.fastest > 0) {
            who = "q" + std::to_string(route.fastest) + (places.empty() ? "" : " of " + places);
            next_place = 0;
        } else if (!places.empty()) {
            who = places;
            next_place = route.places[0] == next_place ? route.places[1] + 1 : 0;
        } else if (route.drawn > 0) {
            who = "lot " + std::to_string(route.drawn);
            next_place = 0;
        } else if (next_place > 1) {
            who = std::to_string(next_place) + "..";
        }
        std::string to;
        for (const auto& id : route.to) to += (to.empty() ? "" : "/") + id;
        text += (text.empty() ? "" : ", ") + who + "->" + (to.empty() ? "out" : to);
    }
    return text;
}

Result<void> check(const ProgressionTable& table) {
    if (table.id.empty()) return refuse("id", "a table needs a name.");
    if (const auto sound = check(lane_order(table)); !sound) return refuse("lanes", sound.error().text);
    if (table.tie_unit <= 0ns) return refuse("tie_unit", "must be longer than zero.");
    if (table.unlike_times.within < 0ns || table.unlike_times.hand_addition < 0ns) return refuse("unlike_times", "neither within nor hand_addition is less than zero.");
    if (table.cases.empty()) return refuse("cases", "name at least one.");
    std::set<std::uint32_t> covered;
    for (std::size_t i = 0; i < table.cases.size(); ++i) {
        if (const auto sound = check_case(table, table.cases[i], index("cases", i)); !sound) return sound;
        for (auto entries = table.cases[i].entries[0]; entries <= table.cases[i].entries[1]; ++entries) {
            if (!covered.insert(entries).second) return refuse(index("cases", i) + ".entries", std::to_string(entries) + " crews are covered twice.");
        }
    }
    return {};
}

}  // namespace bowball::rules
