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

#include "core/limits.hpp"
#include "engine/command.hpp"
#include "net/hub.hpp"
#include "net/places.hpp"
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
    Duration write_stall = limits::write_stall;   ///< who takes nothing for longer, while something waits, is cut
};

/// Who comes.
struct Visitor {
    Actor actor;
    std::string session;    ///< key of the session that the actor is of; empty for viewers
    bool is_board = false;
};

class WebsocketClient final : public Subscriber, public std::enable_shared_from_this<WebsocketClient> {
public:
    WebsocketClient(boost::asio::ip::tcp::socket socket, std::unique_ptr<Places::Place> place, ClientContext& context, Visitor visitor);
    ~WebsocketClient() override;

    /// Greets and begins to read. `handshake`: the first bytes to go out. `early`: bytes that came together with the request.
    void start(std::string handshake, std::string early);
    /// Answers the handshake only to say why there is no place: a page can read the code of a close, not of an answer.
    void turn_away(std::string handshake, std::uint16_t code, std::string_view reason);
    /// Says why, then ends.
    void close(std::uint16_t code, std::string_view reason);
    void heartbeat(Shared frame);
    /// Ends without a word: for when the server goes.
    void abort();

    // Subscriber
    void view(const std::string& topic, Shared frame) override;
    void message(Shared frame) override;
    void flush() override;
    [[nodiscard]] bool is_official() const override { return visitor_.actor.role != Role::viewer; }
    [[nodiscard]] bool is_board() const override { return visitor_.is_board; }
    [[nodiscard]] const std::string& session() const { return visitor_.session; }

private:
    void prepare(std::string handshake);
    void read();
    void take(std::string_view bytes);
    void take_frame(ClientFrame frame);
    void take_message(const std::string& text);
    void take_command(const std::string& text);
    void say(const std::string& json);
    void complain(const Error& error);
    [[nodiscard]] bool within_rate();
    void gather();
    void pull_log();
    void say_goodbye(std::uint16_t code, std::string_view reason);
    void linger();
    void wait_until_writable();
    void watch();
    void finish();

    boost::asio::ip::tcp::socket socket_;
    ClientContext& context_;
    std::unique_ptr<Places::Place> place_;
    Visitor visitor_;
    FrameReader reader_;
    std::array<char, 2048> buffer_{};
    boost::asio::steady_timer watch_timer_;

    std::deque<Shared> answers_;                 ///< the handshake, hello, accepted ...
    Shared pong_;                                ///< to the newest control ping
    std::deque<std::pair<std::string, Shared>> views_;   ///< at most one a topic
    std::vector<Shared> in_flight_;
    std::size_t sent_ = 0;                       ///< of the first frame in flight
    bool waiting_ = false;
    std::optional<std::chrono::steady_clock::time_point> unsent_since_;

    bool said_something_ = false;
    std::chrono::steady_clock::time_point opened_ = std::chrono::steady_clock::now();
    std::size_t tokens_;
    std::chrono::steady_clock::time_point tokens_at_;
    bool closing_ = false;
    bool lingers_ = true;
    std::optional<std::chrono::steady_clock::time_point> lingers_since_;   ///< said goodbye; waits for the other's
    bool finished_ = false;
};

}  // namespace bowball::net
