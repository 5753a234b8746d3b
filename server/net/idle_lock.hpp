// Which orders an official who has long done nothing may still give without his password. Pure.
#pragma once
#include "engine/command.hpp"

namespace bowball::net {

/// What cannot be given later: a recall, and a time that somebody took by hand. What devices report is no official's and waits for nobody anyway.
[[nodiscard]] bool waits_for_no_password(const engine::Command& command);

}  // namespace bowball::net
