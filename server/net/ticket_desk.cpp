#include "net/ticket_desk.hpp"

#include "formats/json_writer.hpp"

namespace bowball::net {

HttpAnswer TicketDesk::issue(const HttpRequest& request) {
    const auto session = sign_in_.session_of(request);
    if (session.empty()) return refusal({errc::not_signed_in, "Sign in first."});
    formats::JsonWriter out;
    out.begin_object().key("ticket").value(std::string_view{tickets_.issue(session, sign_in_.terms().now())}).end_object();
    HttpAnswer answer{200, "application/json", out.take(), {}};
    answer.headers.emplace_back("Cache-Control", "no-store");
    return answer;
}

Result<Admission> TicketDesk::admit(const HttpRequest& request) {
    const auto ticket = query_value(request.query, "ticket");
    if (ticket.empty()) return Admission{};
    const auto session = sign_in_.session_of(request);
    if (tickets_.redeem(ticket, session, sign_in_.terms().now())) return Admission{sign_in_.who(request), session};
    const auto name = sign_in_.who(request).name;
    sign_in_.refusals().note("a ticket that was used, is too old or not known", request.address + (name.empty() ? "" : " " + name));
    return Error{errc::not_signed_in, "This ticket was used, is too old or is not known. Ask for another one."};
}

}  // namespace bowball::net
