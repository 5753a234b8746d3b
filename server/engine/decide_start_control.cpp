// Decides how a start is given: two minutes, roll call, attention, the pause, the order for green.
#include <algorithm>

#include "engine/decide_steps.hpp"
#include "engine/start_signal.hpp"
#include "rules/start_pause.hpp"

namespace bowball::engine {
namespace {

/// Who takes part and has not answered.
std::vector<LaneNumber> absent(const Race& race) {
    std::vector<LaneNumber> lanes;
    for (const auto lane : race.run()->lanes) {
        const auto& present = race.roll->present;
        if (std::ranges::find(present, lane) == present.end()) lanes.push_back(lane);
    }
    return lanes;
}

/// The starter may start without absentees (rules of the sports 2.1.3), and says why.
Result<void> need_roll_call(const Order& order, const Race& race) {
    if (!race.run()->rules->start.control.roll_call) return {};
    if (!race.roll) return need_reason(order, "to start without two minutes and roll call, or announce a quick start");
    if (race.roll->how == Announcement::quick_start) return {};
    const auto missing = absent(race);
    if (missing.empty()) return {};
    return need_reason(order, "to start although lane " + list_of(missing) + " has not answered the roll call");
}

/// Where crews can still be told how they will be started.
bool is_before_attention(const Race& race) {
    using enum Stage;
    return race.stage == called || race.stage == armed || race.stage == recalled;
}

/// Somebody said something of the newest run, which would be of another one if that were taken back. A crossing that is given to a race before its
/// first run is of that one in any case.
bool is_spoken_of(const MeetState& state, const Race& race) {
    const auto& run = *race.run();
    const auto runs = race.runs.size();
    const auto is_of_it = [&](const auto& one) { return one.run == run.number; };
    const auto is_read_in_it = [&](const auto& one) { return one.runs == runs; };
    const auto is_given_to_it = [&](ImpulseId id) {
        const auto* impulse = state.impulse(id);
        return impulse != nullptr && impulse->assigned && impulse->assigned->race == race.id() && impulse->assigned->run == run.number;
    };
    const auto is_entered = race.photo_entered && race.photo_entered_runs == runs;
    return !run.decisions.empty() || !race.photo.empty() || is_entered || (!race.camera.empty() && race.camera_runs == runs) || std::ranges::any_of(race.pictures, is_read_in_it) ||
           std::ranges::any_of(race.kept_readings, is_read_in_it) || std::ranges::any_of(race.lots, is_of_it) || std::ranges::any_of(race.pad_marks, is_of_it) ||
           std::ranges::any_of(race.winds, is_of_it) || (runs > 1 && std::ranges::any_of(race.assigned, is_given_to_it));
}

bool is_pause_on(const Run& run) { return run.pause_seal.has_value() && !run.start_ordered_at; }

}  // namespace

Decided decide(const MeetState& state, const Order&, const WithdrawCall& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    if (race.stage == Stage::armed || race.stage == Stage::attention) return not_now(race, "is armed. Take that back first.");
    if (race.stage != Stage::called) return not_now(race, "is not called to the start.");
    return Events{CallWithdrawn{command.race}};
}

Decided decide(const MeetState& state, const Order&, const WithdrawArm& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    if (race.stage == Stage::attention) return not_now(race, "is under attention. Say \"as you were\" first.");
    if (race.stage != Stage::armed) return not_now(race, "is not armed.");
    if (!waits_at_the_line(state, race)) return not_now(race, "has started. Recall it, or abandon it.");
    if (is_spoken_of(state, race)) return not_now(race, "has crossings, readings or a verdict of this start. Recall it, or abandon it.");
    return Events{ArmWithdrawn{command.race, race.run()->number}};
}

Decided decide(const MeetState& state, const Order&, const AnnounceStart& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    if (race.stage == Stage::scheduled || race.stage == Stage::rerow_ordered) return not_now(race, "has not been called to the start.");
    if (!is_before_attention(race)) return not_now(race, "is past that. How it is started is announced before attention.");
    if (race.stage == Stage::armed && !waits_at_the_line(state, race)) return not_now(race, "has started.");
    return Events{StartAnnounced{command.race, command.how}};
}

Decided decide(const MeetState& state, const Order&, const CallRoll& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    if (const auto lane = need_lane(race, command.lane); !lane) return lane.error();
    if (!race.roll) return not_now(race, "has not heard \"two minutes\" yet. Announce the start first.");
    if (!is_before_attention(race) || (race.stage == Stage::armed && !waits_at_the_line(state, race))) return not_now(race, "is past the roll call.");
    return Events{RollCalled{command.race, command.lane, command.present}};
}

Decided decide(const MeetState& state, const Order& order, const GiveAttention& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    if (race.stage != Stage::armed) return not_now(race, race.stage == Stage::attention ? "is under attention already." : "is not armed.");
    if (!waits_at_the_line(state, race)) return not_now(race, "has started.");
    if (const auto called = need_roll_call(order, race); !called) return called.error();
    AttentionGiven given{command.race, race.run()->number};
    if (race.run()->rules->start.control.draws_pause()) {
        if (order.chance.empty()) return Error{errc::io_failed, "This server has no source of chance to draw the pause by."};
        given.pause_seal = rules::pause_seal(order.chance);
    }
    return Events{given};
}

Decided decide(const MeetState& state, const Order&, const WithdrawAttention& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    if (race.stage != Stage::attention) return not_now(race, "is not under attention. There is no red to take back.");
    if (race.run()->start_ordered_at || !waits_at_the_line(state, race)) return not_now(race, "has been started. Recall it.");
    return Events{AttentionWithdrawn{command.race, race.run()->number}};
}

Decided decide(const MeetState& state, const Order&, const OrderStart& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    if (race.stage != Stage::attention) return not_now(race, "is not under attention. Give attention (red) first.");
    if (race.run()->start_ordered_at || !waits_at_the_line(state, race)) return not_now(race, "has been started already.");
    if (is_pause_on(*race.run()))
        return not_now(race, "starts by itself when the pause that was drawn is over. If it does not, or must not, say \"as you were\" and give attention anew.");
    return Events{StartOrdered{command.race, race.run()->number}};
}

Decided decide(const MeetState& state, const Order& order, const EndPause& command) {
    const auto found = need_race(state, command.race);
    if (!found) return found.error();
    const auto& race = **found;
    const auto* run = race.run();
    const auto is_of_this_pause = race.stage == Stage::attention && run->number == command.run && is_pause_on(*run) && *run->pause_seal == rules::pause_seal(command.seed);
    if (!is_of_this_pause) return not_now(race, "is not in this pause any more.");
    if (order.at < *run->attention_at + rules::start_pause(run->rules->start.control, command.seed, command.race, command.run)) return not_now(race, "is in its pause still.");
    if (!waits_at_the_line(state, race)) return not_now(race, "has been started already.");
    return Events{StartOrdered{command.race, command.run, command.seed}};
}

}  // namespace bowball::engine
