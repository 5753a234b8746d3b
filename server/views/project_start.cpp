// The start: for the public the reactions, for the referee the whole file.
#include <algorithm>
#include <cstdlib>

#include "engine/offences.hpp"
#include "engine/start_signal.hpp"
#include "views/project_race.hpp"
#include "views/trace_samples.hpp"

namespace bowball::views {
namespace {

using engine::FoundFault;
using engine::StartFault;
using engine::StartQuantity;

std::string verdict_of(const RaceCase& the_case) {
    const auto* run = the_case.race.run();
    if (run != nullptr && !run->decisions.empty()) return std::string{to_string(run->decisions.back().verdict)};
    return the_case.judgement.start.undecided || the_case.judgement.phase == engine::Phase::recalled ? "under_review" : "";
}

std::string seconds(Duration span, const rules::TimeRules& rules) { return reaction_text(span, rules) + " s"; }

std::string sentence(const FoundFault& found, const rules::RuleSet& rule_set) {
    const auto& rules = rule_set.time;
    const auto signal = std::string{rules::is_paid_at_the_start(rule_set) ? "it was due" : "the signal"};
    const auto lane = "Lane " + std::to_string(found.lane.value()) + ": ";
    const auto measured = seconds(found.measured.length, rules);
    const auto limit = seconds(found.limit, rules);
    std::string text;
    switch (found.fault) {
        case StartFault::reaction: text = lane + "moved " + measured + " after " + signal + ", limit " + limit; break;
        case StartFault::early_motion: text = lane + "moved " + seconds(-found.measured.length, rules) + " before " + signal; break;
        case StartFault::bow_over_line: text = lane + "bow over the line " + seconds(-found.measured.length, rules) + " before " + signal; break;
        case StartFault::early_release: text = lane + "gate opened " + seconds(-found.measured.length, rules) + " before " + signal; break;
        case StartFault::late_release: text = lane + "gate opened " + measured + " after " + signal + ", limit " + limit; break;
        case StartFault::no_release: text = lane + "gate is not known to have opened"; break;
        case StartFault::late_clear: text = lane + "gate was down " + measured + " after " + signal + ", expected within " + limit; break;
        case StartFault::release_skew: text = "Gates opened " + measured + " apart, limit " + limit + "; latest in lane " + std::to_string(found.lane.value()); break;
        case StartFault::late_signal: text = lane + "signal arrived " + measured + " late, expected within " + limit; break;
    }
    const auto doubt = std::chrono::abs(found.measured.length - found.limit) < found.measured.uncertainty;
    return text + (doubt ? " (closer to the limit than the measurement is certain)." : ".");
}

RefereeView::Fault fault_of(const FoundFault& found, const rules::RuleSet& rules) {
    RefereeView::Fault fault;
    fault.fault = to_string(found.fault);
    fault.lane = found.lane.value();
    fault.concerns_crew = concerns_crew(found.fault);
    fault.text = sentence(found, rules);
    if (found.impulse) fault.impulse = found.impulse->value();
    return fault;
}

void add(std::vector<RefereeView::Quantity>& quantities, std::string_view name, const std::optional<StartQuantity>& quantity, const rules::TimeRules& rules) {
    if (!quantity) return;
    const auto& measured = quantity->since_signal;
    quantities.push_back({std::string{name}, measured.length.count(), measured.uncertainty.count(), reaction_text(measured.length, rules), quantity->impulse.value()});
}

bool counts(const engine::LaneStart& lane) { return lane.trace->onset && lane.reaction && lane.reaction->impulse == lane.trace->trace; }

StartView::Row::Trace public_trace_of(const engine::LaneStart& lane) {
    const auto& reading = *lane.trace;
    StartView::Row::Trace trace;
    trace.algorithm = to_string(reading.algorithm);
    trace.parameters = reading.parameters;
    if (reading.onset) trace.onset_us = to_us(reading.onset->since_signal.length);
    trace.counts = counts(lane);
    return trace;
}

using Signals = std::vector<const engine::LedgerImpulse*>;

/// After the signal, until the lane is due: its quantities are counted from then on (engine::LaneStart).
Duration wait_of(const RaceCase& the_case, LaneNumber lane) {
    const auto& due = the_case.judgement.due;
    const auto found = std::ranges::find(due, lane, &engine::DueStart::lane);
    return found != due.end() && rules::is_paid_at_the_start(*the_case.judgement.rules) ? found->after_first : Duration{};
}

/// `signals`: as start_signals() gives them, not empty: there is a reading.
RefereeView::Trace trace_of(const RaceCase& the_case, const engine::LaneStart& lane, const Signals& signals) {
    const auto& reading = *lane.trace;
    const auto& first = the_case.state.impulse(reading.trace)->impulse;
    RefereeView::Trace trace;
    trace.id = reading.trace.value();
    trace.samples_url = url_of_trace(reading.trace);
    trace.begins_us = to_us(interval(engine::signal_for(signals, first).impulse.stamp, first.stamp).length - wait_of(the_case, lane.lane));
    trace.algorithm = to_string(reading.algorithm);
    trace.parameters = reading.parameters;
    trace.samples = reading.samples;
    trace.problem = reading.problem;
    if (!reading.onset || !reading.found) return trace;
    trace.onset_us = to_us(reading.onset->since_signal.length);
    trace.uncertainty_us = uncertainty_us(reading.onset->since_signal.uncertainty);
    trace.by_sampling_us = uncertainty_us(reading.found->by_sampling);
    trace.by_noise_us = uncertainty_us(reading.found->by_noise);
    trace.baseline_micro = reading.found->baseline_micro;
    trace.level_micro = reading.found->level_micro;
    trace.counts = counts(lane);
    return trace;
}

std::string device_of(const engine::LedgerImpulse& signal) { return signal.impulse.device.empty() ? "by hand" : signal.impulse.device; }

/// The same pulse is seen by several boxes, and a reaction is measured from the one on its sensor's own clock.
std::vector<RefereeView::Signal> reaction_signals_of(const RaceCase& the_case, const Signals& signals) {
    Signals used;
    for (const auto& lane : the_case.judgement.start.lanes) {
        const auto* reaction = lane.reaction && !signals.empty() ? the_case.state.impulse(lane.reaction->impulse) : nullptr;
        if (reaction == nullptr) continue;
        const auto* signal = &engine::signal_for(signals, reaction->impulse);
        if (std::ranges::find(used, signal) == used.end()) used.push_back(signal);
    }
    std::vector<RefereeView::Signal> named;
    for (const auto* signal : used) named.push_back({device_of(*signal), signal->impulse.stamp.own_uncertainty.count()});
    return named;
}

std::vector<std::uint16_t> numbers(const std::vector<LaneNumber>& lanes) {
    std::vector<std::uint16_t> plain;
    for (const auto lane : lanes) plain.push_back(lane.value());
    return plain;
}

std::vector<RefereeView::Decision> decisions_of(const engine::Race& race) {
    std::vector<std::pair<Seq, RefereeView::Decision>> dated;
    for (const auto& run : race.runs) {
        for (const auto& decision : run.decisions)
            dated.emplace_back(decision.by.seq, RefereeView::Decision{run.number.value(), std::string{to_string(decision.verdict)}, numbers(decision.responsible),
                                                                      decision.by.actor.name, decision.by.reason, to_us(decision.by.at)});
        if (run.recalled_by)
            dated.emplace_back(run.recalled_by->seq, RefereeView::Decision{run.number.value(), "recalled: " + std::string{to_string(*run.recalled)}, {},
                                                                           run.recalled_by->actor.name, run.recalled_by->reason, to_us(run.recalled_by->at)});
    }
    std::ranges::sort(dated, {}, [](const auto& one) { return one.first; });
    std::vector<RefereeView::Decision> decisions;
    for (auto& one : dated) decisions.push_back(std::move(one.second));
    return decisions;
}

std::vector<std::string> cards_of(const std::vector<engine::Offence>& offences, LaneNumber lane) {
    std::vector<std::string> cards;
    for (const auto& offence : offences) {
        if (offence.lane == lane) cards.push_back(std::string{to_string(offence.consequence)} + (offence.by_ladder ? " (false start)" : " (by hand)"));
    }
    return cards;
}

}  // namespace

StartView project_start(const RaceCase& the_case) {
    const auto& [state, race, judgement, outcomes] = the_case;
    const auto& rules = *judgement.rules;
    const auto offences = engine::offences(state, race);
    StartView view;
    view.header = header_of(state, race, judgement);
    if (judgement.start.signal_stamp) view.signal_us = to_us(judgement.start.signal_stamp->at);
    view.verdict = verdict_of(the_case);
    if (rules.start.reaction_threshold) view.threshold_text = rules::format_time(*rules.start.reaction_threshold, rules.time.reaction_unit);
    const auto* run = race.run();
    for (const auto& lane : judgement.start.lanes) {
        StartView::Row row;
        row.crew = crew_of(the_case, lane.lane);
        if (lane.reaction && !judgement.start.by_hand) {   // the referee's file has it, with its doubt
            row.reaction_text = reaction_text(lane.reaction->since_signal.length, rules.time);
            row.reaction_us = to_us(lane.reaction->since_signal.length);
        }
        if (lane.trace) row.trace = public_trace_of(lane);
        if (lane.release) row.release_text = reaction_text(lane.release->since_signal.length, rules.time);
        row.flagged = judgement.start.undecided && !lane.faults.empty();
        row.responsible = run != nullptr && !run->decisions.empty() && std::ranges::find(run->decisions.back().responsible, lane.lane) != run->decisions.back().responsible.end();
        row.card = card_of(offences, lane.lane);
        view.rows.push_back(std::move(row));
    }
    return view;
}

RefereeView project_referee(const RaceCase& the_case) {
    const auto& [state, race, judgement, outcomes] = the_case;
    const auto& start = judgement.start;
    const auto& rules = *judgement.rules;
    RefereeView view;
    view.header = header_of(state, race, judgement);
    if (start.signal_stamp) {
        view.signal_us = to_us(start.signal_stamp->at);
        view.signal_uncertainty_ns = start.signal_stamp->own_uncertainty.count();
        view.recall_until_us = to_us(start.signal_stamp->at + rules.start.recall_window);
        if (start.red) view.red_to_signal_ns = interval(*start.red, *start.signal_stamp).length.count();
    }
    if (start.signal) view.signal_device = device_of(*state.impulse(*start.signal));
    const auto signals = race.run() != nullptr ? engine::start_signals(state, race, *race.run()) : Signals{};
    view.reaction_signals = reaction_signals_of(the_case, signals);
    if (rules.start.reaction_threshold) view.threshold_ns = rules.start.reaction_threshold->count();
    if (rules.start.release_latency_limit) view.release_limit_ns = rules.start.release_latency_limit->count();
    if (start.release_skew) view.release_skew_ns = start.release_skew->length.count();
    view.recall_requested = start.recall_requested;
    view.recalled = judgement.phase == engine::Phase::recalled;
    const auto offences = engine::offences(state, race);
    for (const auto& lane : race.lanes) {
        RefereeView::Row row;
        row.crew = crew_of(the_case, lane.lane);
        const auto result = std::ranges::find(judgement.results, lane.lane, &engine::LaneResult::lane);
        if (result != judgement.results.end()) row.status = code_of(result->status);
        row.cards = cards_of(offences, lane.lane);
        const auto measured = std::ranges::find(start.lanes, lane.lane, &engine::LaneStart::lane);
        if (measured != start.lanes.end()) {
            add(row.quantities, "reaction", measured->reaction, rules.time);
            if (measured->trace) {
                add(row.quantities, "sensed", measured->sensed, rules.time);
                row.trace = trace_of(the_case, *measured, signals);
            }
            add(row.quantities, "release", measured->release, rules.time);
            add(row.quantities, "clear", measured->clear, rules.time);
            add(row.quantities, "signal", measured->signal, rules.time);
            add(row.quantities, "contact", measured->contact, rules.time);
            add(row.quantities, "over_line", measured->over_line, rules.time);
            for (const auto fault : measured->faults) row.faults.emplace_back(to_string(fault));
        }
        view.rows.push_back(std::move(row));
    }
    for (const auto& found : start.faults) view.faults.push_back(fault_of(found, rules));
    for (const auto& found : start.remarks) view.remarks.push_back(fault_of(found, rules));
    view.decisions = decisions_of(race);
    return view;
}

}  // namespace bowball::views
