// Who is to get what: the clients of one net thread, and the bytes that are on the air for them. All of it lives on that thread.
#pragma once
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/role.hpp"
#include "net/broadcast.hpp"
#include "net/outbox.hpp"
#include "net/packet.hpp"

namespace bowball::net {

/// A client as the hub sees it.
class Hub;
class Subscriber {
public:
    virtual ~Subscriber() = default;
    /// A view: replaces an unsent one of the same topic.
    virtual void view(Shared packet) = 0;
    virtual void message(Shared packet) = 0;
    /// Sends what was queued, and then what the hub's log holds for it: next_entry().
    virtual void flush() = 0;
    [[nodiscard]] virtual bool is_official() const = 0;
    /// Before the public: boards and overlays. Neither this nor that changes while the client is there.
    [[nodiscard]] virtual bool is_board() const = 0;
    [[nodiscard]] virtual Transport transport() const = 0;

private:
    friend Hub;
    /// The hub's notes about this client, kept here so that nothing is looked up on the way of a frame.
    struct Wants {
        bool is_there = false;
        std::set<std::string> patterns;
        std::optional<std::uint64_t> log_at;   ///< follows the log: place of the entry it takes next
        Seq log_after;                         ///< it has these already: an edge may be behind another one, where it saw more
    };
    Wants wants_;
};

class Hub {
public:
    /// `log_dropped`: as Air has it.
    /// `may_be_behind`: an edge; a client may know more of this journal than has come here yet.
    explicit Hub(std::string epoch, Seq log_dropped = Seq{}, bool may_be_behind = false) : epoch_(std::move(epoch)), log_dropped_(log_dropped), may_be_behind_(may_be_behind) {}

    /// Hands it to whoever wants it.
    void take(const Broadcast& broadcast);

    void join(Subscriber& client);
    void leave(Subscriber& client);
    /// Adds patterns and queues the current view of each topic they name: no gap between the two.
    /// A topic that is refused leaves the others standing; every refusal is answered: errc::bad_input, errc::too_many or
    /// errc::not_allowed.
    struct Refused {
        std::string topic;
        Error error;
    };
    [[nodiscard]] std::vector<Refused> subscribe(Subscriber& client, const std::vector<std::string>& patterns);
    void unsubscribe(Subscriber& client, const std::vector<std::string>& patterns);
    /// The log from `since` ("epoch:seq") on, or from now on if empty. Queues a gap where history is not held, or where this
    /// journal does not reach. Nothing is copied: the client pulls as fast as it can take.
    [[nodiscard]] Result<void> follow_log(Subscriber& client, const std::string& since);

    /// The entry that a client which follows the log takes next: in order, none twice. Null if there is none now, or if it
    /// does not follow. Fails with errc::too_many where the ring has left the client behind; it then gets nothing more.
    [[nodiscard]] Result<Shared> next_entry(Subscriber& client);

    [[nodiscard]] Seq head() const { return head_; }
    /// The newest entry that the ring no longer holds.
    [[nodiscard]] Seq log_dropped() const { return log_dropped_; }
    [[nodiscard]] const std::string& epoch() const { return epoch_; }
    struct Counts {
        std::uint32_t viewers = 0;
        std::uint32_t officials = 0;
        std::uint32_t boards = 0;          ///< of the viewers
        std::uint32_t event_streams = 0;   ///< of all
        Counts& operator+=(const Counts& other);
    };
    [[nodiscard]] Counts counts() const;

private:
    /// Officials first, then boards, then the public.
    struct OrderOfService {
        bool operator()(const Subscriber* one, const Subscriber* other) const;
    };
    static void offer(Subscriber& client, const Broadcast::View& one);
    [[nodiscard]] Result<void> add_pattern(Subscriber& client, const std::string& pattern);
    [[nodiscard]] Shared gap(std::string_view why) const;
    void keep(const Broadcast& broadcast);

    std::string epoch_;
    Seq head_;
    std::map<std::string, Broadcast::View> on_air_;
    std::deque<Broadcast::Entry> log_;
    std::uint64_t log_begin_ = 0;        ///< place of the oldest entry held; places count up for ever
    Seq log_dropped_;
    bool may_be_behind_;
    std::set<Subscriber*, OrderOfService> clients_;
};

}  // namespace bowball::net
