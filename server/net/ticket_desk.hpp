// Where officials get a ticket for a socket or a stream of events, and where it is looked at. The cookie of a session, which a browser sends wherever it is
// led, makes nobody's socket an official's: a page of this server has to have asked for it just before, by a POST, which only such pages may send.
#pragma once
#include "net/admission.hpp"
#include "net/sign_in.hpp"
#include "net/tickets.hpp"

namespace bowball::net {

class TicketDesk {
public:
    explicit TicketDesk(SignIn& sign_in) : sign_in_(sign_in) {}

    /// POST: {"ticket"} for the session whose cookie came along. A session that rests may have one too: it only goes on showing.
    [[nodiscard]] HttpAnswer issue(const HttpRequest& request);
    /// As whom the request for the feed is let in. Without a ticket as a viewer, whatever its cookie. The ticket must be of the session whose cookie comes with
    /// it: who read the address alone has nothing. Not of an address: a tablet that asks over IPv6 and connects over IPv4 has two.
    /// Fails with errc::not_signed_in where a ticket was used, is too old, unknown, or of another session.
    [[nodiscard]] Result<Admission> admit(const HttpRequest& request);

private:
    SignIn& sign_in_;
    Tickets tickets_;
};

}  // namespace bowball::net
