#include "net/shard.hpp"

#include <boost/asio/post.hpp>

#include "core/limits.hpp"
#include "formats/frame.hpp"

namespace bowball::net {

ShardReport& ShardReport::operator+=(const ShardReport& other) {
    tally += other.tally;
    counts += other.counts;
    clients += other.clients;
    blocked += other.blocked;
    to_frame += other.to_frame;
    return *this;
}

Shard::Shard(const Terms& terms)
    : clock_(terms.clock), anchor_(terms.anchor), hub_(terms.epoch, terms.log_dropped, terms.is_edge),
      client_context_{hub_, terms.commands, [this] { return now_us(); }, terms.clock.speed(), terms.version, terms.log, terms.write_stall, terms.heartbeat} {}

std::int64_t Shard::now_us() const { return std::chrono::floor<std::chrono::microseconds>(anchor_.to_race(clock_.now()).time_since_epoch()).count(); }

void Shard::start() {
    beat();
    thread_ = std::thread{[this] { run(); }};
}

/// What one client or one message caused must not end it for all.
void Shard::run() {
    for (;;) {
        try {
            context_.run();
            return;
        } catch (const std::exception& problem) {
            client_context_.log->error("net: {}. It goes on.", problem.what());
        }
    }
}

void Shard::end(std::function<std::int64_t()> retry_ms) {
    boost::asio::post(context_, [this, retry_ms = std::move(retry_ms)] {
        heartbeat_.cancel();
        clients_.send_all_away(retry_ms, "the server restarts");
        // One more turn of the loop lets what was queued leave.
        boost::asio::post(context_, [this] {
            clients_.abort_all();
            work_.reset();
            context_.stop();
        });
    });
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
    // Every client has been offered it: what its socket did not take at once is the client's own delay.
    if (broadcast.edge_us && !broadcast.views.empty()) to_frame_.add(client_context_.now_us() - *broadcast.edge_us);
}

ShardReport Shard::report() { return {client_context_.tally, hub_.counts(), clients_.size(), clients_.blocked(), to_frame_}; }

void Shard::beat() {
    heartbeat_.expires_after(client_context_.heartbeat);
    heartbeat_.async_wait([this](const boost::system::error_code& cancelled) {
        if (cancelled) return;
        beat();
        const auto now = now_us();
        const auto age_us = venue_said_us_ ? std::max<std::int64_t>(0, now - *venue_said_us_) / clock_.speed() : 0;
        clients_.heartbeat(Packet::message(formats::encode_heartbeat(now, hub_.head(), age_us)));
    });
}

}  // namespace bowball::net
