// Whoever presses buttons: presses twice at times, insists until there is an answer, and after a restart presses again what was not recorded, in
// order and with the same ids. Remembers what was promised.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "server.hpp"
#include "world.hpp"

namespace bowball::simulation {

class Officials {
public:
    using Then = std::function<void(bool accepted)>;
    Officials(World& world, std::function<Server*()> server) : world_(world), server_(std::move(server)) {}

    /// Presses until the server answers, then tells whether the order was accepted.
    void insist(engine::Command command, std::string reason, Then then = {});
    /// Presses what must be refused.
    void try_forbidden(const engine::Command& command, const std::string& what);
    /// Everything is in the journal.
    void note_recorded();
    /// A new life of the server: what was kept is known there, and what was lost is pressed again.
    void greet();
    /// What was refused last, for whoever looks into a failure.
    [[nodiscard]] const std::string& last_refusal() const { return last_refusal_; }

private:
    struct Order {
        std::string id;
        engine::Command command;
        std::string reason;
        Seq seq{};
        bool is_accepted = false;
        bool is_kept = false;      ///< accepted, and recorded
    };
    void press(std::size_t number, const Then& then);
    void press_twice(const Order& order);
    [[nodiscard]] bool is_recorded(const Server& server, const Order& order, const engine::Accepted& answer);
    [[nodiscard]] std::string describe(const Order& order) const { return order.id + " (command " + std::to_string(order.command.index()) + ")"; }

    World& world_;
    std::function<Server*()> server_;
    std::vector<Order> orders_;
    std::string last_refusal_;
};

}  // namespace bowball::simulation
