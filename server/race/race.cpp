#include "race/race.hpp"

#include <algorithm>
#include <utility>

#include "core/limits.hpp"
#include "core/overloaded.hpp"
#include "engine/decide.hpp"
#include "engine/read_back.hpp"
#include "rules/start_pause.hpp"

namespace bowball::race {
namespace {

ClockId first_free_clock(const engine::MeetState& state) {
    auto highest = std::uint32_t{0};
    for (const auto& impulse : state.ledger) highest = std::max(highest, impulse.impulse.stamp.clock.value());
    return ClockId{highest + 1};
}

std::map<DeviceName, std::int32_t> rates_of(const std::map<DeviceName, DriverLabel>& drivers) {
    std::map<DeviceName, std::int32_t> rates;
    for (const auto& [name, driver] : drivers) rates.emplace(name, driver.clock_ppb);
    return rates;
}

}  // namespace

Result<std::unique_ptr<Race>> Race::open(journal::Journal& journal, Options options) {
    auto folded = fold_journal(journal);
    if (!folded) return folded.error();
    return std::make_unique<Race>(journal, std::move(options), std::move(*folded));
}

Race::Race(journal::Journal& journal, Options options, Folded folded)
    : journal_(journal), options_(std::move(options)), state_(std::move(folded.state)),
      stamper_(options_.channels, options_.anchor, first_free_clock(state_), known_clocks(state_), rates_of(options_.drivers), options_.timeline_doubt), journal_flaws_(describe_flaws(folded)) {
    for (const auto& [name, driver] : options_.drivers) devices_[name];
    // What was ordered before this start has been done: nothing is ever started again because a server was.
    last_output_ = state_.equipment;
    last_alarm_ = engine::wanted_alarm(state_);
    std::ignore = projection_.all(state_);
}

void Race::record_start(engine::ServerStarted started) {
    const auto now = options_.now();
    taken_at_ = now.wall;
    append({next_entry(std::move(started), {}, now.race)});
    finish_batch();
}

bool Race::observe(Observation observation) {
    if (is_refused(observation)) {
        ++refused_inputs_;
        return false;
    }
    queue_.push_back({std::move(observation), options_.now()});
    return true;
}

/// A device must not take for stored what was refused: its next mark is refused with it.
bool Race::is_refused(const Observation& observation) {
    const auto is_mark = std::holds_alternative<CommitMark>(observation.report);
    if (is_mark && lossy_.erase(observation.device) > 0) return true;
    if (!is_full()) return false;
    if (!is_mark) lossy_.insert(observation.device);
    return true;
}

bool Race::submit(Submission submission) {
    if (is_full()) {
        ++refused_inputs_;
        if (submission.reply) submission.reply(Error{errc::too_many, "The server is overloaded. Wait a moment and press again."});
        return false;
    }
    queue_.push_back({std::move(submission), options_.now()});
    return true;
}

bool Race::drain() {
    const auto end = std::min(queue_.size(), limits::batch_entries);
    while (taken_ < end) {
        // Off the queue first: an input that throws must not come again. Those behind it have their turn the next time.
        auto waiting = std::move(queue_[taken_++]);
        taken_at_ = waiting.taken.wall;
        std::visit([&](auto& input) { take(input, waiting.taken); }, waiting.input);
    }
    queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(std::exchange(taken_, 0)));
    finish_batch();
    return !queue_.empty();
}

std::optional<RaceTime> Race::next_deadline() const {
    auto next = engine::next_deadline(state_);
    if (pause_ && (!next || pause_->ends < *next)) next = pause_->ends;
    return next;
}

void Race::pass_deadlines() {
    const auto now = options_.now();
    taken_at_ = now.wall;
    if (pause_ && now.race >= pause_->ends) end_pause(now.race);
    const auto deadline = engine::next_deadline(state_);
    if (deadline && now.race >= *deadline) append({next_entry(engine::DeadlinePassed{}, {}, now.race)});
    if (!batch_.empty()) finish_batch();
}

/// Attention was given, and a pause drawn.
void Race::keep_pause(const engine::Order& order) {
    const auto* given = std::get_if<engine::GiveAttention>(&order.command);
    if (given == nullptr) return;
    pause_.reset();   // of an attention before
    const auto& run = *state_.race(given->race)->run();
    if (!run.pause_seal) return;
    pause_ = Pause{{given->race, run.number, order.chance}, order.at + rules::start_pause(run.rules->start.control, order.chance, given->race, run.number)};
}

/// The start equipment hears of it in the same turn, before anything is written or shown. Where attention was withdrawn or the race called
/// back meanwhile, the order is refused, and nothing happens.
void Race::end_pause(RaceTime now) {
    const auto pause = std::exchange(pause_, std::nullopt);
    if (!closed_.empty()) return;   // whoever leads now starts the race
    std::ignore = carry_out(pause->order, now);
}

void Race::take(const Observation& observation, const Now& taken) {
    const auto at = taken.race;
    stamper_.note_slewed(taken.slewed);
    auto& device = devices_[observation.device];
    device.arrival = observation.arrival;
    std::visit(overloaded{
                   [&](const RawImpulse& raw) { take_report(observation, at, raw); },
                   [&](const RawTrace& raw) { take_trace(observation, at, raw); },
                   [&](const ClockSample& sample) {
                       auto warning = stamper_.add(observation.device, sample, observation.arrival);
                       if (!warning.empty()) complain(observation.device, std::move(warning));
                   },
                   [&](const ClockRestarted&) { stamper_.restarted(observation.device); },
                   [&](const ImpulsesMissed& missed) {
                       std::ignore = carry_out(engine::ReportLoss{observation.device, missed.count, missed.why}, at);
                   },
                   [&](const RawResult& result) {
                       const auto done = carry_out(engine::ReportResult{result}, at);
                       if (!done) complain(observation.device, done.error().text);
                   },
                   [&](const DeviceStatus& status) {
                       health_changed_ = health_changed_ || status.state != device.status.state || status.text != device.status.text;
                       device.status = status;
                   },
                   [&](const CommitMark& mark) { marks_.push_back({observation.device, mark.number, state_.head}); },
               },
               observation.report);
}

void Race::take_report(const Observation& observation, RaceTime at, const RawImpulse& raw) {
    auto impulse = stamper_.stamp(observation, raw);
    if (impulse.point.kind == PointKind::unbound)
        complain(observation.device, "Channel " + raw.channel + " stands at no timing point. Name its impulses on the console, and add it to [[channels]].");
    const auto done = carry_out(engine::ReportImpulse{std::move(impulse), raw.change}, at);
    if (!done) complain(observation.device, done.error().text);
}

void Race::take_trace(const Observation& observation, RaceTime at, const RawTrace& raw) {
    auto impulse = stamper_.stamp(observation, first_of(raw));
    if (impulse.point.kind == PointKind::unbound)
        complain(observation.device, "Channel " + raw.channel + " stands at no timing point. Add it to [[channels]] as a first motion with its lane.");
    const auto done = carry_out(engine::ReportTrace{{std::move(impulse), raw.waveform}}, at);
    if (!done) complain(observation.device, done.error().text);
}

void Race::complain(const DeviceName& device, std::string text) {
    devices_[device].complaint = std::move(text);
    health_changed_ = true;
}

/// Whoever gave it is answered once, whatever it meets: what was refused can be given again, what was done must not be.
void Race::take(Submission& submission, const Now& taken) {
    const auto answer = [&](engine::Outcome outcome) {
        if (!submission.reply) return;
        answers_.push_back({{}, std::move(outcome)});
        answers_.back().reply = std::move(submission.reply);
    };
    const auto before = state_.head;
    const auto gives_attention = std::holds_alternative<engine::GiveAttention>(submission.command);
    try {
        answer(outcome_of(submission, taken));
    } catch (const std::exception&) {
        // A pause that was drawn starts nobody then, as after a server that died in it: the red may not have been switched.
        if (gives_attention) pause_.reset();
        // It will be in the journal, folded in full or not.
        if (state_.head != before) answer(engine::Accepted{state_.head, false});
        else answer(Error{errc::too_many, "The server met a fault, and nothing was changed. Press again."});
        throw;
    }
}

engine::Outcome Race::outcome_of(Submission& submission, const Now& taken) {
    const auto at = taken.race;
    const auto known = state_.commands.find(submission.origin.command_id);
    if (!submission.origin.command_id.empty() && known != state_.commands.end()) return engine::Accepted{known->second, true};
    if (!closed_.empty()) return Error{errc::wrong_state, closed_};
    const auto draws = std::holds_alternative<engine::DrawLots>(submission.command) || std::holds_alternative<engine::ChooseProgression>(submission.command) ||
                       std::holds_alternative<engine::GiveAttention>(submission.command);
    const auto arms = std::holds_alternative<engine::ArmRace>(submission.command);
    engine::Order order{std::move(submission.command), submission.origin, at};
    order.timeline_slewed = taken.slewed;
    if (draws && options_.chance) order.chance = options_.chance();
    if (arms) {
        order.doubtful_clocks = doubtful_clocks(at);
        order.read_back = read_back();
    }
    const auto done = carry_out(order);
    if (!done) return done.error();
    keep_pause(order);
    return engine::Accepted{*done, false};
}

/// Of the devices that time a start or a finish, those whose clock is known badly. One that was not heard since the server
/// was started has no stamp that could be wrong, and one that is never known better (transponders) is what the venue chose.
/// Where time runs faster than life, arrivals cannot judge a clock.
std::vector<engine::ClockDoubt> Race::doubtful_clocks(RaceTime at) const {
    std::vector<engine::ClockDoubt> doubts;
    for (const auto& [name, clock] : stamper_.clocks()) {
        const auto times_a_race = std::ranges::any_of(options_.channels, [&](const ChannelBinding& one) {
            return one.device == name && (one.point.kind == PointKind::start_signal || one.point.kind == PointKind::finish);
        });
        const auto device = devices_.find(name);
        if (!times_a_race || (device != devices_.end() && device->second.arrival != Arrival::counts)) continue;
        const auto now = stamper_.straight(options_.anchor.to_host(at));
        const auto state = clock.model.state(now);
        const auto uncertainty = clock.model.uncertainty(now);
        const auto runs_alone = state == clock::ClockState::holdover && uncertainty >= limits::doubtful_clock;
        if (state == clock::ClockState::unsynced || runs_alone) doubts.push_back({name, uncertainty});
    }
    return doubts;
}

std::vector<TimingPoint> Race::read_back() const {
    std::vector<TimingPoint> seen;
    for (const auto kind : engine::read_back_points) {
        if (std::ranges::find(options_.channels, kind, [](const ChannelBinding& one) { return one.point.kind; }) != options_.channels.end()) seen.push_back({kind, 0});
    }
    return seen;
}

bool Race::senses_start(const DeviceName& device) const {
    return std::ranges::any_of(options_.channels, [&](const ChannelBinding& one) { return one.device == device && one.point.kind == PointKind::start_signal; });
}

bool Race::is_wired(const DeviceName& device) const { return std::ranges::find(options_.channels, device, &ChannelBinding::device) != options_.channels.end(); }

Result<Seq> Race::carry_out(const engine::Order& order) {
    auto events = engine::decide(state_, order);
    if (!events) return events.error();
    std::vector<engine::Entry> entries;
    for (auto& event : *events) entries.push_back(next_entry(std::move(event), order.origin, order.at, entries.size()));
    // What cannot be read back must not be written: it would be lost at the next start.
    for (const auto& entry : entries) {
        if (const auto kept = journal::check_entry(entry); !kept) return kept.error();
    }
    append(std::move(entries));
    return state_.head;
}

engine::Entry Race::next_entry(engine::Event event, engine::Origin origin, RaceTime at, std::size_t after_next) const {
    return {Seq{state_.head.value() + 1 + after_next}, at, taken_at_, std::move(origin), std::move(event)};
}

void Race::drive_outputs() {
    const auto send = [this](const std::optional<OutputOrder>& wanted, std::optional<OutputOrder>& sent) {
        if (wanted == sent) return;
        sent = wanted;
        if (wanted && options_.output) options_.output(*wanted);
    };
    send(state_.equipment, last_output_);
    send(engine::wanted_alarm(state_), last_alarm_);
}

}  // namespace bowball::race
