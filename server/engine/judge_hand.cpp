// Judges a time by hand: one to three watches of a lane are one time, by the rule set's own rule, and never together with a
// machine's. Each watch stays in the journal and beside the time. And how good a time is that a person and a machine took together: as its worse end.
#include <algorithm>

#include "engine/judge_steps.hpp"

namespace bowball::engine {
namespace {

rules::TimingGrade grade_of_end(const LedgerImpulse& end) {
    if (end.replaces) return rules::TimingGrade::corrected;
    return is_by_hand(end) ? rules::TimingGrade::hand : rules::TimingGrade::automatic;
}

/// What pad, buttons and watches made.
rules::TimingGrade grade_of_source(rules::TimeSource source) {
    switch (source) {
        case rules::TimeSource::pad: return rules::TimingGrade::automatic;
        case rules::TimeSource::button: return rules::TimingGrade::semi_automatic;
        case rules::TimeSource::button_corrected:
        case rules::TimeSource::watch_corrected: return rules::TimingGrade::corrected;
        case rules::TimeSource::watch: break;
    }
    return rules::TimingGrade::hand;
}

bool is_a_watch(const Crossing& crossing) { return crossing.source == Source::hand && !crossing.is_replacement(); }

bool belongs_to(const Crossing& crossing, const Crossing& first) { return is_a_watch(crossing) && crossing.lane == first.lane && crossing.point == first.point; }

JudgedImpulse* find(std::vector<JudgedImpulse>& impulses, const LedgerImpulse* ledger) {
    const auto found = std::ranges::find(impulses, ledger, &JudgedImpulse::ledger);
    return found == impulses.end() ? nullptr : &*found;
}

/// The watches [first, last) as one crossing: that of the watch which lies nearest to the time, with the time in it.
Crossing combined(std::vector<Crossing>::const_iterator first, std::vector<Crossing>::const_iterator last, const rules::HandRules& rules) {
    std::vector<Duration> watches;
    for (auto watch = first; watch != last; ++watch) watches.push_back(watch->since_start.length);
    const auto time = rules::hand_time(watches, rules);
    if (!time) return *first;   // a press at the very start: no time, and shown as implausible
    auto made = *std::min_element(first, last, [&](const Crossing& a, const Crossing& b) {
        return std::chrono::abs(a.since_start.length - *time) < std::chrono::abs(b.since_start.length - *time);
    });
    made.since_start.length = *time;
    made.unit = rules.unit;
    made.watches = std::move(watches);
    return made;
}

/// Where a time by hand counts, each of its watches does.
void mark_all(std::vector<Crossing>::const_iterator first, std::vector<Crossing>::const_iterator last, std::vector<JudgedImpulse>& impulses) {
    const auto is_used = std::any_of(first, last, [&](const Crossing& watch) {
        const auto* judged = find(impulses, watch.impulse);
        return judged != nullptr && judged->use == Use::used;
    });
    for (auto watch = first; is_used && watch != last; ++watch) {
        if (auto* judged = find(impulses, watch->impulse)) judged->use = Use::used;
    }
}

}  // namespace

bool is_by_hand(const LedgerImpulse& end) { return end.impulse.by_hand || (end.replaces ? end.replaces->source : end.impulse.source) == Source::hand; }

bool Crossing::is_by_hand() const { return source == Source::hand || engine::is_by_hand(*impulse) || engine::is_by_hand(*signal); }

rules::TimingGrade Crossing::grade() const {
    const auto is_typed = impulse->impulse.by_hand && !(official && official->correction);
    const auto finished = !official ? grade_of_end(*impulse) : is_typed ? rules::TimingGrade::hand : grade_of_source(official->source);
    return rules::worse(finished, grade_of_end(*signal));
}

void combine_watches(const Case& the_case, std::vector<Crossing>& crossings, std::vector<JudgedImpulse>& impulses) {
    std::vector<Crossing> made;
    for (auto crossing = crossings.cbegin(); crossing != crossings.cend();) {
        if (!is_a_watch(*crossing)) {
            made.push_back(*crossing++);
            continue;
        }
        const auto last = std::find_if(crossing, crossings.cend(), [&](const Crossing& other) { return !belongs_to(other, *crossing); });
        mark_all(crossing, last, impulses);
        made.push_back(combined(crossing, last, the_case.rules->time.hand));
        crossing = last;
    }
    crossings = std::move(made);
}

}  // namespace bowball::engine
