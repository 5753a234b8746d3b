// What a person should look at before a result is official, in the order of a race: start, impulses, picture, crews, systems, order, sport.
#include <algorithm>

#include "engine/warning_desk.hpp"

namespace bowball::engine {
namespace {

void warn_of_what_came_later(const Case& the_case, const Judgement& judgement, std::vector<Warning>& found) {
    const auto is_late = [&](const JudgedImpulse& judged) {
        if (judged.point.kind == PointKind::stroke) return false;   // changes nothing
        const auto withdrawn = judged.ledger->voided && judged.ledger->voided->seq > the_case.as_of;
        return judged.use == Use::after_official || withdrawn;
    };
    const auto late = std::ranges::find_if(judgement.impulses, is_late);
    if (late != judgement.impulses.end())
        found.push_back({WarningKind::changed_since_official, late->lane, late->ledger->id,
             "A device sent or withdrew impulses of this race after the result was made official. Reopen it to take them in, or leave it as it is."});
}

}  // namespace

std::vector<Warning> judge_warnings(const Case& the_case, const Judgement& judgement, const Crossings& crossings) {
    std::vector<Warning> found;
    warn_of_start(the_case, judgement, crossings, found);
    warn_of_impulses(the_case, judgement, crossings, found);
    warn_of_picture(the_case, judgement, crossings, found);
    warn_of_what_came_later(the_case, judgement, found);
    warn_of_lanes(the_case, judgement, crossings, found);
    warn_of_systems(the_case, judgement, crossings, found);
    warn_of_order(the_case, judgement, crossings, found);
    warn_of_redundancy(the_case, judgement, found);
    warn_of_sport(the_case, judgement, crossings.swimmers, found);
    return found;
}

std::string_view to_string(WarningKind kind) {
    switch (kind) {
        case WarningKind::no_start_signal: return "no_start_signal";
        case WarningKind::unnamed_impulse: return "unnamed_impulse";
        case WarningKind::missing_finish: return "missing_finish";
        case WarningKind::implausible_time: return "implausible_time";
        case WarningKind::all_equal: return "all_equal";
        case WarningKind::split_after_finish: return "split_after_finish";
        case WarningKind::systems_differ: return "systems_differ";
        case WarningKind::too_close_to_call: return "too_close_to_call";
        case WarningKind::suspect_impulse: return "suspect_impulse";
        case WarningKind::impulses_lost: return "impulses_lost";
        case WarningKind::recall_undecided: return "recall_undecided";
        case WarningKind::objection_open: return "objection_open";
        case WarningKind::photo_disagrees: return "photo_disagrees";
        case WarningKind::surplus_impulse: return "surplus_impulse";
        case WarningKind::unpaired_system: return "unpaired_system";
        case WarningKind::photo_remark: return "photo_remark";
        case WarningKind::changed_since_official: return "changed_since_official";
        case WarningKind::second_crossing: return "second_crossing";
        case WarningKind::excluded_before: return "excluded_before";
        case WarningKind::dead_heat: return "dead_heat";
        case WarningKind::backup_differs: return "backup_differs";
        case WarningKind::no_backup: return "no_backup";
        case WarningKind::start_input_doubtful: return "start_input_doubtful";
        case WarningKind::exchange_doubtful: return "exchange_doubtful";
        case WarningKind::wind_missing: return "wind_missing";
        case WarningKind::output_unseen: return "output_unseen";
        case WarningKind::crossing_dropped: return "crossing_dropped";
        case WarningKind::category_doubtful: return "category_doubtful";
        case WarningKind::start_by_hand: return "start_by_hand";
        case WarningKind::handicap_unknown: return "handicap_unknown";
        case WarningKind::penalty_disqualifies: return "penalty_disqualifies";
        case WarningKind::system_missed: return "system_missed";
        case WarningKind::replacement_doubtful: return "replacement_doubtful";
        case WarningKind::sync_unchecked: return "sync_unchecked";
        case WarningKind::clock_doubtful: return "clock_doubtful";
    }
    return "unknown";
}

}  // namespace bowball::engine
