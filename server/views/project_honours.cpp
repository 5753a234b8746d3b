// The medal table and the points of the teams.
#include "engine/honours.hpp"
#include "rules/points.hpp"
#include "views/project.hpp"

namespace bowball::views {
namespace {

std::string title_of(const engine::MeetState& state, const EventCode& event) {
    const auto title = state.events.find(event);
    return title == state.events.end() ? std::string{} : title->second;
}

/// Code and name of a crew into what shows them.
template <class Won>
void name_crew(const engine::MeetState& state, Won& won) {
    const auto crew = state.crews.find(CrewId{won.crew});
    if (crew == state.crews.end()) return;
    won.code = crew->second.code;
    won.name = crew->second.name;
}

}  // namespace

TopicView project_medals(const engine::MeetState& state, const engine::RaceOutcomes& outcomes) {
    MedalsView view;
    const auto medals = engine::medals_of(state, outcomes);
    for (const auto& row : engine::medal_table(medals)) view.rows.push_back({row.rank, row.team, row.gold, row.silver, row.bronze, row.total()});
    for (const auto& won : medals) {
        MedalsView::Won shown{won.event, title_of(state, won.event), won.race.value(), std::string{to_string(won.medal)}, won.crew.value(), {}, {}};
        name_crew(state, shown);
        view.medals.push_back(std::move(shown));
    }
    return {"meet/medals", Audience::everyone, state.head, std::move(view)};
}

TopicView project_points(const engine::MeetState& state, const engine::RaceOutcomes& outcomes) {
    PointsView view;
    const auto points = engine::points_of(state, outcomes);
    for (const auto& row : engine::points_table(points)) view.rows.push_back({row.rank, row.team, rules::format_points(row.milli), row.milli, row.places});
    for (const auto& won : points) {
        PointsView::Won shown{won.event, title_of(state, won.event), won.race.value(), static_cast<std::uint32_t>(won.place), won.crew.value(), {}, {},
                              rules::format_points(won.milli), won.bonus_milli != 0 ? rules::format_points(won.bonus_milli) : std::string{}};
        name_crew(state, shown);
        view.scored.push_back(std::move(shown));
    }
    return {"meet/points", Audience::everyone, state.head, std::move(view)};
}

}  // namespace bowball::views
