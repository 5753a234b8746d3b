#include "engine/reactions.hpp"

#include "engine/judge_steps.hpp"

namespace bowball::engine {
namespace {

void add(RaceReactions& found, const MeetState& state, const Run& run, const StartJudgement& start) {
    if (start.by_hand) return;   // a finger is no measure of a reaction
    for (const auto& lane : start.lanes) {
        if (!lane.reaction) continue;
        const auto* sensor = state.impulse(lane.reaction->impulse);
        MeasuredReaction one{run.number, lane.lane, sensor->impulse.device, sensor->impulse.channel, {}, lane.reaction->since_signal.length, false};
        if (lane.trace && lane.trace->trace == lane.reaction->impulse) one.algorithm = to_string(lane.trace->algorithm);
        const auto& threshold = run.rules->start.reaction_threshold;
        one.is_below = threshold && one.reaction < *threshold;
        found.push_back(std::move(one));
    }
}

}  // namespace

RaceReactions reactions_of(const MeetState& state, const Race& race, const Judgement& judgement) {
    RaceReactions found;
    for (const auto& run : race.runs) {
        if (&run == race.run()) {
            add(found, state, run, judgement.start);
            continue;
        }
        const auto the_case = start_case_of(state, race, &run);
        auto impulses = gather(the_case);
        add(found, state, run, judge_start(the_case, impulses));
    }
    return found;
}

}  // namespace bowball::engine
