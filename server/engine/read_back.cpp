#include "engine/read_back.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "engine/start_signal.hpp"

namespace bowball::engine {
namespace {

/// An input's stamp may lie before the order that it follows: its clock is that of a timer, and known by arrivals.
constexpr Duration clock_slack = 100ms;

struct Ordered {
    RaceTime at;
    std::vector<PointKind> outputs;
    Duration within = switches_within;
};

/// What the newest order switches, of what can be seen.
std::optional<Ordered> newest_order(const Race& race) {
    const auto* run = race.run();
    if (run == nullptr) return std::nullopt;
    const auto of = [run](RaceTime at, std::initializer_list<PointKind> outputs) {
        Ordered ordered{at, {}, switches_within};
        for (const auto output : outputs) {
            const auto is_seen = output == PointKind::start_signal || std::ranges::find(run->read_back, TimingPoint{output, 0}) != run->read_back.end();
            if (is_seen) ordered.outputs.push_back(output);
        }
        return ordered;
    };
    if (race.stage == Stage::recalled && run->recalled_by) return of(run->recalled_by->at, {PointKind::recall_light, PointKind::horn});
    if (race.stage == Stage::armed) {
        auto gates = of(run->armed_at, {PointKind::gate_release});
        gates.within = gates_rise_within;
        return gates;
    }
    if (race.stage != Stage::attention) return std::nullopt;
    if (run->start_ordered_at) return of(*run->start_ordered_at, {PointKind::start_signal, PointKind::red_light, PointKind::horn, PointKind::gate_release});
    if (run->attention_at) return of(*run->attention_at, {PointKind::red_light});
    return std::nullopt;
}

/// A starter may have a switch of his own, and the light be on before the order is taken.
bool is_red(const MeetState& state, const Race& race) {
    auto red = false;
    for (auto at = ledger_from(state, race.run()->armed_at); at != state.ledger.end(); ++at) {
        const auto counts = point_of(*at).kind == PointKind::red_light && at->impulse.trust == Trust::good && !is_voided(*at, race.as_of());
        if (counts) red = at->impulse.edge == Edge::rising;
    }
    return red;
}

/// Many boxes tell the beginning of a contact only: where none was ever seen to end, nothing says that this one did not.
bool tells_ends(const MeetState& state, PointKind output) {
    return std::any_of(state.ledger.rbegin(), state.ledger.rend(), [output](const LedgerImpulse& one) { return point_of(one).kind == output && one.impulse.edge == Edge::falling; });
}

/// A gate's switch closes as it opens the way, and opens as it comes up again.
bool is_any_gate_down(const MeetState& state) {
    std::map<std::optional<LaneNumber>, Edge> newest;
    for (const auto& one : state.ledger) {
        if (point_of(one).kind == PointKind::gate_release && one.impulse.trust == Trust::good && !one.voided) newest[one.impulse.lane] = one.impulse.edge;
    }
    return std::ranges::any_of(newest, [](const auto& gate) { return gate.second == Edge::rising; });
}

bool is_seen(const MeetState& state, const Race& race, PointKind output, RaceTime ordered) {
    if (output == PointKind::red_light && race.run()->start_ordered_at) return !is_red(state, race) || !tells_ends(state, PointKind::red_light);
    if (output == PointKind::gate_release && race.stage == Stage::armed) return !tells_ends(state, PointKind::gate_release) || !is_any_gate_down(state);
    if (output == PointKind::start_signal) return !waits_at_the_line(state, race);
    if (output == PointKind::red_light) return !waits_at_the_line(state, race) || is_red(state, race);
    return std::any_of(ledger_from(state, ordered - clock_slack), state.ledger.end(),
                       [&](const LedgerImpulse& impulse) { return point_of(impulse).kind == output && is_usable(impulse, race.as_of()); });
}

}  // namespace

std::vector<PointKind> unseen_outputs(const MeetState& state, const Race& race) {
    auto order = newest_order(race);
    if (!order) return {};
    std::erase_if(order->outputs, [&](PointKind output) { return is_seen(state, race, output, order->at); });
    return std::move(order->outputs);
}

std::optional<RaceTime> read_back_until(const Race& race) {
    const auto order = newest_order(race);
    if (!order || order->outputs.empty()) return std::nullopt;
    return order->at + order->within;
}

}  // namespace bowball::engine
