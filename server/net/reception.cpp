#include "net/reception.hpp"

#include <boost/asio/ip/address.hpp>

#include "core/text.hpp"
#include "net/event_client.hpp"
#include "net/http_head.hpp"
#include "net/message_deflate.hpp"
#include "net/topic.hpp"
#include "net/websocket_client.hpp"

namespace bowball::net {
namespace {

constexpr std::size_t longest_screen_name = 40;

}  // namespace

std::int64_t Reception::retry_ms() const { return rooms_.returns.wait_ms(rooms_.places.taken(), std::chrono::steady_clock::now()); }

/// A wall is plugged in by whoever carries it, and has no account: it only says that it is a board. So may everybody, therefore those places are
/// few. A token has some of its own, and no more: it stands in the address of a page, and an address is passed on.
std::shared_ptr<void> Reception::board_place_of(const Guest& guest) {
    const auto home = rooms_.shards.main().context().get_executor();
    if (const auto token = query_value(guest.request.query, "token"); !token.empty()) {
        if (const auto name = rooms_.feed_access.name_of(token, "feeds")) return rooms_.token_places.take_by_token(*name, home);
    }
    boost::system::error_code failed;
    const auto address = boost::asio::ip::make_address(guest.request.address, failed);
    if (failed) return nullptr;
    return rooms_.board_places.take(address, home);
}

Visitor Reception::visitor_of(const Guest& guest) {
    const auto& request = guest.request;
    Visitor visitor;
    if (guest.admission) visitor.actor = guest.admission->actor;
    visitor.is_board = query_value(request.query, "as") == "board";
    visitor.screen = printable(query_value(request.query, "screen"), longest_screen_name);
    visitor.client = Clients::name_of(request);
    if (visitor.actor.role != Role::viewer) visitor.session = guest.admission->session;
    else if (visitor.is_board) visitor.board_place = board_place_of(guest);
    return visitor;
}

void Reception::start_websocket(Guest guest, WebsocketUpgrade upgrade) {
    auto visitor = visitor_of(guest);
    // A result leaves for officials and boards at once, as it is; for the many it is compressed meanwhile, once.
    const auto deflates = upgrade.takes_deflated && visitor.actor.role == Role::viewer && !visitor.board_place;
    auto handshake = "HTTP/1.1 101 Switching Protocols\r\n" + date_line() + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accept_key(upgrade.key) + "\r\n" +
                     (upgrade.subprotocol.empty() ? "" : "Sec-WebSocket-Protocol: " + upgrade.subprotocol + "\r\n") +
                     (deflates ? "Sec-WebSocket-Extensions: " + std::string{deflate_terms} + "\r\n" : "") + "\r\n";
    if (upgrade.is_other_version || !guest.admission || is_full(guest, visitor)) {
        const auto no_ticket = guest.admission ? std::string{} : guest.admission.error().text;
        const auto client = std::make_shared<WebsocketClient>(std::move(guest.wire), std::move(guest.place), clients(), std::move(visitor));
        // Of several, what coming again does not mend.
        if (upgrade.is_other_version) return client->turn_away(std::move(handshake), Cut::other_version, close_code::other_version, "this server speaks bowball.v1");
        if (!no_ticket.empty()) return client->turn_away(std::move(handshake), Cut::ticket_refused, close_code::sign_in, no_ticket);
        return client->turn_away(std::move(handshake), Cut::overloaded, close_code::overloaded, "all places are taken; try again later");
    }
    rooms_.shards.let_in(std::move(guest), std::move(visitor), [deflates, handshake = std::move(handshake), early = std::move(upgrade.early)](Shard& shard, Guest let_in, Visitor who) {
        const auto client = std::make_shared<WebsocketClient>(std::move(let_in.wire), std::move(let_in.place), shard.client_context(), std::move(who), deflates);
        if (deflates) ++shard.client_context().tally.deflating;
        shard.clients().add(client);
        client->start(handshake, early);
    });
}

void Reception::start_events(Guest guest) {
    auto visitor = visitor_of(guest);
    EventRequest request{topics_of(guest.request), guest.request.last_event_id};
    if (request.since.empty()) request.since = query_value(guest.request.query, "since");
    auto head = "HTTP/1.1 200 OK\r\n" + date_line() + "Content-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\nX-Accel-Buffering: no\r\nX-Content-Type-Options: nosniff\r\nContent-Security-Policy: " + std::string{policy_of_data} + "\r\n";
    // What an official sees is for the pages of this server alone.
    if (visitor.session.empty()) head += "Access-Control-Allow-Origin: *\r\n";
    head += "Connection: close\r\n\r\n";
    const auto wait_ms = retry_ms();
    if (is_full(guest, visitor)) return std::make_shared<EventClient>(std::move(guest.wire), std::move(guest.place), clients(), std::move(visitor))->turn_away(std::move(head), wait_ms, "all places are taken; try again later");
    rooms_.shards.let_in(std::move(guest), std::move(visitor), [wait_ms, head = std::move(head), request = std::move(request)](Shard& shard, Guest let_in, Visitor who) {
        const auto client = std::make_shared<EventClient>(std::move(let_in.wire), std::move(let_in.place), shard.client_context(), std::move(who));
        shard.clients().add(client);
        client->start(head, request, wait_ms);
    });
}

}  // namespace bowball::net
