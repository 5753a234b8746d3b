// Tickets for sockets: each lets one session in once, shortly after it was given out. In memory, only their hashes. Main net thread only.
#pragma once
#include <map>
#include <string>

#include "core/time.hpp"

namespace bowball::net {

class Tickets {
public:
    /// A new ticket of a session: 64 hexadecimal digits, 256 random bits. It holds for limits::ticket_life. A session has limits::tickets_of_session at
    /// most; one more ends its oldest.
    [[nodiscard]] std::string issue(const std::string& session, HostTime now);
    /// Whether it was one of this session and still holds. Whatever is said, it never holds again.
    [[nodiscard]] bool redeem(const std::string& ticket, const std::string& session, HostTime now);
    /// Those given out and neither used nor too old when the last one was issued.
    [[nodiscard]] std::size_t size() const { return tickets_.size(); }

private:
    struct Ticket {
        std::string session;
        HostTime issued;
    };
    void make_room(const std::string& session);

    std::map<std::string, Ticket> tickets_;   ///< by hash of the ticket
};

}  // namespace bowball::net
