#include "net/feed_client.hpp"

#include <boost/asio/post.hpp>

#include "formats/frame.hpp"
#include "net/websocket_frame.hpp"

namespace bowball::net {
namespace {

using std::chrono::steady_clock;

}  // namespace

FeedClient::FeedClient(std::unique_ptr<Wire> wire, std::unique_ptr<Places::Place> place, ClientContext& context, Visitor visitor, Transport transport, bool deflates)
    : wire_(std::move(wire)), context_(context), place_(std::move(place)), visitor_(std::move(visitor)), transport_(transport), outbox_(transport, deflates), display_(visitor_.is_board ? std::make_unique<Display>(context.now_us(), context.speed) : nullptr) {}

FeedClient::~FeedClient() { finish(); }

void note_cut(ClientContext& context, Cut why, std::string_view transport, const std::string& address, std::string_view reason) {
    // The counter counts all. A flood of bad clients must not become a flood of lines.
    const auto count = ++context.tally.cuts[why];
    if (count <= 100 || count % 1000 == 0) context.log->info("client cut reason={} transport={} address={} times={}: {}", to_string(why), transport, address, count, reason);
}

void FeedClient::greet() {
    context_.hub.join(*this);
    formats::HelloFrame hello;
    hello.version = context_.version;
    hello.epoch = context_.hub.epoch();
    hello.seq = context_.hub.head();
    hello.heartbeat_ms = context_.heartbeat / 1ms;
    hello.sent_us = context_.now_us();
    hello.speed = context_.speed;
    hello.role = context_.role;
    hello.others = context_.others;
    say(formats::encode_frame(hello));
}

void FeedClient::say(const std::string& json) {
    message(Packet::message(json));
    flush();
}

void FeedClient::complain(const Error& error, std::string_view topic) {
    context_.tally.refuse(error.code);
    say(formats::encode_error(error, topic));
}

std::optional<views::HealthView::Display> FeedClient::display() const {
    if (!display_ || has_ended()) return std::nullopt;
    auto shown = display_->describe(context_.now_us());
    shown.name = visitor_.screen;
    shown.address = wire_->address();
    return shown;
}

void FeedClient::view(Shared packet) {
    if (display_) display_->note_sent(packet->sent_us(), context_.now_us());
    ++context_.tally.deliveries;
    if (outbox_.view(std::move(packet))) ++context_.tally.conflated;
}

void FeedClient::message(Shared packet) {
    if (!closing_) outbox_.message(std::move(packet));
}

void FeedClient::heartbeat(Shared packet) {
    // One heartbeat waiting is enough: a client that cannot take it will be judged by the age of its oldest byte.
    if (outbox_.is_idle()) message(std::move(packet));
}

Shared FeedClient::next_entry() {
    if (closing_) return nullptr;
    auto next = context_.hub.next_entry(*this);
    if (next) return std::move(*next);
    const auto text = next.error().text;
    note_cut(Cut::behind_the_log, text);
    message(Packet::message(formats::encode_gap(context_.hub.epoch(), context_.hub.log_dropped(), text)));
    say_goodbye(close_code::too_slow, text);
    return nullptr;
}

void FeedClient::flush() {
    if (finished_ || lingers_since_) return;
    if (outbox_.is_overfull(context_.bounds.outbox_bytes)) {
        note_cut(Cut::unread_answers, "answers wait that it does not read");
        return finish();
    }
    if (waiting_ || goes_on_) return;
    auto done = outbox_.write(*wire_, [this] { return next_entry(); });
    // The log may have ended it: its goodbye waits now.
    if (done == Outbox::Done::all && closing_) done = outbox_.write(*wire_, [] { return Shared{}; });
    context_.tally.sent_bytes += outbox_.take_sent_bytes();
    switch (done) {
        case Outbox::Done::blocked: return wait_until_writable();
        case Outbox::Done::more: return go_on_later();
        case Outbox::Done::failed:
            // The kernel says only once why a connection has ended, and what waits to read may have heard it: that comes first.
            return boost::asio::post(wire_->executor(), [self = shared_from_this()] {
                if (!self->finished_) self->finish_after(self->outbox_.failure());
            });
        case Outbox::Done::all: break;
    }
    if (closing_) linger();
}

/// The goodbye is out. A socket that is closed with bytes unread takes it back: read on for a moment.
void FeedClient::linger() {
    if (!lingers_) return finish();
    wire_->end_sending();
    lingers_since_ = steady_clock::now();
}

/// Others first: officials, and what is new.
void FeedClient::go_on_later() {
    goes_on_ = true;
    boost::asio::post(wire_->executor(), [self = shared_from_this()] {
        self->goes_on_ = false;
        if (!self->finished_) self->flush();
    });
}

void FeedClient::wait_until_writable() {
    waiting_ = true;
    wire_->wait_until_writable([self = shared_from_this()](const boost::system::error_code& failed) {
        self->waiting_ = false;
        if (self->finished_) return;
        if (failed) return self->finish_after(failed);
        self->flush();
    });
}

void FeedClient::check(steady_clock::time_point now) {
    if (lingers_since_ && now - *lingers_since_ > context_.bounds.linger_for) return finish();
    if (const auto since = outbox_.unsent_since(); since && now - *since > context_.bounds.write_stall) {
        note_cut(Cut::stalled, "it takes nothing");
        return finish();
    }
    if (!closing_) look();
}

void FeedClient::note_cut(Cut why, std::string_view reason) { net::note_cut(context_, why, to_string(transport_), wire_->address(), reason); }

/// Who goes of himself is no trouble; whom the kernel gave up is.
void FeedClient::finish_after(const boost::system::error_code& failed) {
    namespace error = boost::asio::error;
    // The kernel says once why it gave a line up, to whoever reads or writes first, and then only that there is an end.
    const auto& why = outbox_.failure() ? outbox_.failure() : failed;
    if (why == error::timed_out || why == error::host_unreachable || why == error::network_unreachable) note_cut(Cut::lost, "its line is dead: " + why.message());
    finish();
}

void FeedClient::cut(Cut why, std::uint16_t code, std::string_view reason) {
    if (has_ended()) return;
    note_cut(why, reason);
    close(code, reason);
}

void FeedClient::send_away(std::int64_t retry_ms, std::string_view reason) {
    if (has_ended()) return;
    ++context_.tally.cuts[Cut::restart];
    // Before the frame that says so: what browsers wait by themselves before they open a stream of events again.
    if (transport_ == Transport::events) message(Packet::bare("retry: " + std::to_string(retry_ms) + "\n"));
    message(Packet::message(formats::encode_bye(close_code::restart, retry_ms, reason)));
    close(close_code::restart, reason);
}

void FeedClient::close(std::uint16_t code, std::string_view reason) {
    if (has_ended()) return;
    say_goodbye(code, reason);
    flush();
}

void FeedClient::say_goodbye(std::uint16_t code, std::string_view reason) {
    context_.hub.leave(*this);
    outbox_.drop_views();
    if (auto last = goodbye(code, reason)) message(std::move(last));
    closing_ = true;
}

void FeedClient::finish() {
    if (finished_) return;
    finished_ = true;
    context_.hub.leave(*this);
    wire_->close();
    place_.reset();
    visitor_.board_place.reset();
}

}  // namespace bowball::net
