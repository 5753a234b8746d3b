#include "views/project.hpp"

#include <algorithm>

#include "views/project_race.hpp"
#include "views/projection.hpp"

namespace bowball::views {

std::vector<TopicView> project_race(const engine::MeetState& state, const engine::Race& race, const engine::Judgement& judgement,
                                    const engine::RaceOutcomes& outcomes) {
    const RaceCase the_case{state, race, judgement, outcomes};
    const auto prefix = "race/" + std::to_string(race.id().value()) + "/";
    const auto seq = state.head;
    return {
        {prefix + "start_list", Audience::everyone, seq, project_start_list(the_case)},
        {prefix + "board", Audience::everyone, seq, project_board(the_case)},
        {prefix + "results", Audience::everyone, seq, project_results(the_case)},
        {prefix + "start", Audience::everyone, seq, project_start(the_case)},
        {prefix + "referee", Audience::officials, seq, project_referee(the_case)},
        {prefix + "console", Audience::officials, seq, project_console(the_case)},
    };
}

TopicView project_meet(const engine::MeetState& state, const std::map<RaceId, RaceHeader>& headers) {
    MeetView view;
    view.name = state.name;
    view.venue = state.venue;
    view.course_m = state.course_m;
    view.simulated = state.simulated;
    if (state.current) view.current_race = state.current->value();
    if (state.previous) view.previous_race = state.previous->value();
    for (const auto& [id, header] : headers) view.races.push_back(header);
    for (const auto& [event, chosen] : state.progressions) view.progressions.push_back({event, progression_topic(event)});
    if (state.board) view.board = MeetView::Board{std::string{to_string(state.board->shows)}, state.board->text};
    std::ranges::stable_sort(view.races, {}, &RaceHeader::scheduled_us);
    return {"meet", Audience::everyone, state.head, std::move(view)};
}

std::vector<TopicView> project_all(const engine::MeetState& state) { return Projection{}.all(state); }

}  // namespace bowball::views
