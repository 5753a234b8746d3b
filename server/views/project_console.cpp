// What an official's desk needs beside the results: impulses with their fate, warnings, and what may be ordered now.
#include <algorithm>
#include <map>

#include "engine/bars.hpp"
#include "engine/four_eyes.hpp"
#include "engine/photo_readings.hpp"
#include "engine/start_signal.hpp"
#include "rules/digest.hpp"
#include "views/console_actions.hpp"
#include "views/photo_picture.hpp"
#include "views/project_race.hpp"

namespace bowball::views {
namespace {

using engine::JudgedImpulse;
using engine::Use;

std::string note_of(const JudgedImpulse& judged, const rules::RuleSet& rules) {
    const auto& ledger = *judged.ledger;
    switch (judged.use) {
        case Use::voided: return ledger.voided->actor.name.empty() ? "withdrawn by the device" : (ledger.replaces ? "withdrawn by " : "voided by ") + ledger.voided->actor.name;
        case Use::doubled: return judged.point.kind == PointKind::stroke ? "sooner after the one before than a crew strokes" : "a second trigger within " + rules::format_time(rules.finish.dead_band, 100ms) + " s";
        case Use::further: return "the crew has passed here already";
        case Use::too_early: return "faster than any crew can be";
        case Use::before_start: return judged.point.kind == PointKind::stroke ? "before the crew's own start" : "before the start signal";
        case Use::outside_start: return judged.point.kind == PointKind::takeoff ? "no exchange" : "not of this start: before red, or too late to say anything of it";
        case Use::not_armed: return "no race was armed";
        case Use::after_close: return "after the race was over, and no other was armed";
        case Use::suspect: return ledger.impulse.remark;
        case Use::surplus: return "more crossings than crews";
        case Use::lane_not_drawn: return judged.lane ? "no crew in this lane" : "no lane was told";
        case Use::falling_edge: return "end of a pulse";
        case Use::split_not_in_rules: return "the rules have no such split";
        case Use::unnamed: return "whose is it?";
        case Use::unpaired: return "this system has no start of its own";
        case Use::tested: return "a test of inputs";
        case Use::set_aside: return "this pad failed";
        case Use::after_official: return "came after the result was official";
        case Use::earlier_run: return "of a start that no result rests on";
        case Use::after_finish: return "the crew was over the line";
        case Use::not_asked: return "the rules ask for no stroke rate";
        case Use::used:
        case Use::confirming: break;
    }
    if (ledger.replaces)
        return "replaces what A missed: " + std::string{to_string(ledger.replaces->source)} + " less " + rules::format_time(ledger.replaces->correction, 100us) + " s, " +
               std::to_string(ledger.replaces->references.size()) + " references, accepted by " + ledger.assigned->by.actor.name;
    return ledger.assigned ? "named by " + ledger.assigned->by.actor.name : "";
}

/// The referee's file has what start sensors said of the start, and the board the rate of strokes. Before there is a signal, nobody knows what a sensor's
/// word will be.
bool is_left_out(const JudgedImpulse& judged, const engine::Judgement& judgement, const engine::Run* run) {
    const auto is_of_sensor = is_start_point(judged.point.kind) && judged.point.kind != PointKind::start_signal && judged.point.kind != PointKind::takeoff;
    if (!is_of_sensor) return false;
    const auto is_at_the_start = run != nullptr && engine::end_of(*run) == RaceTime::max() && !judgement.start.signal && judgement.rules->start.kind == rules::StartKind::mass;
    const auto may_be_used_yet = is_at_the_start && (judged.use == Use::outside_start || judged.use == Use::before_start);
    return may_be_used_yet || judged.use == Use::used || judged.use == Use::confirming;
}

ConsoleView::Impulse impulse_of(const JudgedImpulse& judged, const rules::RuleSet& rules) {
    const auto& seen = judged.ledger->impulse;
    ConsoleView::Impulse shown;
    shown.id = judged.ledger->id.value();
    shown.point = to_string(judged.point);
    if (judged.lane) shown.lane = judged.lane->value();
    shown.at_us = to_us(seen.stamp.at);
    shown.uncertainty_us = uncertainty_us(seen.stamp.uncertainty);
    if (judged.since_start) {
        shown.since_start_us = to_us(judged.since_start->length);
        shown.uncertainty_us = uncertainty_us(judged.since_start->uncertainty);
        // A watch is read in its own unit.
        const auto is_watch = seen.source == Source::hand && rules.time.hand.say_something() && !is_start_point(judged.point.kind);
        const auto unit = is_watch ? rules.time.hand.unit : rules.time.scoring_unit;
        shown.text = rules::format_time(rules::round(judged.since_start->length, unit, is_watch ? rules.time.hand.rounding : rules::Rounding::down), unit);
    } else {
        shown.text = rules::format_time(seen.stamp.at.time_since_epoch() % 24h, rules.time.scoring_unit);
    }
    const auto& replaces = judged.ledger->replaces;
    shown.source = to_string(replaces ? replaces->source : seen.source);
    shown.corrected = replaces != nullptr;
    shown.device = seen.device;
    shown.channel = seen.channel;
    shown.use = to_string(judged.use);
    shown.note = note_of(judged, rules);
    shown.by_hand = seen.by_hand || shown.source == to_string(Source::hand);
    return shown;
}

/// Hundreds of a boat's strokes would bury what somebody has to name: of each boat and reason the newest stands for those before it.
std::vector<ConsoleView::Impulse> listed(const engine::Judgement& judgement, const engine::Run* run) {
    std::vector<ConsoleView::Impulse> shown;
    std::map<std::pair<std::optional<LaneNumber>, Use>, std::size_t> strokes;   ///< still to be passed over
    for (const auto& judged : judgement.impulses) {
        if (judged.point.kind == PointKind::stroke) ++strokes[{judged.lane, judged.use}];
    }
    auto left = strokes;
    for (const auto& judged : judgement.impulses) {
        if (is_left_out(judged, judgement, run)) continue;
        const auto kind = std::pair{judged.lane, judged.use};
        const auto is_stroke = judged.point.kind == PointKind::stroke;
        if (is_stroke && --left[kind] > 0) continue;
        shown.push_back(impulse_of(judged, *judgement.rules));
        if (is_stroke && strokes[kind] > 1) shown.back().note += ", and " + std::to_string(strokes[kind] - 1) + " before it";
    }
    return shown;
}

ConsoleView::Proposal proposal_of(const engine::ReplacementProposal& proposal, const rules::RuleSet& rules) {
    ConsoleView::Proposal shown;
    shown.point = to_string(proposal.point);
    if (proposal.lane) shown.lane = proposal.lane->value();
    shown.source = to_string(proposal.source);
    shown.impulse = proposal.impulse.value();
    shown.at_us = to_us(proposal.stamp.at);
    if (proposal.time) shown.time_text = rules::format_time(rules::round(*proposal.time, rules.time.scoring_unit, rules::Rounding::down), rules.time.scoring_unit);
    shown.correction_us = to_us(proposal.correction);
    shown.correction_text = rules::format_time(proposal.correction, proposal.unit);
    shown.deviation_us = uncertainty_us(proposal.deviation);
    shown.count = static_cast<std::uint32_t>(proposal.references.size());
    for (const auto& one : proposal.references) shown.references.push_back(one.main.value());
    shown.text = "System A missed " + (proposal.lane ? "lane " + std::to_string(*shown.lane) : std::string{"the start"}) + " at " + shown.point + ". " + (proposal.source == Source::hand ? "The hand" : "System B") +
                 " saw it; corrected by " + shown.correction_text + " s from " + std::to_string(shown.count) + " references.";
    if (proposal.is_few) shown.text += " These are few: " + std::to_string(rules.redundancy.references) + " are usual.";
    return shown;
}

ConsoleView::Objection objection_of(const engine::ObjectionRecord& one) {
    return {one.lane.value(), to_us(one.raised.at), one.raised.actor.name, one.raised.reason, one.upheld, to_us(one.by.at), one.by.actor.name, one.by.reason};
}

ConsoleView::FourEyes four_eyes_of(const engine::MeetState& state, const engine::Race& race, const engine::Judgement& judgement) {
    // What was asked for on another basis than this waits for nobody any more: the next who asks is the first.
    if (!engine::still_stands(state, race, judgement)) return {};
    const auto& by = race.proposal->by;
    ConsoleView::FourEyes shown{std::string{to_string(race.proposal->change)}, by.actor.name, by.reason, to_us(by.at), race.proposal->digest ? to_hex(*race.proposal->digest) : std::string{}, {}, race.proposal->taken_back};
    const auto lane = race.proposal->crew ? std::ranges::find(race.lanes, *race.proposal->crew, &engine::LaneState::crew) : race.lanes.end();
    if (lane != race.lanes.end()) shown.lane = lane->lane.value();
    return shown;
}

std::string scoring_text(Duration time, const rules::RuleSet& rules) {
    return rules::format_time(rules::round(time, rules.time.scoring_unit, rules::Rounding::down), rules.time.scoring_unit);
}

ConsoleView::Picture picture_of(const engine::PhotoPicture& seen, const engine::Race& race, const rules::RuleSet& rules) {
    const auto& [runs, document, picture, readings] = seen;
    ConsoleView::Picture shown;
    shown.run = runs == 0 ? std::uint16_t{0} : race.runs[runs - 1].number.value();
    shown.document = document;
    shown.sha256 = to_hex(picture.digest);
    shown.url = url_of_picture(picture.digest);
    shown.width = picture.width;
    shown.height = picture.height;
    shown.column_0_us = to_us(picture.column_0);
    shown.lines_per_s = picture.lines_per_s;
    for (const auto& one : readings) {
        const auto now = std::ranges::find(race.photo, one.lane, [](const engine::PhotoLane& lane) { return lane.row.lane; });
        const auto counts = runs == race.runs.size() && now != race.photo.end() && !now->by_person;
        shown.lanes.push_back({one.lane.value(), one.column, to_us(one.time), scoring_text(one.time, rules), one.resolution.count(), counts});
    }
    return shown;
}

ConsoleView::Reading reading_of(const engine::KeptReading& kept, const rules::RuleSet& rules) {
    ConsoleView::Reading shown{kept.by.actor.name, std::string{to_string(kept.by.actor.role)}, to_us(kept.by.at), kept.document, to_hex(kept.picture.digest), {}};
    for (const auto& row : kept.rows) {
        if (row.column && row.time) shown.lanes.push_back({row.lane.value(), *row.column, to_us(*row.time), scoring_text(*row.time, rules), row.place});
    }
    std::ranges::sort(shown.lanes, {}, &ConsoleView::Reading::Lane::lane);
    return shown;
}

void add_readings(ConsoleView& view, const engine::Race& race, const rules::RuleSet& rules) {
    for (const auto& kept : race.kept_readings) {
        if (kept.runs == race.runs.size()) view.readings.push_back(reading_of(kept, rules));
    }
    for (const auto lane : engine::lanes_in_dispute(race)) view.disputed_lanes.push_back(lane.value());
    if (race.photo_entered && race.photo_entered_runs == race.runs.size()) view.photo_entered = {race.photo_entered->actor.name, to_us(race.photo_entered->at), race.photo_entered->reason};
}

/// "b corrected".
std::string rests_on(const engine::LaneResult& result) {
    if (!result.time) return {};
    return std::string{to_string(result.time->source)} + (result.time->corrected ? " corrected" : "");
}

/// What a penalty costs, in words.
std::string costs_of(const rules::PenaltyRule& rule) {
    const auto in_time = rule.each % 1s == 0ns ? std::to_string(rule.each / 1s) : rules::format_time(rule.each, 1ms);
    auto text = rule.each == 0ns ? std::string{"no time"} : in_time + " s" + (rule.per_occurrence ? " each time" : " once, however often");
    if (rule.most > 0) text += ", up to " + (rule.most == 1 ? std::string{"once"} : std::to_string(rule.most) + " times");
    if (!rule.becomes.empty()) text += "; more is " + rule.becomes;
    return text;
}

/// What only some sports know.
void add_sport(ConsoleView& view, const RaceCase& the_case) {
    const auto& judgement = the_case.judgement;
    const auto& rules = *judgement.rules;
    for (const auto& exchange : judgement.exchanges)
        view.exchanges.push_back({exchange.lane.value(), exchange.metres, rules::format_time(exchange.judged.difference, 10ms), std::string{to_string(exchange.judged.verdict)}});
    for (const auto& mark : the_case.race.pad_marks) {
        if (mark.run != judgement.run) continue;
        ConsoleView::PadMark shown{to_string(mark.point), {}, mark.by.actor.name, mark.by.reason};
        if (mark.lane) shown.lane = mark.lane->value();
        view.failed_pads.push_back(std::move(shown));
    }
    for (const auto& rule : rules.penalties.rules) view.penalty_kinds.push_back({rule.code, rule.title, costs_of(rule)});
    view.words = {rules.words.rerow, rules.words.tie_rerow};
    view.wind = wind_of(judgement);
    view.wants_wind = the_case.race.programme.distance_m <= rules.wind.longest_m;
    view.has_pads = !rules.swimming_times.id.empty();
}

void add_advanced(ConsoleView& view, const engine::Race& race) {
    for (const auto& one : race.advanced) {
        const auto lane = std::ranges::find(race.lanes, one.crew, &engine::LaneState::crew);
        if (lane != race.lanes.end()) view.advanced.push_back({lane->lane.value(), std::string{to_string(one.said)}, one.by.actor.name, one.by.reason});
    }
}

/// As entered, which after the arming may be another boat than the start list's: who is to row next.
void add_entry(ConsoleView::Row& row, const engine::MeetState& state, CrewId crew) {
    const auto known = state.crews.find(crew);
    if (known == state.crews.end()) return;
    row.members = known->second.members;
    row.coxed = known->second.coxed;
    row.scratched = state.scratched.contains(crew);
}

}  // namespace

ConsoleView project_console(const RaceCase& the_case) {
    const auto& [state, race, judgement, outcomes] = the_case;
    const auto offences = engine::offences(state, race);
    ConsoleView view;
    view.header = header_of(state, race, judgement);
    view.actions = actions_of(the_case);
    view.recall_requested = judgement.start.recall_requested;
    if (judgement.start.signal_stamp) view.started_us = to_us(judgement.start.signal_stamp->at);
    view.impulses = listed(judgement, race.run());
    view.unlisted = static_cast<std::uint32_t>(judgement.unlisted);
    for (const auto& warning : judgement.warnings) {
        ConsoleView::Warning shown{std::string{to_string(warning.kind)}, std::nullopt, warning.text};
        if (warning.lane) shown.lane = warning.lane->value();
        view.warnings.push_back(std::move(shown));
    }
    const auto barred = race.stage == engine::Stage::official ? bars(state, race) : bars_without_leave(state, race);
    for (const auto& lane : race.lanes) {
        ConsoleView::Row row;
        row.crew = crew_of(the_case, lane.lane);
        const auto result = std::ranges::find(judgement.results, lane.lane, &engine::LaneResult::lane);
        if (result != judgement.results.end()) {
            row.status = code_of(result->status);
            row.rests_on = rests_on(*result);
            row.handicap_us = to_us(result->handicap);
        }
        row.start = start_of(the_case, lane.lane);
        row.card = card_of(offences, lane.lane);
        row.penalty_us = to_us(lane.penalty);
        for (const auto& one : lane.occurrences) {
            if (one.count > 0) row.penalties.push_back({one.code, one.count});
        }
        row.objection = lane.objection.has_value();
        if (const auto* bar = engine::bar_of(barred, lane.lane)) {
            row.barred_by = bar->by.value();
            row.may_row = std::ranges::find(lane.leaves, *bar) != lane.leaves.end();
        }
        add_entry(row, state, lane.crew);
        view.rows.push_back(std::move(row));
    }
    for (const auto& photo : state.unmatched_photos) view.unmatched_photos.push_back({photo.result.document, photo.result.key, photo.result.title});
    for (const auto& picture : race.pictures) view.pictures.push_back(picture_of(picture, race, *judgement.rules));
    add_readings(view, race, *judgement.rules);
    for (const auto& tie : judgement.dead_heats) {
        ConsoleView::DeadHeat shown{tie.place, {}, std::string{to_string(tie.policy)}, tie.is_open, tie.drawn};
        for (const auto lane : tie.lanes) shown.lanes.push_back(lane.value());
        view.dead_heats.push_back(std::move(shown));
    }
    view.start_control = project_start_control(the_case);
    view.start_line = project_start_line(the_case);
    view.recall_undo_until_us = recall_undo_until_us(the_case);
    view.recall_restarts = can_recall_restart(the_case);
    view.recall_was_mistake = can_recall_stand_again(the_case);
    view.arm_refused = arm_refusal_of(the_case);
    view.rules = judgement.rules->id + " " + std::to_string(judgement.rules->version);
    view.rules_digest = to_hex(rules::digest_of(*judgement.rules));
    add_advanced(view, race);
    for (const auto& one : race.objections) view.objections.push_back(objection_of(one));
    if (judgement.rules->official.four_eyes || race.proposal) view.four_eyes = four_eyes_of(the_case.state, race, judgement);
    view.revision = project_revision(the_case);
    for (const auto& proposal : judgement.proposals) view.proposals.push_back(proposal_of(proposal, *judgement.rules));
    add_sport(view, the_case);
    return view;
}

}  // namespace bowball::views
