// Folds the progression of events: tables, and which event goes by which.
#include "engine/fold_steps.hpp"

namespace bowball::engine {

Problem fold(MeetState& state, const Entry&, const ProgressionRegistered& event) {
    if (const auto sound = rules::check(event.table); !sound) return sound.error().text;
    state.progression_tables.insert_or_assign(event.table.id, std::make_shared<const rules::ProgressionTable>(event.table));
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const ProgressionChosen& event) {
    if (const auto sound = rules::check(event.table); !sound) return sound.error().text;
    state.progressions.insert_or_assign(event.event, EventProgression{std::make_shared<const rules::ProgressionTable>(event.table), event.entries, event.seeded, event.seed, decision_of(entry)});
    return {};
}

}  // namespace bowball::engine
