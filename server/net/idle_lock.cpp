#include "net/idle_lock.hpp"

#include "core/overloaded.hpp"

namespace bowball::net {

/// Open by name only: a new order asks for the password until somebody says here that it cannot wait.
bool waits_for_no_password(const engine::Command& command) {
    return std::visit(overloaded{
                          [](const engine::RecallRace&) { return true; },           // crews row on while somebody types
                          [](const engine::WithdrawAttention&) { return true; },    // likewise
                          [](const engine::AddImpulse&) { return true; },           // the instant is in it; who is tired must not lose it
                          [](const engine::AddWatchTime&) { return true; },         // likewise
                          [](const auto&) { return false; },
                      },
                      command);
}

}  // namespace bowball::net
