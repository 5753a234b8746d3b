#include "net/shard.hpp"

#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "formats/frame.hpp"
#include "io/run_context.hpp"

namespace bowball::net {

ShardReport& ShardReport::operator+=(const ShardReport& other) {
    tally += other.tally;
    counts += other.counts;
    clients += other.clients;
    blocked += other.blocked;
    depth += other.depth;
    return *this;
}

Shard::Shard(const Terms& terms, OnOffered on_offered)
    : clock_(terms.clock), anchor_(terms.anchor),
      hub_(terms.epoch, terms.log_dropped, terms.is_edge, [this, on_offered = std::move(on_offered)](std::uint64_t broadcast) { on_offered(broadcast, now_us()); }),
      client_context_{hub_, watch_, terms.commands, [this] { return now_us(); }, terms.clock.speed(), terms.version, terms.role, terms.others, terms.log, terms.bounds, terms.heartbeat} {}

std::int64_t Shard::now_us() const { return std::chrono::floor<std::chrono::microseconds>(anchor_.to_race(clock_.now()).time_since_epoch()).count(); }

void Shard::start() {
    beat();
    thread_ = std::thread{[this] { run(); }};
}

/// What one client or one message caused must not end it for all.
void Shard::run() {
    io::run_context(context_, [this](const std::exception& problem) { client_context_.log->error("net: {}. It goes on.", problem.what()); });
}

void Shard::end(std::function<std::int64_t()> retry_ms) {
    boost::asio::post(context_, [this, retry_ms = std::move(retry_ms)] {
        heartbeat_.cancel();
        clients_.send_all_away(retry_ms, "the server restarts");
        // One more turn of the loop lets what was queued leave.
        boost::asio::post(context_, [this] {
            clients_.abort_all();
            watch_.end();
            work_.reset();
            context_.stop();
        });
    });
}

void Shard::give_up(const std::function<std::int64_t()>& retry_ms) {
    client_context_.role = role_superseded;
    clients_.send_all_away(retry_ms, "another server leads");
}

void Shard::join() {
    if (thread_.joinable()) thread_.join();
}

void Shard::take(const Broadcast& broadcast) {
    if (broadcast.venue) {
        anchor_ = broadcast.venue->anchor;
        venue_said_us_ = broadcast.venue->said_us;
    }
    hub_.take(broadcast);
    serve();
}

/// One slice of the public; the next one queues up behind what has come in meanwhile.
void Shard::serve() {
    if (is_serving_ || !hub_.go_on(limits::fan_out_slice)) return;
    is_serving_ = true;
    boost::asio::post(context_, [this] {
        is_serving_ = false;
        serve();
    });
}

ShardReport Shard::report() { return {client_context_.tally, hub_.counts(), clients_.size(), clients_.blocked(), clients_.depth()}; }

void Shard::beat() {
    heartbeat_.expires_after(client_context_.heartbeat);
    heartbeat_.async_wait([this](const boost::system::error_code& cancelled) {
        if (cancelled) return;
        beat();
        const auto now = now_us();
        const auto age_us = venue_said_us_ ? std::max<std::int64_t>(0, now - *venue_said_us_) / clock_.speed() : 0;
        hub_.beat(Packet::message(formats::encode_heartbeat(now, hub_.head(), age_us)));
        serve();
    });
}

}  // namespace bowball::net
