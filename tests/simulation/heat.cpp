#include "heat.hpp"

#include <algorithm>

#include "engine/judge.hpp"

namespace bowball::simulation {
namespace {

using engine::Phase;

constexpr int most_starts = 12;

}  // namespace

Heat::Heat(World& world, Venue& venue, Officials& officials, std::function<Server*()> server, int number)
    : world_(world), venue_(venue), officials_(officials), server_(std::move(server)), id_(static_cast<std::uint32_t>(number)) {}

std::optional<rules::Consequence> Heat::consequence(int lane) const {
    const auto found = truth_.offences.find(lane);
    if (found == truth_.offences.end()) return std::nullopt;
    return found->second;
}

/// The ladder as a rulebook has it: the first, the second, ... time, of the crew or of the whole field.
void Heat::blame(int lane) {
    const auto& start = venue_.rules().start;
    const auto times = start.warning_scope == rules::WarningScope::race ? ++blamed_[0] : ++blamed_[lane];
    truth_.offences[lane] = start.ladder[std::min(times, start.ladder.size()) - 1];
}

bool Heat::is_out(int lane) const {
    const auto found = consequence(lane);
    return found == rules::Consequence::exclusion || found == rules::Consequence::disqualification;
}

void Heat::begin(std::function<void()> done) {
    done_ = std::move(done);
    advance();
}

/// What the starter does next, by what the server says of the race.
void Heat::advance() {
    if (world_.is_over) return;
    const auto* server = server_();
    const auto later = [this](bool) { world_.after(2s, [this] { advance(); }); };
    if (server == nullptr || server->is_dead()) return later(false);
    switch (engine::judge(server->state(), *server->state().race(id_)).phase) {
        case Phase::scheduled: case Phase::called: case Phase::recalled: return officials_.insist(engine::ArmRace{id_}, "the clocks are known well enough", later);
        case Phase::at_start: return officials_.insist(engine::GiveAttention{id_}, "", [this](bool) { world_.after(world_.dice.between(1500ms, 3500ms), [this] { start(); }); });
        case Phase::attention: return start();
        case Phase::abandoned: return row_again();
        default: return begin_again();
    }
}

void Heat::start() {
    officials_.insist(engine::OrderStart{id_}, "", [this](bool is_ordered) {
        if (is_ordered) return world_.after(4ms, [this] { row(world_.now); });
        world_.after(2s, [this] { advance(); });
    });
}

/// Something went so wrong that the jury lets them start again.
void Heat::begin_again() {
    again_.clear();
    ++world_.tally.rowed_again;
    tries_ = 0;
    officials_.insist(engine::AbandonRace{id_}, "too much went wrong", [this](bool) { row_again(); });
}

/// One whose arming was lost with a server was never rowed: there is nothing to row again, and its abandonment is taken back.
void Heat::row_again() {
    again_.clear();
    const auto then = [this](bool) { world_.after(2s, [this] { advance(); }); };
    officials_.insist(engine::OrderRerow{id_, {}}, "it is rowed again", [this, then](bool is_ordered) {
        is_ordered ? then(true) : officials_.insist(engine::WithdrawAbandonment{id_}, "it has not been rowed", then);
    });
}

/// The signal, now; and what the crews make of it.
void Heat::row(Duration signal) {
    if (++starts_ > most_starts) return;
    auto offences = std::move(truth_.offences);
    truth_ = {signal, {}, {}, {}, std::move(offences)};
    tries_ = 0;
    runs_ = server_()->state().race(id_)->runs.size();
    venue_.signal();
    std::vector<int> rowing;
    std::ranges::copy_if(field(), std::back_inserter(rowing), [this](int lane) { return !is_out(lane); });
    const auto what = world_.dice.below(100);
    const auto culprit = rowing.size() > 2 && starts_ < 4 && what < 18 ? rowing[world_.dice.below(rowing.size())] : 0;
    for (const auto lane : rowing) {
        world_.after(lane == culprit ? world_.dice.between(20ms, 80ms) : world_.dice.between(140ms, 300ms), [this, lane] { venue_.motion(lane); });
    }
    const auto restarts = venue_.rules().start.recall.restarts;
    if (culprit != 0) {
        ++world_.tally.false_starts;
        world_.after(5s, [this, culprit] { call_back(culprit); });
        if (!venue_.rules().start.race_goes_on) return;
    } else if (!restarts && what < 30 && world_.dice.chance(world_.hazards.second_thoughts)) {
        world_.after(3s, [this, what] { what < 24 ? dismiss() : recall_by_mistake(); });
    } else if (world_.dice.chance(world_.hazards.second_thoughts / 4)) {
        world_.after(6s, [this] { abandon_by_mistake(); });
    }
    world_.agenda.at(plan_crews(signal) + 5s, [this, run = starts_] {
        if (run == starts_) settle();
    });
}

/// Who is at the start: all, or those who row again.
std::vector<int> Heat::field() const {
    std::vector<int> lanes;
    for (int lane = 1; lane <= venue_.lanes(); ++lane) {
        if (again_.empty() || again_.contains(lane)) lanes.push_back(lane);
    }
    return lanes;
}

/// When it is in, if it is. Who gives up may have passed the point on the way.
Duration Heat::plan_crew(int lane, Duration signal) {
    const auto at = signal + world_.dice.between(venue_.sport().fastest, venue_.sport().slowest);
    const auto finishes = !world_.dice.chance(4);
    if (venue_.sport().split_m > 0 && (finishes || world_.dice.chance(50))) {
        const auto split = signal + (at - signal) / 100 * static_cast<std::int64_t>(45 + world_.dice.below(11));
        truth_.split[lane] = split;
        world_.agenda.at(split, [this, lane] { venue_.pass_split(lane, id_); });
    }
    if (!finishes) {
        truth_.not_finished.insert(lane);
        return signal;
    }
    truth_.finish[lane] = at;
    world_.agenda.at(at, [this, lane] { venue_.crossing(lane, id_); });
    if (world_.chance.chance(world_.hazards.lines.double_triggers)) world_.agenda.at(at + world_.chance.between(5ms, 2500ms), [this, lane] { venue_.crossing(lane, id_); });
    return at;
}

Duration Heat::plan_crews(Duration signal) {
    auto last = signal;
    for (const auto lane : field()) {
        if (!is_out(lane) || venue_.rules().start.race_goes_on) last = std::max(last, plan_crew(lane, signal));
    }
    if (world_.hazards.lines.timer_lost || world_.hazards.timer_unplugged) {
        world_.agenda.at(signal + world_.dice.between(1s, last - signal), [this] { venue_.lose_timer(!world_.hazards.timer_unplugged); });
        world_.agenda.at(last + 3s, [this] { venue_.find_timer(); });
    }
    return last;
}

/// A false start, and a crew that was to blame.
void Heat::call_back(int culprit) {
    const auto* server = server_();
    const auto* race = server == nullptr || server->is_dead() ? nullptr : server->state().race(id_);
    if (race == nullptr || race->run() == nullptr) return world_.after(1s, [this, culprit] { call_back(culprit); });
    const engine::DecideFalseStart verdict{id_, race->run()->number, engine::Verdict::upheld, {lane_number(culprit)}};
    officials_.insist(verdict, "moved early", [this, culprit](bool is_decided) {
        const auto& start = venue_.rules().start;
        const auto stops_all = start.recall.restarts && !start.race_goes_on;
        if (is_decided && stops_all && world_.dice.chance(world_.hazards.second_thoughts)) return world_.after(3s, [this, culprit] { call_it_a_mistake(culprit); });
        if (is_decided) blame(culprit);
        if (start.race_goes_on) return;
        world_.after(10s, [this] { advance(); });
    });
}

/// Upheld, and then it was the wind: all start again, and nobody is charged.
void Heat::call_it_a_mistake(int culprit) {
    ++world_.tally.second_thoughts;
    officials_.insist(engine::WithdrawRecall{id_}, "the wind moved the boat", [this, culprit](bool is_said) {
        if (!is_said) blame(culprit);
        world_.after(10s, [this] { advance(); });
    });
}

/// Upheld, and dismissed when the video was seen: the crews row on, and nobody carries a card.
void Heat::dismiss() {
    const auto* server = server_();
    if (server == nullptr || server->is_dead()) return;
    const auto run = server->state().race(id_)->run()->number;
    order_and_undo(engine::DecideFalseStart{id_, run, engine::Verdict::upheld, {lane_number(1)}}, engine::DecideFalseStart{id_, run, engine::Verdict::dismissed, {}}, [] {});
}

void Heat::recall_by_mistake() { order_and_undo(engine::RecallRace{id_, engine::RecallCause::other}, engine::WithdrawRecall{id_, true}, [] {}); }
void Heat::abandon_by_mistake() { order_and_undo(engine::AbandonRace{id_}, engine::WithdrawAbandonment{id_}, [] {}); }

void Heat::order_and_undo(engine::Command order, engine::Command undo, std::function<void()> then) {
    ++world_.tally.second_thoughts;
    officials_.insist(order, "it seemed so", [this, order, undo = std::move(undo), then = std::move(then)](bool is_done) {
        if (!is_done) return then();
        world_.after(world_.dice.between(500ms, 3s), [this, order, undo, then] {
            officials_.insist(undo, "it was a mistake", [this, order, then](bool is_undone) {
                if (is_undone) check_undone(order);
                then();
            });
        });
    });
}

/// What was taken back is gone at once: else officials would make up for it, and nobody would see.
void Heat::check_undone(const engine::Command& order) const {
    const auto* server = server_();
    if (server == nullptr || server->is_dead()) return;
    const auto& state = server->state();
    const auto& race = *state.race(id_);
    const auto lane_of = [&](LaneNumber lane) { return *std::ranges::find(race.lanes, lane, &engine::LaneState::lane); };
    auto stands = false;
    if (const auto* one = std::get_if<engine::VoidImpulse>(&order)) stands = state.impulse(one->impulse)->voided != nullptr;
    if (const auto* one = std::get_if<engine::SetPenalty>(&order)) stands = lane_of(one->lane).penalty != 0ns;
    if (const auto* one = std::get_if<engine::SetStatus>(&order)) stands = lane_of(one->lane).status != engine::ResultStatus::none;
    if (const auto* one = std::get_if<engine::RaiseObjection>(&order)) stands = lane_of(one->lane).objection.has_value();
    if (const auto* one = std::get_if<engine::ShowCard>(&order)) stands = std::ranges::find(race.cards, one->lane, &engine::CardRecord::lane) != race.cards.end();
    if (std::holds_alternative<engine::OrderRerow>(order)) stands = race.stage == engine::Stage::rerow_ordered;
    if (std::holds_alternative<engine::RecallRace>(order)) stands = race.stage == engine::Stage::recalled;
    if (std::holds_alternative<engine::AbandonRace>(order)) stands = race.stage == engine::Stage::abandoned;
    if (stands) world_.must_not_be("race " + std::to_string(id_.value()) + ": what was taken back stands, command " + std::to_string(order.index()));
}

}  // namespace bowball::simulation
