// One screen, overlay, official or script on a WebSocket. Owns every byte that goes out: views (latest wins), log entries
// (in order), answers, pongs and the close all leave through one writer, so nothing can land inside another frame.
#pragma once
#include <array>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <spdlog/logger.h>

#include "engine/command.hpp"
#include "net/hub.hpp"
#include "net/websocket_frame.hpp"

namespace bowball::net {

/// Hands an order to the race. `reply` may be called on any thread.
using CommandSink = std::function<void(engine::Command, engine::Origin, std::function<void(engine::Outcome)> reply)>;

/// What a client needs of its server; outlives it.
struct ClientContext {
    Hub& hub;
    CommandSink commands;
    std::function<std::int64_t()> now_us;
    int speed = 1;
    std::string version;
    std::shared_ptr<spdlog::logger> log;
    std::function<void(errc)> on_refused;   ///< counts what could not be understood or done
};

class WebsocketClient final : public Subscriber, public std::enable_shared_from_this<WebsocketClient> {
public:
    WebsocketClient(boost::asio::ip::tcp::socket socket, ClientContext& context, Actor actor, bool is_board);
    ~WebsocketClient() override;

    /// Greets and begins to read. `early`: bytes that came together with the handshake.
    void start(std::string early);
    /// Says why, then ends.
    void close(std::uint16_t code, std::string_view reason);
    void heartbeat(Shared frame);
    /// Ends without a word: for when the server goes.
    void abort();

    // Subscriber
    void view(const std::string& topic, Shared frame) override;
    void entry(Shared frame) override;
    void message(Shared frame) override;
    void flush() override;
    [[nodiscard]] bool is_official() const override { return actor_.role != Role::viewer; }
    [[nodiscard]] bool is_board() const override { return is_board_; }

private:
    void read();
    void take(std::string_view bytes);
    void take_frame(ClientFrame frame);
    void take_message(const std::string& text);
    void take_command(const std::string& text);
    void say(const std::string& json);
    void complain(const Error& error);
    [[nodiscard]] bool within_rate();
    void gather();
    void wait_until_writable();
    void watch();
    void finish();

    boost::asio::ip::tcp::socket socket_;
    ClientContext& context_;
    Actor actor_;
    bool is_board_;
    FrameReader reader_;
    std::array<char, 2048> buffer_{};
    boost::asio::steady_timer watch_timer_;

    std::deque<Shared> answers_;                 ///< hello, accepted, pong ...
    std::deque<std::pair<std::string, Shared>> views_;   ///< at most one a topic
    std::deque<Shared> entries_;
    std::size_t entry_bytes_ = 0;
    std::vector<Shared> in_flight_;
    std::size_t sent_ = 0;                       ///< of the first frame in flight
    bool waiting_ = false;
    std::optional<std::chrono::steady_clock::time_point> unsent_since_;

    bool said_something_ = false;
    std::chrono::steady_clock::time_point opened_ = std::chrono::steady_clock::now();
    std::size_t tokens_;
    std::chrono::steady_clock::time_point tokens_at_;
    bool closing_ = false;
    bool finished_ = false;
};

}  // namespace bowball::net
