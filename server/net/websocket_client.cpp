#include "net/websocket_client.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <span>

#include "core/limits.hpp"
#include "formats/command.hpp"
#include "formats/frame.hpp"

namespace bowball::net {
namespace {

using std::chrono::steady_clock;

constexpr auto watch_rhythm = std::chrono::seconds{1};
/// For the other's close, after ours.
constexpr auto linger_for = std::chrono::seconds{2};
/// Frames in one gathered write: what the kernel takes at once.
constexpr std::size_t frames_per_write = 64;

}  // namespace

WebsocketClient::WebsocketClient(boost::asio::ip::tcp::socket socket, std::unique_ptr<Places::Place> place, ClientContext& context, Visitor visitor)
    : socket_(std::move(socket)), context_(context), place_(std::move(place)), visitor_(std::move(visitor)), reader_(limits::inbound_message_bytes),
      watch_timer_(socket_.get_executor()), tokens_(limits::inbound_messages_per_second), tokens_at_(steady_clock::now()) {}

WebsocketClient::~WebsocketClient() { finish(); }

void WebsocketClient::start(std::string handshake, std::string early) {
    prepare(std::move(handshake));
    context_.hub.join(*this);
    formats::HelloFrame hello;
    hello.version = context_.version;
    hello.epoch = context_.hub.epoch();
    hello.seq = context_.hub.head();
    hello.heartbeat_ms = limits::heartbeat / 1ms;
    hello.sent_us = context_.now_us();
    hello.speed = context_.speed;
    say(formats::encode_frame(hello));
    watch();
    if (!early.empty()) take(early);
    if (!finished_) read();
}

void WebsocketClient::turn_away(std::string handshake, std::uint16_t code, std::string_view reason) {
    prepare(std::move(handshake));
    context_.on_refused(errc::too_many);
    said_something_ = true;
    lingers_ = false;  // its place is wanted
    close(code, reason);
    if (!finished_) watch();
}

/// The handshake leaves as everything does, through the outbox: a socket whose buffer is full must not stop the others.
void WebsocketClient::prepare(std::string handshake) {
    boost::system::error_code ignored;
    socket_.set_option(boost::asio::ip::tcp::no_delay{true}, ignored);
    socket_.non_blocking(true, ignored);
    message(std::make_shared<const std::string>(std::move(handshake)));
}

void WebsocketClient::read() {
    socket_.async_read_some(boost::asio::buffer(buffer_), [self = shared_from_this()](const boost::system::error_code& failed, std::size_t count) {
        if (self->finished_) return;
        if (failed) return self->finish();
        self->take({self->buffer_.data(), count});
        if (!self->finished_) self->read();
    });
}

void WebsocketClient::take(std::string_view bytes) {
    for (auto& frame : reader_.feed(bytes)) {
        if (closing_ || finished_) return;
        take_frame(std::move(frame));
    }
    if (const auto code = reader_.failure(); code && !closing_) {
        context_.on_refused(errc::bad_input);
        close(*code, "the WebSocket protocol was broken");
    }
}

void WebsocketClient::take_frame(ClientFrame frame) {
    if (frame.opcode == Opcode::close) return close(frame.code == 1005 ? close_code::normal : frame.code, "");
    if (!within_rate()) return close(close_code::feed_protocol, "too many messages a second");
    switch (frame.opcode) {
        case Opcode::ping:
            // The newest alone needs an answer (RFC 6455 section 5.5.3).
            pong_ = std::make_shared<const std::string>(make_frame(Opcode::pong, frame.payload));
            return flush();
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
    const auto received_us = context_.now_us();
    const auto parsed = formats::parse_client_message(text);
    if (!parsed) return complain(parsed.error());
    said_something_ = true;
    if (parsed->kind == "ping") return say(formats::encode_pong(parsed->t0, received_us, context_.now_us()));
    if (parsed->kind == "command") return take_command(text);
    if (parsed->kind == "unsubscribe") return context_.hub.unsubscribe(*this, parsed->topics);
    if (parsed->kind != "subscribe") return complain({errc::bad_input, "There is no message \"" + parsed->kind.substr(0, 40) + "\". Use subscribe, unsubscribe, ping or command."});
    if (const auto done = context_.hub.subscribe(*this, parsed->topics); !done) complain(done.error());
    if (std::ranges::find(parsed->topics, "log") != parsed->topics.end()) {
        if (const auto done = context_.hub.follow_log(*this, parsed->since); !done) complain(done.error());
    }
    flush();
}

void WebsocketClient::take_command(const std::string& text) {
    auto parsed = formats::parse_command(text);
    if (!parsed) return complain(parsed.error());
    const auto id = parsed->id;
    if (const auto allowed = engine::check_authority(visitor_.actor.role, parsed->command); !allowed) {
        context_.on_refused(allowed.error().code);
        const auto error = visitor_.actor.role == Role::viewer ? Error{errc::not_signed_in, "Sign in first."} : allowed.error();
        return say(formats::encode_refused(id, error));
    }
    engine::Origin origin{visitor_.actor, id, std::move(parsed->reason)};
    context_.commands(std::move(parsed->command), std::move(origin), [weak = weak_from_this(), id, executor = socket_.get_executor()](engine::Outcome outcome) {
        boost::asio::post(executor, [weak, id, outcome = std::move(outcome)] {
            const auto self = weak.lock();
            if (!self) return;
            if (!outcome) self->context_.on_refused(outcome.error().code);
            self->say(outcome ? formats::encode_accepted(id, outcome->seq, outcome->repeated) : formats::encode_refused(id, outcome.error()));
        });
    });
}

void WebsocketClient::say(const std::string& json) {
    message(std::make_shared<const std::string>(make_frame(Opcode::text, json)));
    flush();
}

void WebsocketClient::complain(const Error& error) {
    context_.on_refused(error.code);
    say(formats::encode_error(error));
}

void WebsocketClient::view(const std::string& topic, Shared frame) {
    const auto waiting = std::ranges::find(views_, topic, [](const auto& one) { return one.first; });
    if (waiting != views_.end()) waiting->second = std::move(frame);
    else views_.emplace_back(topic, std::move(frame));
}

void WebsocketClient::message(Shared frame) {
    if (!closing_) answers_.push_back(std::move(frame));
}

void WebsocketClient::heartbeat(Shared frame) {
    // One heartbeat waiting is enough: a client that cannot take it will be judged by the age of its oldest byte.
    if (in_flight_.empty()) message(std::move(frame));
    flush();
}

/// Takes what waits into one gathered write: answers first, then views, then the log.
void WebsocketClient::gather() {
    if (pong_) in_flight_.push_back(std::exchange(pong_, nullptr));
    while (!answers_.empty() && in_flight_.size() < frames_per_write) {
        in_flight_.push_back(std::move(answers_.front()));
        answers_.pop_front();
    }
    while (!views_.empty() && in_flight_.size() < frames_per_write) {
        in_flight_.push_back(std::move(views_.front().second));
        views_.pop_front();
    }
    if (!closing_) pull_log();
}

/// Only as much of the log as goes out at once is held here; the rest stays in the hub's ring, where all share it.
void WebsocketClient::pull_log() {
    while (in_flight_.size() < frames_per_write) {
        auto next = context_.hub.next_entry(*this);
        if (!next) {
            context_.on_refused(next.error().code);
            message(std::make_shared<const std::string>(make_frame(Opcode::text, formats::encode_gap(context_.hub.epoch(), context_.hub.log_dropped(), next.error().text))));
            say_goodbye(close_code::too_slow, next.error().text);
            return gather();
        }
        if (!*next) return;
        in_flight_.push_back(std::move(*next));
    }
}

void WebsocketClient::flush() {
    if (finished_ || lingers_since_) return;
    if (answers_.size() > limits::answers_waiting) return finish();
    if (waiting_) return;
    for (;;) {
        if (in_flight_.empty()) gather();
        if (in_flight_.empty()) break;
        std::array<boost::asio::const_buffer, frames_per_write> buffers;
        for (std::size_t i = 0; i < in_flight_.size(); ++i) buffers[i] = boost::asio::buffer(*in_flight_[i]);
        buffers[0] += sent_;
        boost::system::error_code failed;
        auto count = socket_.write_some(std::span{buffers.data(), in_flight_.size()}, failed) + sent_;
        if (failed == boost::asio::error::would_block || failed == boost::asio::error::try_again) return wait_until_writable();
        if (failed) return finish();
        auto whole = std::size_t{0};
        while (whole < in_flight_.size() && count >= in_flight_[whole]->size()) count -= in_flight_[whole++]->size();
        in_flight_.erase(in_flight_.begin(), in_flight_.begin() + static_cast<std::ptrdiff_t>(whole));
        sent_ = count;
        unsent_since_.reset();
    }
    if (closing_) linger();
}

/// The goodbye is out. A socket that is closed with bytes unread takes it back: read on for a moment.
void WebsocketClient::linger() {
    if (!lingers_) return finish();
    boost::system::error_code ignored;
    socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_send, ignored);
    lingers_since_ = steady_clock::now();
}

void WebsocketClient::wait_until_writable() {
    waiting_ = true;
    if (!unsent_since_) unsent_since_ = steady_clock::now();
    socket_.async_wait(boost::asio::ip::tcp::socket::wait_write, [self = shared_from_this()](const boost::system::error_code& failed) {
        self->waiting_ = false;
        if (self->finished_) return;
        if (failed) return self->finish();
        self->flush();
    });
}

void WebsocketClient::watch() {
    watch_timer_.expires_after(watch_rhythm);
    watch_timer_.async_wait([self = shared_from_this()](const boost::system::error_code& cancelled) {
        if (cancelled || self->finished_) return;
        const auto now = steady_clock::now();
        if (!self->said_something_ && now - self->opened_ > limits::say_something_within) self->close(close_code::feed_protocol, "nothing was asked for");
        if (self->lingers_since_ && now - *self->lingers_since_ > linger_for) return self->finish();
        if (self->unsent_since_ && now - *self->unsent_since_ > self->context_.write_stall) {
            self->context_.log->info("client closed: it took nothing for {} s", self->context_.write_stall / 1s);
            return self->finish();
        }
        self->watch();
    });
}

void WebsocketClient::close(std::uint16_t code, std::string_view reason) {
    if (closing_ || finished_) return;
    say_goodbye(code, reason);
    flush();
}

void WebsocketClient::say_goodbye(std::uint16_t code, std::string_view reason) {
    context_.hub.leave(*this);
    views_.clear();
    message(std::make_shared<const std::string>(make_close_frame(code, reason)));
    closing_ = true;
}

void WebsocketClient::abort() { finish(); }

void WebsocketClient::finish() {
    if (finished_) return;
    finished_ = true;
    context_.hub.leave(*this);
    watch_timer_.cancel();
    boost::system::error_code ignored;
    socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_both, ignored);
    socket_.close(ignored);
}

}  // namespace bowball::net
