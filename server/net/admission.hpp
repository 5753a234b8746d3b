// As whom a client is let in to the feed.
#pragma once
#include <string>

#include "core/role.hpp"

namespace bowball::net {

struct Admission {
    Actor actor;          ///< a viewer where nobody showed a ticket
    std::string session;  ///< key of the session that the actor is of; empty for viewers
};

}  // namespace bowball::net
