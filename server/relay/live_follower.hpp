// Hears the live frames of a meet, at an edge: what the hub has kept of every view first, then each as it comes. A thread of its own
// that waits for the hub; it comes back by itself, and then it tells all of it anew.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <spdlog/logger.h>
#include <thread>
#include <vector>

#include "formats/frame.hpp"
#include "nats/streams.hpp"
#include "relay/beat.hpp"
#include "relay/names.hpp"

namespace bowball::relay {

/// What was heard together.
struct LiveNews {
    std::vector<formats::ReceivedView> views;
    std::optional<Beat> beat;                        ///< the newest
    std::optional<std::chrono::microseconds> age;    ///< of a beat that the hub had kept, by both wall clocks; absent: it has just come
    bool is_all = false;                             ///< all that the hub had kept
    std::size_t not_understood = 0;
    friend bool is_nothing(const LiveNews& news) { return news.views.empty() && !news.beat && !news.is_all && news.not_understood == 0; }
};

class LiveFollower {
public:
    /// `on_news` and `on_trouble` are called on the follower's thread: they may only post. No trouble: an empty text.
    LiveFollower(nats::Terms hub, Names names, std::function<void(LiveNews&&)> on_news, std::function<void(std::string)> on_trouble, std::shared_ptr<spdlog::logger> log)
        : hub_(std::move(hub)), names_(std::move(names)), on_news_(std::move(on_news)), on_trouble_(std::move(on_trouble)), log_(std::move(log)) {}
    ~LiveFollower() { stop(); }
    LiveFollower(const LiveFollower&) = delete;
    LiveFollower& operator=(const LiveFollower&) = delete;

    void start();
    void stop();
    /// From any thread: tells all that the hub has kept once more.
    void tell_all_again();

private:
    void turn();
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> tell_what_was_kept(nats::Streams& streams);
    [[nodiscard]] Result<void> listen();
    void take(const nats::Message& message, LiveNews& news) const;
    void close();

    nats::Terms hub_;
    Names names_;
    std::function<void(LiveNews&&)> on_news_;
    std::function<void(std::string)> on_trouble_;
    std::shared_ptr<spdlog::logger> log_;
    std::unique_ptr<nats::Connection> connection_;
    std::unique_ptr<nats::Reader> reader_;   ///< after the connection
    boost::asio::io_context context_{1};
    boost::asio::steady_timer timer_{context_};
    std::thread thread_;
};

}  // namespace bowball::relay
