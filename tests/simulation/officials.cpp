#include "officials.hpp"

namespace bowball::simulation {

void Officials::insist(engine::Command command, std::string reason, Then then) {
    ++world_.tally.orders;
    orders_.push_back({"order-" + std::to_string(orders_.size() + 1), std::move(command), std::move(reason)});
    press(orders_.size() - 1, then);
}

void Officials::press(std::size_t number, const Then& then) {
    if (world_.is_over) return;
    auto& order = orders_[number];
    auto* server = server_();
    const auto again = [this, number, then] { world_.after(world_.dice.between(500ms, 2s), [this, number, then] { press(number, then); }); };
    if (server == nullptr) return again();
    const auto outcome = server->press(order.command, order.id, order.reason);
    if (server->is_dead()) return again();
    if (outcome) {
        order.is_accepted = true;
        order.seq = outcome->seq;
        order.is_kept = is_recorded(*server, order, *outcome);
        if (world_.chance.chance(world_.hazards.lines.repeated_orders)) press_twice(order);
    } else {
        last_refusal_ = describe(order) + ": " + outcome.error().text;
    }
    if (then) then(outcome.has_value());
}

/// As the answer says; and that is true.
bool Officials::is_recorded(const Server& server, const Order& order, const engine::Accepted& answer) {
    if (answer.recorded && server.journal().head().seq < answer.seq) world_.must_not_be(describe(order) + " was answered as recorded, and entry " + std::to_string(answer.seq.value()) + " is not in the journal");
    if (!answer.recorded && server.race().unwritten() == 0) world_.must_not_be(describe(order) + " was answered as not recorded, and nothing waits to be written");
    return answer.recorded;
}

void Officials::try_forbidden(const engine::Command& command, const std::string& what) {
    auto* server = server_();
    if (server == nullptr || server->is_dead()) return;
    ++world_.tally.meddled;
    const auto outcome = server->press(command, "forbidden-" + std::to_string(world_.tally.meddled), "it was a mistake, they say");
    if (outcome) world_.must_not_be(what + " was allowed");
}

void Officials::press_twice(const Order& order) {
    auto* server = server_();
    const auto again = server->press(order.command, order.id, order.reason);
    ++world_.tally.repeated;
    if (!server->is_dead() && (!again || !again->repeated || again->seq != order.seq)) world_.must_not_be(describe(order) + ", pressed twice, was carried out twice");
}

void Officials::note_recorded() {
    for (auto& order : orders_) order.is_kept = order.is_accepted;
}

void Officials::greet() {
    auto* server = server_();
    for (auto& order : orders_) {
        const auto is_asked = order.is_accepted && (!order.is_kept || world_.chance.chance(20));
        if (!is_asked || server->is_dead()) continue;
        const auto outcome = server->press(order.command, order.id, order.reason);
        if (server->is_dead()) return;
        ++world_.tally.pressed_again;
        if (order.is_kept && (!outcome || !outcome->repeated || outcome->seq != order.seq))
            world_.must_not_be(describe(order) + " was accepted and recorded as entry " + std::to_string(order.seq.value()) + ", and the next life " +
                               (!outcome ? "refuses it: " + outcome.error().text : "made it entry " + std::to_string(outcome->seq.value()) + (outcome->repeated ? "" : ", carried out anew")));
        if (order.is_kept) continue;
        if (outcome && !outcome->repeated) ++world_.tally.carried_out_anew;
        order.is_accepted = outcome.has_value();
        if (!outcome) continue;
        order.seq = outcome->seq;
        order.is_kept = is_recorded(*server, order, *outcome);
    }
}

}  // namespace bowball::simulation
