// Folds entries: crews, who sat in a boat before, scratches.
#include "core/limits.hpp"
#include "engine/fold_steps.hpp"

namespace bowball::engine {

Problem fold(MeetState& state, const Entry& entry, const CrewEntered& event) {
    const auto known = state.crews.find(event.crew);
    if (known != state.crews.end() && known->second != event) {
        auto& changes = state.crew_changes[event.crew];
        changes.push_back({known->second, decision_of(entry)});
        if (changes.size() > limits::crew_changes) changes.erase(changes.begin());
    }
    state.crews.insert_or_assign(event.crew, event);
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const CrewScratched& event) {
    if (!state.crews.contains(event.crew)) return "No such crew.";
    if (event.scratched) state.scratched.insert_or_assign(event.crew, decision_of(entry));
    else state.scratched.erase(event.crew);
    return {};
}

}  // namespace bowball::engine
