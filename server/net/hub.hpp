// What is on the air: the newest frame of every topic, the log's ring, and who is to get what. One per net thread; all of
// it lives on that thread. A frame's bytes are put together once and shared.
#pragma once
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/role.hpp"
#include "views/views.hpp"

namespace bowball::net {

/// Bytes that many clients share.
using Shared = std::shared_ptr<const std::string>;

/// One view as it goes on the air.
struct Frame {
    std::string topic;
    views::Audience audience = views::Audience::everyone;
    Seq seq;
    std::optional<std::int64_t> edge_us;
    std::string data;                    ///< JSON object
};

/// One public entry of the log.
struct LogFrame {
    Seq seq;
    std::string data;
};

/// A client as the hub sees it.
class Subscriber {
public:
    virtual ~Subscriber() = default;
    /// A view: replaces an unsent one of the same topic.
    virtual void view(const std::string& topic, Shared frame) = 0;
    virtual void message(Shared frame) = 0;
    /// Sends what was queued, and then what the hub's log holds for it: next_entry().
    virtual void flush() = 0;
    [[nodiscard]] virtual bool is_official() const = 0;
    /// Before the public: boards and overlays.
    [[nodiscard]] virtual bool is_board() const = 0;
};

class Hub {
public:
    /// `log_dropped`: the newest public entry of the journal that will not be published here; zero if all will be.
    Hub(std::string epoch, std::function<std::int64_t()> now_us, Seq log_dropped = Seq{}) : epoch_(std::move(epoch)), now_us_(std::move(now_us)), log_dropped_(log_dropped) {}

    void publish(const std::vector<Frame>& frames, const std::vector<LogFrame>& entries, Seq head);

    void join(Subscriber& client);
    void leave(Subscriber& client);
    /// Adds patterns and queues the current view of each topic they name: no gap between the two.
    /// A topic that is refused leaves the others standing; the first refusal is the answer: errc::bad_input, errc::too_many or
    /// errc::not_allowed.
    [[nodiscard]] Result<void> subscribe(Subscriber& client, const std::vector<std::string>& patterns);
    void unsubscribe(Subscriber& client, const std::vector<std::string>& patterns);
    /// The log from `since` ("epoch:seq") on, or from now on if empty. Queues a gap where history is not held, or where this
    /// journal does not reach. Nothing is copied: the client pulls as fast as it can take.
    [[nodiscard]] Result<void> follow_log(Subscriber& client, const std::string& since);

    /// The entry that a client which follows the log takes next: in order, none twice. Null if there is none now, or if it
    /// does not follow. Fails with errc::too_many where the ring has left the client behind; it then gets nothing more.
    [[nodiscard]] Result<Shared> next_entry(Subscriber& client);

    /// The newest view of a topic as JSON, with an ETag of its content: a view may change without a new entry.
    struct Snapshot {
        std::string json;
        std::string etag;
        views::Audience audience{};
    };
    [[nodiscard]] std::optional<Snapshot> snapshot(const std::string& topic) const;
    /// Entries after `since` as a JSON array of event frames, at most `most`.
    [[nodiscard]] std::string log_after(Seq since, std::size_t most) const;

    [[nodiscard]] Seq head() const { return head_; }
    /// The newest entry that the ring no longer holds.
    [[nodiscard]] Seq log_dropped() const { return log_dropped_; }
    [[nodiscard]] const std::string& epoch() const { return epoch_; }
    struct Counts {
        std::uint32_t viewers = 0;
        std::uint32_t officials = 0;
    };
    [[nodiscard]] Counts counts() const;
    void for_each(const std::function<void(Subscriber&)>& visit) const;

private:
    struct Client {
        std::set<std::string> patterns;
        std::optional<std::uint64_t> log_at;   ///< follows the log: place of the entry it takes next
    };
    struct OnAir {
        Frame frame;
        Shared bytes;
    };
    struct Logged {
        Seq seq;
        Seq prev;
        Shared bytes;
    };
    [[nodiscard]] Shared encode(const Frame& frame, std::string_view topic) const;
    [[nodiscard]] Result<void> add_pattern(Subscriber& client, const std::string& pattern);
    void queue_current(Subscriber& client, const std::string& pattern, const OnAir& on_air);
    [[nodiscard]] Shared gap(std::string_view why) const;
    void add_to_log(const std::vector<LogFrame>& entries);
    void turn_current(const Frame& meet);
    [[nodiscard]] std::vector<Subscriber*> in_order_of_service() const;

    std::string epoch_;
    std::function<std::int64_t()> now_us_;
    Seq head_;
    std::map<std::string, OnAir> on_air_;
    std::deque<Logged> log_;
    std::uint64_t log_begin_ = 0;        ///< place of the oldest entry held; places count up for ever
    Seq log_dropped_;                    ///< newest entry that is no longer held
    std::string current_prefix_;         ///< "race/12/", or empty
    std::map<Subscriber*, Client> clients_;
};

}  // namespace bowball::net
