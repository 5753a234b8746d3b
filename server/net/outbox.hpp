// What is to go out to one client, and how far it is: views (latest wins), the log (in order), answers. One writer owns
// every byte, so nothing can land inside another message.
#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "net/packet.hpp"
#include "net/pending_views.hpp"
#include "net/wire.hpp"

namespace bowball::net {

enum class Transport : std::uint8_t { websocket, events };
[[nodiscard]] constexpr std::string_view to_string(Transport transport) { return transport == Transport::websocket ? "websocket" : "events"; }

class Outbox {
public:
    /// `deflates`: what many get leaves compressed.
    explicit Outbox(Transport transport, bool deflates = false) : transport_(transport), deflates_(deflates) {}

    /// Replaces an unsent view of the topic. Returns whether there was one.
    bool view(Shared packet) { return views_.put(std::move(packet)); }
    void message(Shared packet);
    /// Only the newest needs to leave.
    void pong(Shared packet) { pong_ = std::move(packet); }
    void drop_views() { views_.clear(); }

    /// Whether more answers wait than one client may have: limits::answers_waiting of them, or `most_bytes`.
    [[nodiscard]] bool is_overfull(std::size_t most_bytes) const;
    /// Messages that wait, or that have begun to leave.
    [[nodiscard]] std::size_t depth() const { return answers_.size() + views_.size() + in_flight_.size() + (pong_ ? 1 : 0); }
    [[nodiscard]] bool is_idle() const { return in_flight_.empty(); }

    enum class Done : std::uint8_t { all, more, blocked, failed };
    /// Writes until nothing waits, the wire takes no more, or limits::writes_in_one_go were made: then there is more, and others have their turn
    /// first. `next` gives the log's next entry, or null.
    [[nodiscard]] Done write(Wire& wire, const std::function<Shared()>& next);

    /// Since when the oldest unsent byte waits.
    [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> unsent_since() const { return unsent_since_; }
    /// Why the last write failed.
    [[nodiscard]] const boost::system::error_code& failure() const { return failure_; }
    /// Bytes that the kernel took since this was last asked.
    [[nodiscard]] std::uint64_t take_sent_bytes() { return std::exchange(sent_bytes_, 0); }

private:
    void gather(const std::function<Shared()>& next);
    [[nodiscard]] std::string_view frame_of(const Packet& packet) const { return deflates_ ? packet.deflated_websocket() : packet.websocket(); }
    [[nodiscard]] std::size_t size_of(const Packet& packet) const;
    [[nodiscard]] std::size_t write_in_flight(Wire& wire, boost::system::error_code& failed) const;
    void note_sent(std::size_t count);

    Transport transport_;
    bool deflates_;
    std::vector<Shared> answers_;                ///< the handshake, hello, accepted ... An empty deque has half a kilobyte
    std::size_t answer_bytes_ = 0;
    Shared pong_;
    PendingViews views_;
    std::vector<Shared> in_flight_;
    std::size_t sent_ = 0;                       ///< of the first in flight
    std::uint64_t sent_bytes_ = 0;
    std::optional<std::chrono::steady_clock::time_point> unsent_since_;
    boost::system::error_code failure_;
};

}  // namespace bowball::net
