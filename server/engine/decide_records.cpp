// Decides orders about records: what stands, and what is known of a race that a record needs.
#include <algorithm>

#include "core/limits.hpp"
#include "engine/decide_steps.hpp"

namespace bowball::engine {
namespace {

Result<void> check(const StandingRecord& record) {
    if (record.time <= 0ns || record.time > 24h) return Error{errc::bad_input, "A record needs a time of more than 0 s, and of a day at most."};
    if (record.distance_m < 0) return Error{errc::bad_input, "The distance of a record is in metres; 0 for every distance of the event."};
    for (const auto& text : {record.holder, record.noc, record.date, record.place}) {
        if (text.size() > limits::name_bytes) return Error{errc::too_large, "A record: the text is too long."};
    }
    if (is_own(record.kind) && record.holder.empty()) return Error{errc::bad_input, "A personal or season best needs its holder."};
    const auto of_some = record.kind == RecordKind::continental || record.kind == RecordKind::national;
    if (of_some && record.teams.empty()) return Error{errc::bad_input, "A continental or national record needs the teams that can break it."};
    if (record.teams.size() > limits::lanes_per_race) return Error{errc::too_many, "A record: so many teams there are not."};
    return {};
}

}  // namespace

Decided decide(const MeetState& state, const Order&, const RegisterRecordRules& command) {
    if (const auto sound = rules::check(command.rules); !sound) return sound.error();
    const auto known = state.record_rules.find(command.rules.id);
    if (known != state.record_rules.end() && *known->second == command.rules) return Events{};
    return Events{RecordRulesRegistered{command.rules}};
}

Decided decide(const MeetState& state, const Order& order, const RegisterRecord& command) {
    const auto& record = command.record;
    if (!state.events.contains(record.event)) return Error{errc::unknown_event, "There is no event \"" + record.event + "\"."};
    if (const auto sound = check(record); !sound) return sound.error();
    const auto rules = state.record_rules.find(command.rules);
    if (rules == state.record_rules.end()) return Error{errc::not_found, "There are no rules of records \"" + command.rules + "\"."};
    const auto stands = std::ranges::any_of(state.records, [&](const KnownRecord& one) { return replaces(record, one.record); });
    if (stands) {
        if (const auto said = need_reason(order, "to put a record in the place of another"); !said) return said.error();
    } else if (state.records.size() >= limits::records) {
        return Error{errc::too_many, "So many records cannot be kept."};
    }
    return Events{RecordRegistered{record, *rules->second}};
}

Decided decide(const MeetState& state, const Order&, const StateRecordFact& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if (command.lane) {
        if (const auto lane = need_lane(**race, *command.lane); !lane) return lane.error();
    }
    if (command.fact.empty() || command.fact.size() > limits::name_bytes) return Error{errc::bad_input, "Name the fact: wind, zero_test ..."};
    if (command.value && (*race)->record_facts.size() >= limits::record_facts) return Error{errc::too_many, name_of(command.race) + ": so many facts cannot be kept."};
    return Events{RecordFactStated{command.race, command.lane, command.fact, command.value}};
}

}  // namespace bowball::engine
