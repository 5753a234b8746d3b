#include "net/websocket_client.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>

#include "formats/command.hpp"
#include "formats/frame.hpp"

namespace bowball::net {

using std::chrono::steady_clock;

WebsocketClient::WebsocketClient(std::unique_ptr<Wire> wire, std::unique_ptr<Places::Place> place, ClientContext& context, Visitor visitor, bool deflates)
    : FeedClient(std::move(wire), std::move(place), context, std::move(visitor), Transport::websocket, deflates), reader_(limits::inbound_message_bytes, deflates),
      tokens_(limits::inbound_messages_per_second), tokens_at_(steady_clock::now()) {}

/// The handshake leaves as everything does, through the outbox: a socket whose buffer is full must not stop the others.
void WebsocketClient::start(std::string handshake, std::string early) {
    ++context().tally.websockets;
    message(Packet::bare(std::move(handshake)));
    greet();
    be_watched();
    if (!early.empty()) take(early);
    if (!is_finished()) read();
}

void WebsocketClient::turn_away(std::string handshake, Cut why, std::uint16_t code, std::string_view reason) {
    context().tally.refuse(why == Cut::ticket_refused ? errc::not_signed_in : errc::too_many);
    message(Packet::bare(std::move(handshake)));
    do_not_linger();
    cut(why, code, reason);
    if (!is_finished()) be_watched();
}

Shared WebsocketClient::goodbye(std::uint16_t code, std::string_view reason) { return Packet::bare(make_close_frame(code, reason)); }

void WebsocketClient::look() {
    if (!said_something_ && steady_clock::now() - opened_ > context().bounds.say_something_within) cut(Cut::silent, close_code::feed_protocol, "nothing was asked for");
}

void WebsocketClient::read() {
    wire().read([self = self<WebsocketClient>()](const boost::system::error_code& failed, std::string_view bytes) {
        if (self->is_finished()) return;
        if (failed) return self->finish_after(failed);
        self->take(bytes);
        if (!self->is_finished()) self->read();
    });
}

void WebsocketClient::take(std::string_view bytes) {
    for (auto& frame : reader_.feed(bytes)) {
        if (has_ended()) return;
        take_frame(std::move(frame));
    }
    if (const auto code = reader_.failure(); code && !has_ended()) {
        context().tally.refuse(errc::bad_input);
        cut(Cut::broke_protocol, *code, "the WebSocket protocol was broken");
    }
}

void WebsocketClient::take_frame(ClientFrame frame) {
    if (frame.opcode == Opcode::close) return close(frame.code == 1005 ? close_code::normal : frame.code, "");
    if (!within_rate()) return cut(Cut::flooding, close_code::feed_protocol, "too many messages a second");
    switch (frame.opcode) {
        case Opcode::ping: return pong(Packet::bare(make_frame(Opcode::pong, frame.payload)));
        case Opcode::text: return take_message(frame.payload);
        case Opcode::close:
        case Opcode::pong:
        case Opcode::binary:
        case Opcode::continuation: return;
    }
}

bool WebsocketClient::within_rate() {
    const auto now = steady_clock::now();
    const auto whole_seconds = std::chrono::duration_cast<std::chrono::seconds>(now - tokens_at_);
    if (whole_seconds.count() > 0) {
        tokens_ = limits::inbound_messages_per_second;
        tokens_at_ = now;
    }
    if (tokens_ == 0) return false;
    --tokens_;
    return true;
}

void WebsocketClient::take_message(const std::string& text) {
    const auto received_us = context().now_us();
    const auto parsed = formats::parse_client_message(text);
    if (!parsed) return complain(parsed.error());
    said_something_ = true;
    if (parsed->kind == "ping") return say(formats::encode_pong(parsed->t0, received_us, context().now_us()));
    if (parsed->kind == "painted") return note(parsed->painted);
    if (parsed->kind == "command") return take_command(text);
    if (parsed->kind == "unsubscribe") return context().hub.unsubscribe(*this, parsed->topics);
    if (parsed->kind != "subscribe") return complain({errc::bad_input, "There is no message \"" + parsed->kind.substr(0, 40) + "\". Use subscribe, unsubscribe, ping, painted or command."});
    for (const auto& [topic, error] : context().hub.subscribe(*this, parsed->topics)) complain(error, topic);
    if (has_ended()) return;
    if (std::ranges::find(parsed->topics, "log") != parsed->topics.end()) {
        if (const auto done = context().hub.follow_log(*this, parsed->since); !done) complain(done.error(), "log");
    }
    flush();
}

void WebsocketClient::take_command(const std::string& text) {
    auto parsed = formats::parse_command(text);
    if (!parsed) return complain(parsed.error());
    const auto id = parsed->id;
    // Officials are on the main thread, which knows their sessions; on the others is nobody who may order anything.
    const auto sign_in_first = Error{errc::not_signed_in, "Sign in first."};
    if (const auto refused = context().refuse_order ? context().refuse_order(visitor(), wire().address(), parsed->command) : std::optional{sign_in_first}) {
        context().tally.refuse(refused->code);
        return say(formats::encode_refused(id, *refused));
    }
    engine::Origin origin{visitor().actor, id, std::move(parsed->reason)};
    context().commands(std::move(parsed->command), std::move(origin), [weak = std::weak_ptr{self<WebsocketClient>()}, id, executor = wire().executor()](engine::Outcome outcome) {
        boost::asio::post(executor, [weak, id, outcome = std::move(outcome)] {
            const auto self = weak.lock();
            if (!self) return;
            if (!outcome) self->context().tally.refuse(outcome.error().code);
            self->say(outcome ? formats::encode_accepted(id, *outcome) : formats::encode_refused(id, outcome.error()));
        });
    });
}

}  // namespace bowball::net
