// What became of an order that came over HTTP.
#pragma once
#include <string>

#include "engine/command.hpp"
#include "net/http.hpp"

namespace bowball::net {

/// {"kind":"accepted"} or {"kind":"refused"}, with the status that fits. `id`: of the order, as its sender made it.
[[nodiscard]] HttpAnswer answer_of(const std::string& id, const engine::Outcome& outcome);

}  // namespace bowball::net
