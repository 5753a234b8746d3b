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
enum Occasion { penalty, card, objection, status, voided, published, rerow, reopened, wrong_lane };

LaneNumber lane_number(int lane) { return LaneNumber{static_cast<std::uint16_t>(lane)}; }

}  // namespace

void Heat::go_on(Duration span) {
    world_.after(span, [this] { settle(); });
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
    if (settle_start(judged)) return;
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

bool Heat::settle_lane(const engine::Judgement& judged, const engine::LaneResult& result) {
    const int lane = result.lane.value();
    // The first crossing was lost, and the stern or a wave made another one: the video shows it.
    if (result.time && result.time->finish && truth_.finish.contains(lane)) {
        const auto* finish = server_()->state().impulse(*result.time->finish);
        if (!world_.lines_lie && !finish->impulse.by_hand && std::chrono::abs(finish->impulse.stamp.at - (first_morning + truth_.finish.at(lane))) > 50ms && voided_.insert(finish->id).second) {
            officials_.insist(engine::VoidImpulse{finish->id}, "that was not the bow", [this](bool) { go_on(1s); });
            return true;
        }
    }
    if (engine::is_done(result)) return false;
    const auto then = [this](bool) { go_on(1s); };
    if (!truth_.finish.contains(lane)) {
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
        officials_.insist(engine::AssignImpulse{impulse, id_, point, lane_number(lane)}, "read on the video", [this](bool) { go_on(1s); });
    };
    if (!thinks_again(wrong_lane)) return right(true);
    const auto wrong = lane % venue_.lanes() + 1;
    officials_.insist(engine::AssignImpulse{impulse, id_, point, lane_number(wrong)}, "read on the video", [this, right](bool is_done) {
        world_.after(1s, [right, is_done] { right(is_done); });
    });
}

/// An impulse near to what the video shows that nobody has a result by.
std::optional<ImpulseId> Heat::seen_at(const engine::Judgement& judged, PointKind kind, Duration at) const {
    const engine::LedgerImpulse* nearest = nullptr;
    const auto off = [&](const engine::LedgerImpulse& one) { return std::chrono::abs(one.impulse.stamp.at - (first_morning + at)); };
    for (const auto& one : server_()->state().ledger) {
        if (one.impulse.point.kind != kind || one.impulse.by_hand || one.voided || one.assigned || off(one) > 30ms) continue;
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
    if (judged.phase == Phase::unofficial && thinks_again(rerow)) return both(engine::OrderRerow{id_, {}}, engine::WithdrawRerow{id_});
    return false;
}

/// Official is official until somebody finds something.
bool Heat::reconsider_official() {
    if (!thinks_again(reopened)) return false;
    ++world_.tally.second_thoughts;
    officials_.insist(engine::ReopenResult{id_}, "a crew asks", [this](bool) { go_on(3s); });
    return true;
}

}  // namespace bowball::simulation
