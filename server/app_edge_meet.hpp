// One meet at an edge: what two followers hear, served as the venue serves it. No race inside.
#pragma once
#include <boost/asio/io_context.hpp>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <spdlog/logger.h>

#include "net/server.hpp"
#include "relay/live_follower.hpp"
#include "relay/log_follower.hpp"
#include "relay/venue_clock.hpp"

namespace bowball {

struct EdgeMeetOptions {
    nats::Terms hub;
    relay::Names names;
    net::ServerOptions server;                 ///< all but what the venue says
    std::string data_dir;                      ///< with tokens for /metrics; empty: nobody has one
    std::string accounts_file{};               ///< whose people may sign in; empty: nobody
    std::string refusal = "This is an edge: officials work at the venue.";   ///< of every order
    std::function<void(net::Server&)> on_open{};   ///< once it serves, and again after the venue began a new journal; may be empty
};

class EdgeMeet {
public:
    /// `context` has one thread, on which everything here happens.
    EdgeMeet(boost::asio::io_context& context, EdgeMeetOptions options, std::shared_ptr<spdlog::logger> log);
    ~EdgeMeet() { stop(); }
    EdgeMeet(const EdgeMeet&) = delete;
    EdgeMeet& operator=(const EdgeMeet&) = delete;

    void start();
    /// Tells every client when to come back, and ends. `context` may have ended.
    void stop();
    /// The health view of this server itself: the venue's own goes to no hub.
    void show_health(const views::HealthView& health);
    /// Who was signed in; after stop().
    [[nodiscard]] net::Sessions take_sessions() { return std::move(sessions_); }

private:
    void take(relay::LiveNews news);
    void take(const std::string& epoch, relay::LogNews news);
    void take(const relay::Beat& beat, std::optional<std::chrono::microseconds> age);
    void begin(const relay::Beat& beat);
    void end();
    void serve();
    void publish(std::vector<net::Frame> frames, std::vector<net::LogFrame> entries);
    [[nodiscard]] std::vector<net::Frame> newer_of(std::vector<formats::ReceivedView>& views);
    void complain(std::string& said, const std::string& text) const;

    boost::asio::io_context& context_;
    EdgeMeetOptions options_;
    std::shared_ptr<spdlog::logger> log_;
    std::string epoch_;                        ///< of the venue's journal; empty: not heard of yet
    std::vector<std::string> superseded_;      ///< epochs that it took over from: who still writes those is not followed
    std::int32_t speed_ = 1;
    io::Clock clock_;                          ///< as fast as the venue's
    relay::VenueClock venue_;
    using Version = std::pair<Seq, std::int64_t>;   ///< of a view, and when it was sent: some change without an entry
    std::map<std::string, Version> heard_;        ///< by topic: the newest
    std::map<std::string, net::Frame> views_;     ///< until it serves
    std::optional<net::Frame> health_;            ///< of this server; absent: it shows none
    std::deque<net::LogFrame> entries_;           ///< until it serves
    Seq head_;
    Seq log_begins_after_;
    bool has_stopped_ = false;
    bool has_views_ = false;
    bool has_log_ = false;
    std::string live_trouble_;
    std::string log_trouble_;
    std::string serve_trouble_;
    net::Sessions sessions_;                      ///< while it does not serve
    std::unique_ptr<net::Server> server_;
    relay::LiveFollower live_;
    std::unique_ptr<relay::LogFollower> journal_;
};

}  // namespace bowball
