#include "net/event_client.hpp"

#include <algorithm>

#include "formats/frame.hpp"
#include "net/websocket_frame.hpp"

namespace bowball::net {
namespace {

/// Some libraries end a request with an empty line too many; more is no client of events.
constexpr std::size_t most_unread_bytes = 1024;

Shared retry(std::int64_t retry_ms) { return Packet::bare("retry: " + std::to_string(retry_ms) + "\n\n"); }

}  // namespace

EventClient::EventClient(std::unique_ptr<Wire> wire, std::unique_ptr<Places::Place> place, ClientContext& context, Visitor visitor)
    : FeedClient(std::move(wire), std::move(place), context, std::move(visitor), Transport::events) {}

void EventClient::start(std::string head, const EventRequest& request, std::int64_t retry_ms) {
    ++context().tally.event_streams;
    message(Packet::bare(std::move(head)));
    message(retry(retry_ms));
    greet();
    be_watched();
    if (has_ended()) return;
    for (const auto& [topic, error] : context().hub.subscribe(*this, request.topics)) complain(error, topic);
    if (has_ended()) return;
    if (std::ranges::find(request.topics, "log") != request.topics.end()) {
        if (const auto done = context().hub.follow_log(*this, request.since); !done) complain(done.error(), "log");
    }
    flush();
    if (!is_finished()) read();
}

void EventClient::turn_away(std::string head, std::int64_t retry_ms, std::string_view reason) {
    context().tally.refuse(errc::too_many);
    message(Packet::bare(std::move(head)));
    message(retry(retry_ms));
    do_not_linger();
    cut(Cut::overloaded, close_code::overloaded, reason);
    if (!is_finished()) be_watched();
}

/// The code goes in a frame, for there is no close. A restart has said it already, with the time to come back.
Shared EventClient::goodbye(std::uint16_t code, std::string_view reason) {
    if (code == close_code::restart) return nullptr;
    return Packet::message(formats::encode_bye(code, 0, reason));
}

void EventClient::read() {
    wire().read([self = self<EventClient>()](const boost::system::error_code& failed, std::string_view bytes) {
        if (self->is_finished()) return;
        if (failed) return self->finish_after(failed);
        self->unread_bytes_ += bytes.size();
        if (self->unread_bytes_ <= most_unread_bytes) return self->read();
        self->context().tally.refuse(errc::bad_input);
        self->do_not_linger();
        self->cut(Cut::broke_protocol, close_code::feed_protocol, "events are one way: nothing may be sent after the request");
    });
}

}  // namespace bowball::net
