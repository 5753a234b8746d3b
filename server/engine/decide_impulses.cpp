// Decides what becomes of impulses: from devices, which may repeat or withdraw them, and from people.
#include <algorithm>
#include <iterator>

#include "core/limits.hpp"
#include "engine/decide_steps.hpp"
#include "engine/route.hpp"
#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// Of the clock of a page by its own measure. Beyond that it says nothing of when a bow crossed.
constexpr Duration longest_clock_doubt = 5s;

/// A time that somebody typed lies within a day of its typing; anything else is a slip of the keyboard or of a unit.
constexpr Duration longest_slip = 24h;

/// Nobody crosses twice within it, whatever is doubted of the stamps.
constexpr Duration longest_doubt_of_one_contact = 1s;

/// A slower sensor says nothing of a start.
constexpr Duration longest_sample_interval = 100ms;

/// The start to which a watch's span is added, of the run that counts; null: there is none yet.
const LedgerImpulse* start_of_watch(const MeetState& state, const Race& race, std::optional<LaneNumber> lane) {
    const auto* run = race.run();
    if (run == nullptr) return nullptr;
    const auto signals = start_signals(state, race, *run, lane);
    return signals.empty() ? nullptr : signals.front();
}

/// How far the venue's timeline had been slewed at an instant: by what is known nearest to it, an impulse, the server's start, or now.
Duration slewed_by(const MeetState& state, const Order& order, const Race& race, const AddImpulse& command) {
    const auto at = command.at;
    // A span that was read from a watch is on nobody's timeline: it is as sure as the start that it is added to, whatever the server did since.
    if (!command.watch.empty()) {
        const auto* start = start_of_watch(state, race, command.lane);
        return start == nullptr ? Duration{} : start->impulse.stamp.timeline_slewed;
    }
    const auto after = std::ranges::upper_bound(state.ledger, at, {}, [](const LedgerImpulse& one) { return one.impulse.stamp.at; });
    const auto* before = after == state.ledger.begin() ? nullptr : &std::prev(after)->impulse.stamp;
    auto nearest = std::pair{order.at, order.timeline_slewed};
    const auto look_at = [&](RaceTime when, Duration slewed) {
        if (std::chrono::abs(when - at) < std::chrono::abs(nearest.first - at)) nearest = {when, slewed};
    };
    if (const auto& start = state.last_start; start.at <= at) look_at(start.at, start.timeline_slewed);
    if (after != state.ledger.end()) look_at(after->impulse.stamp.at, after->impulse.stamp.timeline_slewed);
    if (before != nullptr) look_at(before->at, before->timeline_slewed);
    return nearest.second;
}

/// As near as both stamps allow.
bool is_at_one_time(const Stamp& a, const Stamp& b) {
    const auto doubt = a.uncertainty + b.uncertainty + std::chrono::abs(a.timeline_slewed - b.timeline_slewed);
    return std::chrono::abs(a.at - b.at) <= std::min(doubt, longest_doubt_of_one_contact);
}

/// Impulses of the same device and channel at the same tick of the same clock, oldest first. On one wire there is only one;
/// it may be here more than once, where the device's operator gave it another number.
/// A clock gets another number where nothing proves that it is the one of before, and what the device sends `again` from its memory bears that.
/// By its ticks it is the same contact if it was at the same time: a device that begins to count anew comes to the same ticks later.
std::vector<const LedgerImpulse*> find_same(const MeetState& state, const Impulse& impulse, bool again = false) {
    std::vector<const LedgerImpulse*> same;
    for (const auto& known : state.ledger) {
        const auto& other = known.impulse;
        if (other.stamp.ticks != impulse.stamp.ticks || other.device != impulse.device || other.channel != impulse.channel) continue;
        if (other.stamp.clock == impulse.stamp.clock || (again && is_at_one_time(other.stamp, impulse.stamp))) same.push_back(&known);
    }
    std::ranges::sort(same, {}, &LedgerImpulse::id);
    return same;
}

/// Seen again: news only where the device's operator gave it another number. What an official voided stays void.
bool is_news(const std::vector<const LedgerImpulse*>& same, const Impulse& impulse) {
    if (same.empty()) return true;
    const auto& newest = *same.back();
    if (!newest.voided) return newest.impulse.lane != impulse.lane;
    return newest.voided->actor.name.empty();
}

/// Read in full at last: the device said before what arrived damaged. What a person named or voided is a person's.
bool replaces(const Impulse& impulse, const std::vector<const LedgerImpulse*>& same) {
    if (same.empty() || impulse.trust != Trust::good) return false;
    const auto& newest = *same.back();
    return newest.impulse.trust == Trust::suspect && !newest.voided && !newest.assigned;
}

Error unknown_impulse(ImpulseId id) { return {errc::unknown_impulse, "There is no impulse " + std::to_string(id.value()) + "."}; }

/// What an official accepted is withdrawn, with a reason; and what it rests on stays while it stands.
Result<void> need_no_replacement(const MeetState& state, const LedgerImpulse& impulse) {
    if (impulse.replaces) return Error{errc::wrong_state, "This is a replacement time. Withdraw it, with a reason."};
    const auto rests_on_it = [&](const LedgerImpulse& one) { return one.replaces && one.replaces->impulse == impulse.id && !one.voided; };
    if (std::ranges::any_of(state.ledger, rests_on_it)) return Error{errc::wrong_state, "A replacement time rests on this impulse. Withdraw it first."};
    return {};
}

/// The race that the impulse belongs to must not be official.
Result<void> need_open(const MeetState& state, const LedgerImpulse& impulse) {
    for (const auto& [id, race] : state.races) {
        if (race.stage != Stage::official) continue;
        for (const auto& run : race.runs) {
            const auto owned = impulses_of(state, race, run);
            if (std::ranges::find(owned, impulse.id, [](const LedgerImpulse* one) { return one->id; }) != owned.end()) return need_not_official(race);
        }
    }
    return {};
}

/// When a person says that something happened.
struct Instant {
    RaceTime at;
    Duration uncertainty;
    Duration slewed;   ///< what the venue's timeline had been slewed by then
};

/// `command`: AddImpulse or AddWatchTime. `facts_before`: that stand in the journal before it, of the same order.
template <class Command>
Decided taken_by_hand(const MeetState& state, const Race& race, const Command& command, const Instant& instant, std::size_t facts_before = 0) {
    if (command.watch.size() > limits::name_bytes) return Error{errc::too_large, "The watch's name is too long."};
    if (const auto open = need_not_official(race); !open) return open.error();
    if (command.lane) {
        if (const auto lane = need_lane(race, *command.lane); !lane) return lane.error();
    }
    Impulse impulse;
    impulse.point = command.point;
    impulse.lane = command.lane;
    impulse.source = Source::hand;
    impulse.channel = command.watch;
    impulse.by_hand = true;
    // Clock 0 is the venue's timeline itself.
    impulse.stamp = {instant.at, instant.uncertainty, ClockId{0}, DeviceTime{instant.at.time_since_epoch()}, instant.uncertainty};
    impulse.stamp.slewed = impulse.stamp.timeline_slewed = instant.slewed;
    const Seq its_id{state.head.value() + facts_before + 1};
    return Events{ImpulseSeen{impulse}, ImpulseAssigned{its_id, command.race, command.point, command.lane}};
}

/// A crossing that a person took by hand, of the race's newest run: a typed time may stand instead of it.
Result<const LedgerImpulse*> by_hand_of(const MeetState& state, const Race& race, ImpulseId id) {
    const auto* impulse = state.impulse(id);
    if (impulse == nullptr) return unknown_impulse(id);
    if (impulse->voided) return Error{errc::wrong_state, "That time is void already."};
    const auto owned = race.run() != nullptr ? impulses_of(state, race, *race.run()) : std::vector<const LedgerImpulse*>{};
    const auto is_of_it = std::ranges::find(owned, impulse) != owned.end();
    if (!is_of_it || impulse->impulse.source != Source::hand || point_of(*impulse).kind == PointKind::start_signal)
        return Error{errc::bad_input, "That is no crossing of this start that was taken by hand. Void it instead, and type the right time."};
    if (const auto free = need_no_replacement(state, *impulse); !free) return free.error();
    return impulse;
}

}  // namespace

Decided decide(const MeetState& state, const Order&, const ReportImpulse& command) {
    const auto same = find_same(state, command.impulse, command.change != Change::seen);
    const auto is_cancelled = command.change == Change::withdrawn;
    if (!is_cancelled && replaces(command.impulse, same)) return Events{ImpulseVoided{same.back()->id}, ImpulseSeen{command.impulse}};
    if (is_cancelled && command.impulse.trust != Trust::good) return Events{};   // perhaps it cancels another one
    switch (command.change) {
        case Change::seen: return is_news(same, command.impulse) ? Events{ImpulseSeen{command.impulse}} : Events{};
        case Change::repeated: return same.empty() ? Events{ImpulseSeen{command.impulse}} : Events{};
        case Change::withdrawn: break;
    }
    const auto standing = std::find_if(same.rbegin(), same.rend(), [](const LedgerImpulse* one) { return one->voided == nullptr; });
    return standing != same.rend() ? Events{ImpulseVoided{(*standing)->id}} : Events{};
}

/// A trace that comes again is no news: devices repeat them until they are sure.
Decided decide(const MeetState& state, const Order&, const ReportTrace& command) {
    auto trace = command.trace;
    const auto samples = trace.waveform.samples.size();
    if (samples == 0 || samples > limits::trace_samples) return Error{errc::bad_input, "A trace has from one to " + std::to_string(limits::trace_samples) + " samples, not " + std::to_string(samples) + "."};
    if (trace.waveform.sample_interval <= 0ns || trace.waveform.sample_interval > longest_sample_interval) return Error{errc::bad_input, "The trace's sample interval makes no sense."};
    if (!find_same(state, trace.impulse).empty()) return Events{};
    if (state.traces >= limits::traces) return Error{errc::too_many, "No more traces are kept of this meet. Is a device sending them all the time?"};
    if (trace.impulse.point.kind != PointKind::first_motion && trace.impulse.trust == Trust::good) {
        trace.impulse.trust = Trust::suspect;
        trace.impulse.remark = "A trace counts only for a first motion: give its channel the point first_motion and a lane.";
    }
    return Events{std::move(trace)};
}

Decided decide(const MeetState&, const Order&, const ReportLoss& command) {
    return Events{ImpulsesLost{command.device, command.count, command.why}};
}

Decided decide(const MeetState& state, const Order& order, const AddImpulse& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if (command.clock_uncertainty < 0ns || command.clock_uncertainty > longest_clock_doubt)
        return Error{errc::bad_input, "That page does not know the race time well enough. Look at its link to the server, or type the time in."};
    if (command.at < order.at - longest_slip || command.at > order.at + longest_slip)
        return Error{errc::bad_input, "That time is more than a day from now. Check the time and its unit."};
    const auto uncertainty = quadrature(finger_doubt, command.clock_uncertainty);
    return taken_by_hand(state, **race, command, {command.at, uncertainty, slewed_by(state, order, **race, command)});
}

Decided decide(const MeetState& state, const Order& order, const AddWatchTime& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if (command.point.kind == PointKind::start_signal) return Error{errc::bad_input, "A watch begins with the start: it has no time of it. Press, or add the instant."};
    if (command.time <= 0ns || command.time > longest_slip) return Error{errc::bad_input, "That is no time of a race. Check the time and its unit."};
    const auto* start = start_of_watch(state, **race, command.lane);
    if (start == nullptr) return Error{errc::wrong_state, "The race has no start yet, from which a watch could count. Add its start first."};
    const auto at = start->impulse.stamp.at + command.time;
    if (at > order.at + finger_doubt) return Error{errc::bad_input, "By the start that is known the race has not been on for so long. Check the time, or the start."};
    const Instant instant{at, finger_doubt, start->impulse.stamp.timeline_slewed};
    if (!command.instead_of) return taken_by_hand(state, **race, command, instant);
    const auto wrong = by_hand_of(state, **race, *command.instead_of);
    if (!wrong) return wrong.error();
    auto corrected = command;
    const auto& taken_before = (*wrong)->impulse;
    if (corrected.watch.empty() && taken_before.device.empty()) corrected.watch = taken_before.channel;
    auto taken = taken_by_hand(state, **race, corrected, instant, 1);
    if (taken) taken->insert(taken->begin(), ImpulseVoided{*command.instead_of});
    return taken;
}

Decided decide(const MeetState& state, const Order&, const VoidImpulse& command) {
    const auto* impulse = state.impulse(command.impulse);
    if (impulse == nullptr) return unknown_impulse(command.impulse);
    if (const auto open = need_open(state, *impulse); !open) return open.error();
    if (const auto free = need_no_replacement(state, *impulse); !free) return free.error();
    if (impulse->voided) return Error{errc::wrong_state, "The impulse is void already."};
    return Events{ImpulseVoided{command.impulse}};
}

Decided decide(const MeetState& state, const Order&, const RestoreImpulse& command) {
    const auto* impulse = state.impulse(command.impulse);
    if (impulse == nullptr) return unknown_impulse(command.impulse);
    if (const auto open = need_open(state, *impulse); !open) return open.error();
    if (const auto free = need_no_replacement(state, *impulse); !free) return free.error();
    if (!impulse->voided) return Error{errc::wrong_state, "The impulse is not void."};
    return Events{ImpulseRestored{command.impulse}};
}

Decided decide(const MeetState& state, const Order&, const AssignImpulse& command) {
    const auto* impulse = state.impulse(command.impulse);
    if (impulse == nullptr) return unknown_impulse(command.impulse);
    if (const auto open = need_open(state, *impulse); !open) return open.error();
    if (const auto free = need_no_replacement(state, *impulse); !free) return free.error();
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if (const auto open = need_not_official(**race); !open) return open.error();
    if (command.lane) {
        if (const auto lane = need_lane(**race, *command.lane); !lane) return lane.error();
    }
    return Events{ImpulseAssigned{command.impulse, command.race, command.point, command.lane}};
}

}  // namespace bowball::engine
