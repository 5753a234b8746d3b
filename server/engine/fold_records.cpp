// Folds records and what is known of races that they need.
#include <algorithm>

#include "engine/fold_steps.hpp"

namespace bowball::engine {

Problem fold(MeetState& state, const Entry&, const RecordRulesRegistered& event) {
    if (const auto sound = rules::check(event.rules); !sound) return sound.error().text;
    state.record_rules.insert_or_assign(event.rules.id, std::make_shared<const rules::RecordRules>(event.rules));
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const RecordRegistered& event) {
    if (const auto sound = rules::check(event.rules); !sound) return sound.error().text;
    KnownRecord fresh{event.record, std::make_shared<const rules::RecordRules>(event.rules), decision_of(entry)};
    const auto known = std::ranges::find_if(state.records, [&](const KnownRecord& one) { return replaces(event.record, one.record); });
    if (known != state.records.end()) *known = std::move(fresh);
    else state.records.push_back(std::move(fresh));
    return {};
}

Problem fold(MeetState& state, const Entry& entry, const RecordFactStated& event) {
    auto* race = find_race(state, event.race);
    if (race == nullptr) return unknown_race();
    std::erase_if(race->record_facts, [&](const RecordFact& one) { return one.lane == event.lane && one.fact == event.fact; });
    if (event.value) race->record_facts.push_back({event.lane, event.fact, *event.value, decision_of(entry)});
    race->touched = entry.seq;
    return {};
}

}  // namespace bowball::engine
