// One client of the feed, whatever its transport: joins the hub, owns the outbox, is watched, is told why it must go.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <spdlog/logger.h>

#include "core/limits.hpp"
#include "engine/command.hpp"
#include "net/bounds.hpp"
#include "net/display.hpp"
#include "net/hub.hpp"
#include "net/outbox.hpp"
#include "net/places.hpp"
#include "net/tally.hpp"
#include "net/watch.hpp"

namespace bowball::net {

/// Hands an order to the race. `reply` may be called on any thread.
using CommandSink = std::function<void(engine::Command, engine::Origin, std::function<void(engine::Outcome)> reply)>;

struct Visitor;

/// The role of a server that another one has taken the meet over from.
inline constexpr std::string_view role_superseded = "superseded";

/// What a client needs of its server; outlives it.
struct ClientContext {
    Hub& hub;
    Watch& watch;
    CommandSink commands;
    std::function<std::int64_t()> now_us;
    int speed = 1;
    std::string version;
    std::string role = "leading";           ///< as formats::HelloFrame has both
    std::vector<std::string> others = {};
    std::shared_ptr<spdlog::logger> log;
    Bounds bounds = {};
    Duration heartbeat = limits::heartbeat;
    Tally tally = {};
    /// Why an order is not taken from whom it comes; on the main net thread, where officials are. Absent: on the others.
    std::function<std::optional<Error>(const Visitor&, const std::string& address, const engine::Command&)> refuse_order = {};
};

/// Counts all, and logs what is no flood of lines.
void note_cut(ClientContext& context, Cut why, std::string_view transport, const std::string& address, std::string_view reason);

/// Who comes.
struct Visitor {
    Actor actor;
    std::string session;    ///< key of the session that the actor is of; empty for viewers
    bool is_board = false;  ///< says so, and tells how its pictures do
    std::shared_ptr<void> board_place = {};   ///< a board that is served before the public holds one
    std::string screen;     ///< what a board is called; may be empty
    std::string client;     ///< what it calls itself, so that it can take the place of its own lost connection; may be empty
};

class FeedClient : public Subscriber, public std::enable_shared_from_this<FeedClient> {
public:
    ~FeedClient() override;

    /// Says why, then ends.
    void cut(Cut why, std::uint16_t code, std::string_view reason);
    /// Says when to come back, then ends.
    void send_away(std::int64_t retry_ms, std::string_view reason);
    /// Ends without a word: for when the server goes.
    void abort() { finish(); }
    /// About once a second, until it has gone.
    void check(std::chrono::steady_clock::time_point now);
    [[nodiscard]] bool is_finished() const { return finished_; }

    // Subscriber
    void view(Shared packet) override;
    void message(Shared packet) override;
    void heartbeat(Shared packet) override;
    void flush() override;
    [[nodiscard]] bool is_official() const override { return visitor_.actor.role != Role::viewer; }
    [[nodiscard]] bool is_board() const override { return visitor_.board_place != nullptr; }
    [[nodiscard]] Transport transport() const override { return transport_; }
    [[nodiscard]] const Visitor& visitor() const { return visitor_; }
    /// How a board is seen to do; nothing of others, and of one that ends.
    [[nodiscard]] std::optional<views::HealthView::Display> display() const;
    /// Messages that wait for it.
    [[nodiscard]] std::size_t depth() const { return outbox_.depth(); }
    /// Whether its socket takes nothing at the moment.
    [[nodiscard]] bool is_blocked() const { return waiting_; }

protected:
    FeedClient(std::unique_ptr<Wire> wire, std::unique_ptr<Places::Place> place, ClientContext& context, Visitor visitor, Transport transport, bool deflates = false);

    /// The last message of this transport; null if it has none.
    [[nodiscard]] virtual Shared goodbye(std::uint16_t code, std::string_view reason) = 0;
    /// About once a second, until it has ended.
    virtual void look() {}

    void greet();
    void be_watched() { context_.watch.add(weak_from_this()); }
    void say(const std::string& json);
    /// Of many only the newest needs an answer (RFC 6455 section 5.5.3).
    void pong(Shared packet) {
        outbox_.pong(std::move(packet));
        flush();
    }
    /// What a board says of a frame that it painted.
    void note(const formats::Painted& painted) {
        if (display_) display_->note(painted, context_.now_us());
    }
    void complain(const Error& error, std::string_view topic = {});
    /// Sends the goodbye, then ends: as the other end asked for.
    void close(std::uint16_t code, std::string_view reason);
    /// Without waiting for the other's end: its place is wanted.
    void do_not_linger() { lingers_ = false; }
    void finish();
    void finish_after(const boost::system::error_code& failed);
    [[nodiscard]] bool has_ended() const { return closing_ || finished_; }
    [[nodiscard]] ClientContext& context() { return context_; }
    [[nodiscard]] Wire& wire() { return *wire_; }
    template <class T>
    [[nodiscard]] std::shared_ptr<T> self() { return std::static_pointer_cast<T>(shared_from_this()); }

private:
    [[nodiscard]] Shared next_entry();
    void note_cut(Cut why, std::string_view reason);
    void say_goodbye(std::uint16_t code, std::string_view reason);
    void linger();
    void wait_until_writable();
    void go_on_later();

    std::unique_ptr<Wire> wire_;
    ClientContext& context_;
    std::unique_ptr<Places::Place> place_;
    Visitor visitor_;
    Transport transport_;
    Outbox outbox_;
    std::unique_ptr<Display> display_;   ///< of a board
    bool waiting_ = false;
    bool goes_on_ = false;   ///< more waits than leaves in one go: its next turn is due
    bool closing_ = false;
    bool lingers_ = true;
    std::optional<std::chrono::steady_clock::time_point> lingers_since_;   ///< said goodbye; waits for the other's
    bool finished_ = false;
};

}  // namespace bowball::net
