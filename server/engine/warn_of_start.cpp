// Warnings of the start: its signal, its review, the equipment that was ordered, and clocks.
#include <algorithm>

#include "engine/read_back.hpp"
#include "engine/start_signal.hpp"
#include "engine/warning_desk.hpp"

namespace bowball::engine {
namespace {

class StartDesk : WarningDesk {
public:
    using WarningDesk::WarningDesk;

    void judge() {
        start();
        by_hand();
        equipment();
        clocks();
    }

private:
    void start() {
        const auto anybody_timed = is_anybody_timed();
        const auto unstarted = case_.run != nullptr && case_.signals.empty() && case_.rules->start.kind == rules::StartKind::mass;
        if (unstarted && anybody_timed)
            warn(WarningKind::no_start_signal, {}, {}, "There are crossings but no start signal. Add the start by hand, or name the impulse that was it.");
        else if (unstarted && !case_.photo->empty())
            warn(WarningKind::no_start_signal, {}, {}, "The picture was read, yet no start signal was seen: its times rest on the camera's own start. Check that it was this race's.");
        crews_without_a_start();
        if (judgement_.start.recall_requested)
            warn(WarningKind::recall_undecided, {}, {}, "The start is under review. Decide it: false start, no false start, or nobody to blame.");
        else if (judgement_.start.undecided)
            warn(WarningKind::recall_undecided, {}, {}, "A fault was found at the start, and the race goes on. Decide it: a false start, which counts at the end, or no false start.");
    }

    /// Where each has a start of its own: who crossed the finish and was not seen to start.
    void crews_without_a_start() {
        if (case_.run == nullptr || case_.rules->start.kind != rules::StartKind::individual) return;
        std::vector<LaneNumber> said;
        for (const auto& judged : judgement_.impulses) {
            if (judged.use != Use::before_start || judged.point.kind != PointKind::finish || std::ranges::find(said, *judged.lane) != said.end()) continue;
            if (!start_signals(case_.state, case_.race, *case_.run, judged.lane).empty()) continue;
            said.push_back(*judged.lane);
            warn(WarningKind::no_start_signal, judged.lane, judged.ledger->id, lane_text(*judged.lane) + " crossed the finish, and no start of it was seen. Add its start by hand, or name the impulse that was it.");
        }
    }

    void by_hand() {
        const auto is_sensed = [](const LaneStart& lane) { return lane.reaction || lane.over_line || lane.release; };
        if (judgement_.start.by_hand && std::ranges::any_of(judgement_.start.lanes, is_sensed))
            warn(WarningKind::start_by_hand, {}, {}, "The start was taken by hand. What sensors say of it is judged only beyond a finger's doubt: whether a crew moved too soon, the judges say.");
        const auto lanes = timed_at_one_end();
        if (case_.rules->time.hand.both_ends && !lanes.empty())
            warn(WarningKind::start_by_hand, {}, {}, (lanes.size() > 1 ? "Lanes " : "Lane ") + list_of(lanes) + ": started by hand and finished by a machine. By the rules of the sport such a time is not official: it is published as one by hand, and confirmed with a reason only. Name the impulse that was the gun, or time both ends by watches; the order of finish stands.");
        const auto stopped = stopped_by_a_finger();
        if (case_.rules->time.hand.both_ends && !stopped.empty())
            warn(WarningKind::start_by_hand, {}, {}, (stopped.size() > 1 ? "Lanes " : "Lane ") + list_of(stopped) + ": started by the gun's own signal and stopped by a finger. By the rules of the sport that is neither a time by hand nor an automatic one: it is published as one by hand, and confirmed with a reason only. Read the picture, or type what a watch says that was started by hand.");
    }

    /// A finger stopped it when the crew came in, and the gun itself began it. A span that was read from a watch is by hand at both ends: it was
    /// typed, and no clock of a page adds to its doubt.
    [[nodiscard]] std::vector<LaneNumber> stopped_by_a_finger() const {
        std::vector<LaneNumber> lanes;
        for (const auto& judged : judgement_.impulses) {
            if (judged.use != Use::used || judged.point.kind != PointKind::finish || !judged.lane || !is_by_hand(*judged.ledger)) continue;
            const auto& seen = judged.ledger->impulse;
            const auto* gun = case_.signals.empty() ? nullptr : &signal_for(case_.signals, seen);
            if (is_read_from_a_watch(seen) || gun == nullptr || is_by_hand(*gun) || std::ranges::find(lanes, *judged.lane) != lanes.end()) continue;
            lanes.push_back(*judged.lane);
        }
        std::ranges::sort(lanes);
        return lanes;
    }

    /// By number.
    [[nodiscard]] std::vector<LaneNumber> timed_at_one_end() const {
        std::vector<LaneNumber> lanes;
        for (const auto& result : judgement_.results) {
            const auto* start = result.time && result.time->start ? case_.state.impulse(*result.time->start) : nullptr;
            const auto* finish = result.time && result.time->finish ? case_.state.impulse(*result.time->finish) : nullptr;
            if (start != nullptr && finish != nullptr && is_by_hand(*start) && !is_by_hand(*finish)) lanes.push_back(result.lane);
        }
        std::ranges::sort(lanes);
        return lanes;
    }

    [[nodiscard]] bool is_anybody_timed() const {
        return std::ranges::any_of(judgement_.impulses, [](const JudgedImpulse& i) { return !is_start_point(i.point.kind); });
    }

    void equipment() {
        const auto until = read_back_until(case_.race);
        if (!until || case_.state.now < *until) return;
        for (const auto output : unseen_outputs(case_.state, case_.race)) {
            if (output == PointKind::start_signal && is_anybody_timed()) continue;   // start() has said it
            warn(WarningKind::output_unseen, {}, {}, std::string{unseen_text(output)});
        }
    }

    [[nodiscard]] std::string_view unseen_text(PointKind output) const {
        switch (output) {
            case PointKind::red_light:
                if (case_.run != nullptr && case_.run->start_ordered_at) return "The start was ordered, and its input still sees red. Crews that saw red beside the signal may have waited.";
                return "Red was ordered, and its input has not seen the light. Look at it before you start; \"as you were\" takes attention back.";
            case PointKind::start_signal: return "The start was ordered, and no start signal was seen. If the crews did start, add the start by hand or name the impulse that was it; else recall them.";
            case PointKind::horn:
                return case_.race.stage == Stage::recalled ? "The recall was ordered, and its input has not heard the horn. Call the crews back by other means."
                                                           : "The start was ordered, and its input has not heard the horn. Crews may have started by the light alone.";
            case PointKind::recall_light: return "The recall was ordered, and its input has not seen the light. Call the crews back by other means.";
            case PointKind::gate_release:
                if (case_.race.stage == Stage::armed) return "The gates were ordered up, and the switch of at least one says that it is still down. Look at it before you start.";
                return "The start was ordered, and no gate was seen to open. Look at the gates before anybody is blamed.";
            default: return "An output was ordered, and its input has not seen it.";
        }
    }

    void clocks() {
        if (case_.run == nullptr || case_.run->doubtful_clocks.empty()) return;
        warn(WarningKind::clock_doubtful, {}, {}, "It was armed while " + list_of(case_.run->doubtful_clocks) + ". Compare its times with another system's.");
    }
};

}  // namespace

void warn_of_start(const Case& the_case, const Judgement& judgement, const Crossings& crossings, std::vector<Warning>& found) { StartDesk{the_case, judgement, crossings, found}.judge(); }

}  // namespace bowball::engine
