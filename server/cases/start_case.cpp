#include "cases/start_case.hpp"

#include <algorithm>

#include "engine/fold.hpp"
#include "views/projection.hpp"

namespace bowball::cases {
namespace {

bool is_in(const engine::MeetState& state, RaceId race, RunNumber run) {
    const auto found = state.races.find(race);
    return found != state.races.end() && found->second.run() != nullptr && found->second.run()->number == run;
}

/// The state after entry `last`.
Result<engine::MeetState> fold_up_to(const journal::Journal& journal, Seq last) {
    engine::MeetState state;
    // What is wrong with a row is for the verifier to say; the server has folded over it as well.
    const auto walked = journal.walk([&](engine::Entry&& entry) {
        if (entry.seq <= last) engine::fold_in(state, entry);
    }, [](journal::Flaw&&) {});
    if (!walked) return walked.error();
    return state;
}

Error no_start(RaceId race, RunNumber run, bool is_race) {
    const auto number = std::to_string(race.value());
    if (!is_race) return {errc::unknown_race, "Race " + number + " is not in the programme."};
    return {errc::not_found, "Race " + number + " has no start " + std::to_string(run.value()) + "."};
}

std::string lanes_text(const std::vector<std::uint16_t>& lanes) {
    std::string text;
    for (const auto lane : lanes) text += (text.empty() ? "" : ", ") + std::to_string(lane);
    return lanes.size() == 1 ? "lane " + text : "lanes " + text;
}

std::string sentence_of(const views::RefereeView::Decision& decision) {
    auto text = (decision.actor.empty() ? std::string{"Nobody named"} : decision.actor) + ": " + decision.verdict;
    if (!decision.responsible.empty()) text += ", " + lanes_text(decision.responsible) + " responsible";
    return text + (decision.reason.empty() ? ", no reason given." : ", because: " + decision.reason);
}

}  // namespace

std::vector<std::string> verdict_of(const views::RefereeView& view) {
    const auto& header = view.header;
    std::vector<std::string> said{"Race " + std::to_string(header.race) + ", " + header.event + " " + header.phase + ", start " + std::to_string(header.run) + ": " + header.state + "."};
    if (view.faults.empty()) said.emplace_back("No fault was found at this start.");
    for (const auto& fault : view.faults) said.push_back(fault.text);
    for (const auto& remark : view.remarks) said.push_back(remark.text);
    const auto before = said.size();
    for (const auto& decision : view.decisions) {
        if (decision.run == header.run) said.push_back(sentence_of(decision));
    }
    if (said.size() == before) said.emplace_back("Nobody has decided on it.");
    return said;
}

Result<StartCase> judge_start(const journal::Journal& journal, RaceId race, RunNumber run) {
    StartCase found;
    found.epoch = journal.epoch();
    found.head = journal.head();
    engine::MeetState state;
    const auto walked = journal.walk([&](engine::Entry&& entry) {
        engine::fold_in(state, entry);
        if (is_in(state, race, run)) found.judged_at = entry.seq;
    }, [](journal::Flaw&&) {});
    if (!walked) return walked.error();
    if (found.judged_at == Seq{}) return no_start(race, run, state.races.contains(race));
    if (!is_in(state, race, run)) {
        auto earlier = fold_up_to(journal, found.judged_at);
        if (!earlier) return earlier.error();
        state = std::move(*earlier);
    }
    found.meet = state.name;
    found.pictures = state.races.at(race).pictures;
    const auto topic = "race/" + std::to_string(race.value()) + "/referee";
    const auto views = views::project_all(state);
    const auto view = std::ranges::find(views, topic, &views::TopicView::topic);
    if (view == views.end()) return no_start(race, run, true);
    found.view = std::get<views::RefereeView>(view->view);
    found.verdict = verdict_of(found.view);
    return found;
}

}  // namespace bowball::cases
