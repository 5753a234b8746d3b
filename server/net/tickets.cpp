#include "net/tickets.hpp"

#include <sodium.h>

#include <algorithm>

#include "core/access_limits.hpp"
#include "core/digest.hpp"

namespace bowball::net {

std::string Tickets::issue(const std::string& session, HostTime now) {
    std::erase_if(tickets_, [&](const auto& one) { return now - one.second.issued > limits::ticket_life; });
    make_room(session);
    Digest secret;
    randombytes_buf(secret.bytes.data(), secret.bytes.size());
    auto ticket = to_hex(secret);
    tickets_[to_hex(sha256(ticket))] = {session, now};
    return ticket;
}

void Tickets::make_room(const std::string& session) {
    const auto is_own = [&](const auto& one) { return one.second.session == session; };
    if (std::ranges::count_if(tickets_, is_own) < static_cast<std::ptrdiff_t>(limits::tickets_of_session)) return;
    auto oldest = tickets_.end();
    for (auto at = tickets_.begin(); at != tickets_.end(); ++at) {
        if (is_own(*at) && (oldest == tickets_.end() || at->second.issued < oldest->second.issued)) oldest = at;
    }
    tickets_.erase(oldest);
}

bool Tickets::redeem(const std::string& ticket, const std::string& session, HostTime now) {
    const auto found = tickets_.find(to_hex(sha256(ticket)));
    if (found == tickets_.end()) return false;
    const auto known = found->second;
    tickets_.erase(found);
    return !session.empty() && known.session == session && now - known.issued <= limits::ticket_life;
}

}  // namespace bowball::net
