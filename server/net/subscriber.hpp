// A client as the hub sees it: what it can be given, and the hub's own notes about it.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>

#include "core/ids.hpp"
#include "net/outbox.hpp"
#include "net/packet.hpp"
#include "net/wish.hpp"

namespace bowball::net {

class Hub;
class Turns;

class Subscriber {
public:
    virtual ~Subscriber() = default;
    /// A view: replaces an unsent one of the same topic.
    virtual void view(Shared packet) = 0;
    virtual void message(Shared packet) = 0;
    /// The newest is enough: it is passed over where something still waits to leave.
    virtual void heartbeat(Shared packet) = 0;
    /// Sends what was queued, and then what the hub's log holds for it: next_entry().
    virtual void flush() = 0;
    [[nodiscard]] virtual bool is_official() const = 0;
    /// Before the public: a board or overlay that has a place among those. Neither this nor that changes while the client is there.
    [[nodiscard]] virtual bool is_board() const = 0;
    [[nodiscard]] virtual Transport transport() const = 0;

private:
    friend Hub;
    friend Turns;
    /// Kept here so that nothing is looked up on the way of a frame.
    struct Wants {
        bool is_there = false;
        Subscriber* before = nullptr;          ///< in its row
        Subscriber* after = nullptr;
        std::uint64_t served = 0;              ///< the newest that it was offered, as the hub counts
        std::shared_ptr<Wish> wish;            ///< null: it follows no views
        std::optional<std::uint64_t> log_at;   ///< follows the log: place of the entry it takes next
        Seq log_after;                         ///< it has these already: an edge may be behind another one, where it saw more
    };
    Wants wants_;
};

}  // namespace bowball::net
