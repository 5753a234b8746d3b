// How officials bring a race to its official result: they see the video, name what nobody named, take times by hand where no machine has one, and
// change their minds.
#include <algorithm>

#include "engine/judge.hpp"
#include "heat.hpp"

namespace bowball::simulation {
namespace {

using engine::Phase;
using engine::Use;

constexpr int most_tries = 120;
enum Occasion { penalty, card, objection, status, voided, published, rerow, reopened, wrong_lane, jury, drift, meddle };
constexpr Duration same_contact = 70ms;
/// A picture of the video lies beside the strip of the timer, or what the sensor wrote down: by their own clocks, whatever a server makes of them.
constexpr Duration same_picture = 1ms;

}  // namespace

void Heat::go_on(Duration span) {
    world_.after(span, [this] { settle(); });
}

void Heat::look_again(const engine::MeetState& state) {
    if (!is_done_ || state.race(id_)->stage == engine::Stage::official) return;
    is_done_ = false;
    tries_ = 0;
    go_on(1s);
}

/// One step; the next one sees what came of it.
void Heat::settle() {
    const auto* server = server_();
    if (is_done_ || world_.is_over) return;
    if (server == nullptr || server->is_dead()) return go_on(1s);
    if (++tries_ > most_tries) return begin_again();
    const auto& state = server->state();
    const auto judged = engine::judge(state, *state.race(id_));
    if (judged.phase == Phase::official || judged.phase == Phase::revised) {
        if (reconsider_official()) return;
        is_done_ = true;
        return done_();
    }
    if (judged.phase == Phase::recalled || judged.phase == Phase::abandoned) {
        // A mistake is being taken back; where that cannot be done any more they row again.
        return tries_ < most_tries / 2 ? go_on(1s) : begin_again();
    }
    if (is_another_race(*state.race(id_))) return begin_again();
    if (settle_start(judged) || settle_splits(judged)) return;
    for (const auto& result : judged.results) {
        if (settle_lane(judged, result)) return;
    }
    if (have_second_thoughts(judged)) return;
    if (judged.phase == Phase::unofficial) return officials_.insist(engine::ConfirmResult{id_, true}, "looked at", [this](bool) { go_on(); });
    officials_.insist(engine::PublishResult{id_}, "", [this](bool is_out) { go_on(is_out ? 2s : 1s); });
}

bool Heat::settle_start(const engine::Judgement& judged) {
    if (judged.start.recall_requested) {
        officials_.insist(engine::DecideFalseStart{id_, judged.run, engine::Verdict::dismissed, {}}, "nobody moved, by the video", [this](bool) { go_on(); });
        return true;
    }
    if (judged.start.signal) return false;
    if (const auto seen = seen_at(judged, PointKind::start_signal, truth_.signal)) {
        officials_.insist(engine::AssignImpulse{*seen, id_, {PointKind::start_signal, 0}, {}}, "it is this one", [this](bool) { go_on(1s); });
        return true;
    }
    ++world_.tally.by_hand;
    officials_.insist(engine::AddImpulse{id_, {PointKind::start_signal, 0}, {}, by_hand(truth_.signal)}, "by the video", [this](bool) { go_on(1s); });
    return true;
}

/// What was rowed is not in the journal, because orders of before were lost and came again otherwise.
bool Heat::is_another_race(const engine::Race& race) const { return race.runs.size() < runs_ || race.rerow_lanes.empty() != again_.empty(); }

/// A contact that counts for the crew, and that the video shows to be none of its bow: somebody else's, or nobody's.
bool Heat::put_right(const engine::LedgerImpulse& seen, int lane, std::optional<Duration> truth) {
    const auto at = venue_.truth_of(seen.impulse);
    const auto is_at = [&](Duration passing) { return at && std::chrono::abs(*at - passing) <= same_picture; };
    if (seen.impulse.by_hand || (truth && is_at(*truth)) || !voided_.insert(seen.id).second) return false;
    const auto then = [this](bool) { go_on(1s); };
    const auto is_not_the_bow = [this, id = seen.id, then](bool is_elsewhere) { is_elsewhere ? then(true) : officials_.insist(engine::VoidImpulse{id}, "that was not the bow", then); };
    const auto whose = at ? venue_.whose(*at, lane, same_picture) : std::nullopt;
    // An official race takes it no more.
    if (whose && whose->race != id_) officials_.insist(engine::AssignImpulse{seen.id, whose->race, whose->point, lane_number(whose->lane)}, "that was the other race", is_not_the_bow);
    else if (truth_.finish.contains(lane) && is_at(truth_.finish.at(lane))) officials_.insist(engine::AssignImpulse{seen.id, id_, {PointKind::finish, 0}, lane_number(lane)}, "the touch before was missed", then);
    else is_not_the_bow(false);
    return true;
}

/// In the newest start, and not in the race before some rowed again.
bool Heat::counts_now(const engine::JudgedImpulse& one, PointKind kind) const {
    return one.point.kind == kind && one.use == Use::used && one.ledger->impulse.stamp.at >= first_morning + truth_.signal;
}

/// On the way nobody types in what is missing.
bool Heat::settle_splits(const engine::Judgement& judged) {
    return std::ranges::any_of(judged.impulses, [&](const engine::JudgedImpulse& one) {
        if (!counts_now(one, PointKind::split) || !one.lane) return false;
        const int lane = one.lane->value();
        return put_right(*one.ledger, lane, truth_.split.contains(lane) ? std::optional{truth_.split.at(lane)} : std::nullopt);
    });
}

bool Heat::settle_lane(const engine::Judgement& judged, const engine::LaneResult& result) {
    const int lane = result.lane.value();
    if (!again_.empty() && !again_.contains(lane)) return false;
    const auto is_in = truth_.finish.contains(lane);
    // The first crossing was lost, and the stern or a wave made another one: the video shows it.
    const auto used = std::ranges::find_if(judged.impulses, [&](const engine::JudgedImpulse& one) { return counts_now(one, PointKind::finish) && one.lane == result.lane; });
    if (used != judged.impulses.end() && put_right(*used->ledger, lane, is_in ? std::optional{truth_.finish.at(lane)} : std::nullopt)) return true;
    // With the last of those who row again the others stand beside them.
    const auto is_settled = !again_.empty() && judged.results.size() > again_.size();
    const auto gave_up_with_a_time = !is_in && result.time && result.status == engine::ResultStatus::none;
    if (is_settled || (engine::is_done(result) && !gave_up_with_a_time)) return false;
    const auto then = [this](bool) { go_on(1s); };
    if (!is_in) {
        officials_.insist(engine::SetStatus{id_, result.lane, engine::ResultStatus::did_not_finish}, "", then);
        return true;
    }
    if (const auto seen = seen_at(judged, PointKind::finish, truth_.finish.at(lane))) {
        name(*seen, {PointKind::finish, 0}, lane);
        return true;
    }
    ++world_.tally.by_hand;
    officials_.insist(engine::AddImpulse{id_, {PointKind::finish, 0}, result.lane, by_hand(truth_.finish.at(lane))}, "by the video", then);
    return true;
}

/// At times for the wrong lane first.
void Heat::name(ImpulseId impulse, TimingPoint point, int lane) {
    const auto right = [this, impulse, point, lane](bool) {
        officials_.insist(engine::AssignImpulse{impulse, id_, point, lane_number(lane)}, "read on the video", [this, impulse, point, lane](bool is_done) {
            if (is_done) check_named(impulse, point, lane);
            go_on(1s);
        });
    };
    if (!thinks_again(wrong_lane)) return right(true);
    const auto wrong = lane % venue_.lanes() + 1;
    officials_.insist(engine::AssignImpulse{impulse, id_, point, lane_number(wrong)}, "read on the video", [this, right](bool is_done) {
        world_.after(1s, [right, is_done] { right(is_done); });
    });
}

/// It stands where it was named, and nowhere else, at once: else officials would make up for it, and nobody would see.
void Heat::check_named(ImpulseId impulse, TimingPoint point, int lane) const {
    const auto* server = server_();
    if (server == nullptr || server->is_dead()) return;
    const auto& state = server->state();
    const auto who = "impulse " + std::to_string(impulse.value()) + ", named for race " + std::to_string(id_.value()) + " lane " + std::to_string(lane);
    const auto& named = state.impulse(impulse)->assigned;
    if (!named || named->race != id_ || named->point != point || named->lane != lane_number(lane)) world_.must_not_be(who + ", stands elsewhere");
    for (const auto& one : engine::judge(state, *state.race(id_)).impulses) {
        if (one.ledger->id == impulse && (one.lane != lane_number(lane) || one.point != point)) world_.must_not_be(who + ", is judged as another's");
    }
}

/// An impulse near to what the video shows that nobody has a result by.
std::optional<ImpulseId> Heat::seen_at(const engine::Judgement& judged, PointKind kind, Duration at) const {
    const engine::LedgerImpulse* nearest = nullptr;
    const auto off = [&](const engine::LedgerImpulse& one) { return std::chrono::abs(one.impulse.stamp.at - (first_morning + at)); };
    const auto is_another = [&](const engine::LedgerImpulse& one) {
        const auto known = venue_.truth_of(one.impulse);
        return known && std::chrono::abs(*known - at) > same_picture;
    };
    for (const auto& one : server_()->state().ledger) {
        if (one.impulse.point.kind != kind || one.impulse.by_hand || one.voided || one.assigned || off(one) > same_contact || is_another(one)) continue;
        const auto use = std::ranges::find(judged.impulses, &one, &engine::JudgedImpulse::ledger);
        if (use != judged.impulses.end() && (use->use == Use::used || use->use == Use::confirming || use->use == Use::doubled || use->use == Use::unpaired)) continue;
        if (nearest == nullptr || off(one) < off(*nearest)) nearest = &one;
    }
    return nearest == nullptr ? std::nullopt : std::optional{nearest->id};
}

/// A finger is off by up to a fifth of a second.
RaceTime Heat::by_hand(Duration at) { return first_morning + at + world_.dice.between(-150ms, 150ms); }

bool Heat::thinks_again(int occasion) { return world_.dice.chance(world_.hazards.second_thoughts) && thought_.insert(occasion).second; }

bool Heat::have_second_thoughts(const engine::Judgement& judged) {
    const auto lane = lane_number(static_cast<int>(1 + world_.dice.below(static_cast<std::size_t>(venue_.lanes()))));
    const auto both = [&](engine::Command order, engine::Command undo) {
        order_and_undo(std::move(order), std::move(undo), [this] { go_on(1s); });
        return true;
    };
    if (thinks_again(penalty)) return both(engine::SetPenalty{id_, lane, 10s}, engine::SetPenalty{id_, lane, 0s});
    if (!judged.start.by_hand && !truth_.offences.contains(lane.value()) && thinks_again(card)) return both(engine::ShowCard{id_, lane, engine::CardColour::yellow}, engine::WithdrawCard{id_, lane});
    if (thinks_again(objection)) return both(engine::RaiseObjection{id_, lane}, engine::ResolveObjection{id_, lane, false});
    const auto found = std::ranges::find(judged.results, lane, &engine::LaneResult::lane);
    if (found != judged.results.end() && found->status == engine::ResultStatus::none && found->time) {
        if (thinks_again(status)) return both(engine::SetStatus{id_, lane, engine::ResultStatus::disqualified}, engine::SetStatus{id_, lane, engine::ResultStatus::none});
        if (found->time->finish && thinks_again(voided)) return both(engine::VoidImpulse{*found->time->finish}, engine::RestoreImpulse{*found->time->finish});
    }
    if (judged.phase == Phase::unofficial && thinks_again(published)) {
        ++world_.tally.second_thoughts;
        officials_.insist(engine::WithdrawResult{id_}, "too early", [this](bool) { go_on(); });
        return true;
    }
    if (judged.phase == Phase::unofficial && world_.dice.chance(world_.hazards.rerows) && thought_.insert(jury).second && let_row_again(judged)) return true;
    if (judged.phase == Phase::unofficial && thinks_again(rerow)) return both(engine::OrderRerow{id_, {}}, engine::WithdrawRerow{id_});
    return false;
}

/// All of them, or two who got into each other's way; and it is rowed to its end.
bool Heat::let_row_again(const engine::Judgement& judged) {
    std::vector<LaneNumber> unharmed;
    for (const auto& result : judged.results) {
        if (result.status == engine::ResultStatus::none && result.rank && result.time) unharmed.push_back(result.lane);
    }
    std::vector<LaneNumber> lanes;
    if (again_.empty() && unharmed.size() > 2 && world_.dice.chance(60)) {
        const auto first = world_.dice.below(unharmed.size() - 1);
        lanes.assign(unharmed.begin() + static_cast<std::ptrdiff_t>(first), unharmed.begin() + static_cast<std::ptrdiff_t>(first) + 2);
    }
    officials_.insist(engine::OrderRerow{id_, lanes}, "the wash of a launch", [this, lanes](bool is_ordered) {
        if (!is_ordered) return go_on();
        ++(lanes.empty() ? world_.tally.again_all : world_.tally.again_some);
        before_ = truth_;
        again_.clear();
        for (const auto lane : lanes) again_.insert(lane.value());
        world_.after(2s, [this] { advance(); });
    });
    return true;
}

/// Official is official until somebody finds something.
bool Heat::reconsider_official() {
    const auto lane = static_cast<int>(1 + world_.dice.below(static_cast<std::size_t>(venue_.lanes())));
    // Nothing that comes now changes the result, and nobody changes it who has not reopened it.
    if (!(world_.lines_lie && world_.hazards.overlap) && world_.dice.chance(world_.hazards.crossed_after) && thought_.insert(drift).second) {
        ++world_.tally.crossed_after;
        venue_.drift_over(lane);
        go_on(2s);
        return true;
    }
    if (thinks_again(meddle)) {
        officials_.try_forbidden(engine::SetPenalty{id_, lane_number(lane), 10s}, "a penalty in an official race");
        const auto& state = server_()->state();
        for (const auto& run : state.race(id_)->runs) {
            if (!run.sealed.empty()) officials_.try_forbidden(engine::VoidImpulse{run.sealed.back()}, "voiding an impulse of an official race");
        }
        go_on();
        return true;
    }
    if (!thinks_again(reopened)) return false;
    ++world_.tally.second_thoughts;
    officials_.insist(engine::ReopenResult{id_}, "a crew asks", [this](bool) { go_on(3s); });
    return true;
}

}  // namespace bowball::simulation
