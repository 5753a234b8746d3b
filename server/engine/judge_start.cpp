// Judges a mass start: six separate quantities per lane, and the threshold from both sides. Pure: all times are RaceTime.
//
// A flag is not a verdict. What is found here asks for a recall and keeps the evidence; only a person decides.
#include <algorithm>

#include "engine/judge_steps.hpp"
#include "engine/read_trace.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// Without a sensor on the red light and without an order of attention, what happened so long before the signal is not of
/// this start.
constexpr Duration longest_hold = 10s;

class StartJudge {
public:
    StartJudge(const Case& the_case, std::vector<JudgedImpulse>& impulses) : case_(the_case), impulses_(impulses), waits_(judge_waits(the_case)) {}

    StartJudgement judge() {
        const auto& signal = *case_.signals.front();
        found_.signal = signal.id;
        found_.signal_stamp = signal.impulse.stamp;
        found_.by_hand = is_by_hand(signal);
        mark_signals_and_light();
        for (const auto lane : case_.lanes) found_.lanes.push_back(measure(lane));
        judge_reactions();
        judge_gates();
        judge_lane_signals();
        const auto open = case_.run != nullptr && !case_.run->closed_at;
        found_.undecided = open && std::ranges::any_of(found_.faults, [this](const FoundFault& fault) { return !is_decided(fault); });
        found_.recall_requested = found_.undecided && !limits().race_goes_on;
        return std::move(found_);
    }

private:
    [[nodiscard]] const rules::StartRules& limits() const { return case_.rules->start; }

    /// The newest decision was taken in sight of the fault: what comes to light afterwards asks again.
    [[nodiscard]] bool is_decided(const FoundFault& fault) const {
        if (case_.run->decisions.empty()) return false;
        const auto& decision = case_.run->decisions.back();
        if (fault.impulse) return std::ranges::find(decision.evidence, *fault.impulse) != decision.evidence.end();
        return decision.by.at >= due_at(fault.lane) + gates_judged_after;
    }

    void mark_signals_and_light() {
        for (auto& judged : impulses_) {
            if (!is_usable(*judged.ledger, case_.as_of)) continue;
            const auto is_signal = std::ranges::find(case_.signals, judged.ledger) != case_.signals.end();
            if (judged.point.kind == PointKind::start_signal)
                judged.use = !is_signal ? Use::further : judged.ledger == case_.signals.front() ? Use::used : Use::confirming;
            // Sounds beside the light; that of a recall comes when the run is over.
            const auto since_signal = judged.ledger->impulse.stamp.at - found_.signal_stamp->at;
            if (judged.point.kind == PointKind::horn && since_signal >= -one_pulse && since_signal <= limits().recall_window) judged.use = Use::confirming;
            const auto before_signal = judged.ledger->impulse.stamp.at <= found_.signal_stamp->at;
            if (judged.point.kind == PointKind::red_light && before_signal) {
                judged.use = Use::used;
                found_.red = judged.ledger->impulse.stamp;  // the newest before the signal: an aborted start shows red twice
            }
        }
    }

    /// From where on something belongs to this start.
    [[nodiscard]] RaceTime hold_begins() const {
        if (found_.red) return found_.red->at;
        const auto ordered = case_.run != nullptr ? case_.run->attention_at : std::nullopt;
        return ordered && *ordered <= found_.signal_stamp->at ? *ordered : found_.signal_stamp->at - longest_hold;
    }

    /// The signal, or so long after it as the crew waits for its time.
    [[nodiscard]] RaceTime due_at(LaneNumber lane) const { return found_.signal_stamp->at + wait_of(waits_, lane); }

    /// From where on a motion belongs to it: who waits for minutes may put the boat straight.
    [[nodiscard]] RaceTime motion_begins(LaneNumber lane) const {
        return wait_of(waits_, lane) > 0ns ? std::max(hold_begins(), due_at(lane) - longest_hold) : hold_begins();
    }

    [[nodiscard]] Interval since_due(LaneNumber lane, const Interval& since_signal) const { return {since_signal.length - wait_of(waits_, lane), since_signal.uncertainty}; }

    /// The first usable impulse of a kind in a lane since red. A bow contact after the signal is no news: the boats have left.
    std::optional<StartQuantity> first(LaneNumber lane, PointKind kind) {
        const auto begins = kind == PointKind::first_motion ? motion_begins(lane) : hold_begins();
        const auto until = kind == PointKind::bow_contact ? due_at(lane) - 1ns : due_at(lane) + limits().recall_window;
        std::optional<StartQuantity> quantity;
        for (auto& judged : impulses_) {
            const auto& impulse = judged.ledger->impulse;
            if (judged.point.kind != kind || judged.lane != lane || judged.ledger->waveform || !is_usable(*judged.ledger, case_.as_of)) continue;
            if (impulse.stamp.at < begins || impulse.stamp.at > until) continue;
            if (quantity) {
                judged.use = Use::further;
                continue;
            }
            const auto& signal = signal_for(case_.signals, impulse);
            judged.use = Use::used;
            judged.since_start = interval(signal.impulse.stamp, impulse.stamp);
            quantity = StartQuantity{since_due(lane, *judged.since_start), judged.ledger->id};
        }
        return quantity;
    }

    /// The first onset in the lane's traces of this start. A trace belongs to it by the instants that it covers: its first sample
    /// is of before the signal, and often of before red.
    std::optional<TraceReading> read_traces(LaneNumber lane) {
        const auto begins = motion_begins(lane);
        const auto until = due_at(lane) + limits().recall_window;
        std::optional<TraceReading> best;
        for (auto& judged : impulses_) {
            const auto& waveform = judged.ledger->waveform;
            if (!waveform || judged.lane != lane || !is_usable(*judged.ledger, case_.as_of)) continue;
            const auto& first = judged.ledger->impulse.stamp.at;
            if (first > until || first + length_of(*waveform) < begins) continue;
            judged.use = Use::used;   // shown as evidence, whether it has an onset or not
            auto [reading, stamp] = read_trace(*judged.ledger, limits().onset, begins);
            if (stamp && stamp->at <= until) {
                auto moved = judged.ledger->impulse;
                moved.stamp = *stamp;
                judged.since_start = interval(signal_for(case_.signals, moved).impulse.stamp, *stamp);
                reading.onset = StartQuantity{since_due(lane, *judged.since_start), judged.ledger->id};
            }
            const auto is_better = !best || !best->onset || (reading.onset && reading.onset->since_signal.length < best->onset->since_signal.length);
            if (is_better) best = std::move(reading);
        }
        return best;
    }

    void mark(const std::optional<StartQuantity>& quantity, Use use) {
        if (!quantity) return;
        for (auto& judged : impulses_) {
            if (judged.ledger->id == quantity->impulse) judged.use = use;
        }
    }

    /// Both are shown, and the one that the rule set prefers counts.
    void measure_reaction(LaneStart& start) {
        start.sensed = first(start.lane, PointKind::first_motion);
        start.trace = read_traces(start.lane);
        const auto by_trace = start.trace ? start.trace->onset : std::nullopt;
        const auto trace_counts = by_trace && (!start.sensed || limits().onset.prefer == rules::ReactionSource::trace);
        start.reaction = trace_counts ? by_trace : start.sensed;
        mark(trace_counts ? start.sensed : by_trace, Use::confirming);
        mark(start.reaction, Use::used);
    }

    LaneStart measure(LaneNumber lane) {
        LaneStart start;
        start.lane = lane;
        measure_reaction(start);
        start.release = first(lane, PointKind::gate_release);
        start.clear = first(lane, PointKind::gate_clear);
        start.signal = first(lane, PointKind::lane_signal);
        start.contact = first(lane, PointKind::bow_contact);
        start.over_line = first(lane, PointKind::bow_over_line);
        return start;
    }

    void fault(LaneStart& lane, StartFault kind, const StartQuantity& quantity, Duration limit) {
        lane.faults.push_back(kind);
        found_.faults.push_back({kind, lane.lane, quantity.impulse, quantity.since_signal, limit});
    }

    /// Against a start by hand only what lies beyond a finger's doubt: for a span that is held to be too short, its longest; to be too long, its shortest.
    [[nodiscard]] Duration at_most(const StartQuantity& quantity) const { return quantity.since_signal.length + doubt_of(quantity); }
    [[nodiscard]] Duration at_least(const StartQuantity& quantity) const { return quantity.since_signal.length - doubt_of(quantity); }

    /// A box knows to a tenth of a millisecond when its button went down, and not when the gun did.
    [[nodiscard]] Duration doubt_of(const StartQuantity& quantity) const { return found_.by_hand ? std::max(quantity.since_signal.uncertainty, finger_doubt) : 0ns; }

    void judge_reactions() {
        for (auto& lane : found_.lanes) {
            if (lane.reaction && at_most(*lane.reaction) < 0ns) {
                if (!limits().motion_is_information) fault(lane, StartFault::early_motion, *lane.reaction, 0ns);
            } else if (lane.reaction && limits().reaction_threshold && at_most(*lane.reaction) < *limits().reaction_threshold) {
                fault(lane, StartFault::reaction, *lane.reaction, *limits().reaction_threshold);
            }
            // A bow that crosses at the signal or after it is legal: [red, signal).
            if (limits().judge_bow_over_line && lane.over_line && at_most(*lane.over_line) < 0ns)
                fault(lane, StartFault::bow_over_line, *lane.over_line, 0ns);
        }
    }

    void judge_gates() {
        const LaneStart* soonest = nullptr;
        const LaneStart* latest = nullptr;
        for (auto& lane : found_.lanes) {
            if (lane.clear && limits().clear_time_warning && at_least(*lane.clear) > *limits().clear_time_warning)
                found_.remarks.push_back({StartFault::late_clear, lane.lane, lane.clear->impulse, lane.clear->since_signal,
                                          *limits().clear_time_warning});
            if (!lane.release) continue;
            const auto latency = lane.release->since_signal.length;
            if (at_most(*lane.release) < 0ns) fault(lane, StartFault::early_release, *lane.release, 0ns);
            if (limits().release_latency_limit && at_least(*lane.release) > *limits().release_latency_limit)
                fault(lane, StartFault::late_release, *lane.release, *limits().release_latency_limit);
            if (soonest == nullptr || latency < soonest->release->since_signal.length) soonest = &lane;
            if (latest == nullptr || latency > latest->release->since_signal.length) latest = &lane;
        }
        if (soonest == nullptr) return;  // no gates, or none that report
        judge_stuck_gates();
        judge_skew(*soonest, *latest);
    }

    void judge_stuck_gates() {
        for (auto& lane : found_.lanes) {
            if (lane.release || !limits().release_latency_limit || case_.state.now < due_at(lane.lane) + gates_judged_after) continue;
            lane.faults.push_back(StartFault::no_release);
            found_.faults.push_back({StartFault::no_release, lane.lane, std::nullopt, {}, *limits().release_latency_limit});
        }
    }

    void judge_skew(const LaneStart& soonest, const LaneStart& latest) {
        const auto& a = soonest.release->since_signal;
        const auto& b = latest.release->since_signal;
        const Interval skew{b.length - a.length, quadrature(a.uncertainty, b.uncertainty)};
        found_.release_skew = skew;
        const FoundFault spread{StartFault::release_skew, latest.lane, latest.release->impulse, skew, {}};
        if (limits().release_skew_limit && skew.length > *limits().release_skew_limit) {
            found_.faults.push_back(spread);
            found_.faults.back().limit = *limits().release_skew_limit;
            const auto lane = std::ranges::find(found_.lanes, latest.lane, &LaneStart::lane);
            lane->faults.push_back(StartFault::release_skew);
        } else if (limits().release_skew_warning && skew.length > *limits().release_skew_warning) {
            found_.remarks.push_back(spread);
            found_.remarks.back().limit = *limits().release_skew_warning;
        }
    }

    void judge_lane_signals() {
        if (!limits().signal_skew_warning) return;
        for (const auto& lane : found_.lanes) {
            if (lane.signal && at_least(*lane.signal) > *limits().signal_skew_warning)
                found_.remarks.push_back({StartFault::late_signal, lane.lane, lane.signal->impulse, lane.signal->since_signal,
                                          *limits().signal_skew_warning});
        }
    }

    const Case& case_;
    std::vector<JudgedImpulse>& impulses_;
    std::vector<DueStart> waits_;
    StartJudgement found_;
};

/// A time trial: each crew's first signal is its start. One without a number is somebody's, and waits for a name.
void mark_individual_starts(const Case& the_case, std::vector<JudgedImpulse>& impulses) {
    if (the_case.run == nullptr) return;
    for (auto& judged : impulses) {
        if (judged.point.kind != PointKind::start_signal || !is_usable(*judged.ledger, the_case.as_of)) continue;
        if (!judged.lane) {
            judged.use = Use::unnamed;
            continue;
        }
        const auto takes_part = std::ranges::find(the_case.lanes, *judged.lane) != the_case.lanes.end();
        const auto signals = start_signals(the_case.state, the_case.race, *the_case.run, judged.lane);
        const auto is_one = std::ranges::find(signals, judged.ledger) != signals.end();
        judged.use = !takes_part ? Use::lane_not_drawn : !is_one ? Use::further : judged.ledger == signals.front() ? Use::used : Use::confirming;
    }
}

}  // namespace

StartJudgement judge_start(const Case& the_case, std::vector<JudgedImpulse>& impulses) {
    const auto individual = the_case.rules->start.kind == rules::StartKind::individual;
    if (individual) mark_individual_starts(the_case, impulses);
    if (the_case.signals.empty() || individual) return {};
    return StartJudge{the_case, impulses}.judge();
}

std::string_view to_string(StartFault fault) {
    switch (fault) {
        case StartFault::reaction: return "reaction";
        case StartFault::bow_over_line: return "bow_over_line";
        case StartFault::early_motion: return "early_motion";
        case StartFault::early_release: return "early_release";
        case StartFault::late_release: return "late_release";
        case StartFault::no_release: return "no_release";
        case StartFault::late_clear: return "late_clear";
        case StartFault::release_skew: return "release_skew";
        case StartFault::late_signal: return "late_signal";
    }
    return "unknown";
}

}  // namespace bowball::engine
