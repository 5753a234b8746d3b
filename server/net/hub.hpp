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
    /// An entry of the log: kept in order; a client that falls too far behind is cut off.
    virtual void entry(Shared frame) = 0;
    virtual void message(Shared frame) = 0;
    /// Sends what was queued.
    virtual void flush() = 0;
    [[nodiscard]] virtual bool is_official() const = 0;
    /// Before the public: boards and overlays.
    [[nodiscard]] virtual bool is_board() const = 0;
};

class Hub {
public:
    Hub(std::string epoch, std::function<std::int64_t()> now_us) : epoch_(std::move(epoch)), now_us_(std::move(now_us)) {}

    void publish(const std::vector<Frame>& frames, const std::vector<LogFrame>& entries, Seq head);

    void join(Subscriber& client);
    void leave(Subscriber& client);
    /// Adds patterns and queues the current view of each topic they name: no gap between the two.
    /// Fails with errc::bad_input, errc::too_many or errc::not_allowed.
    [[nodiscard]] Result<void> subscribe(Subscriber& client, const std::vector<std::string>& patterns);
    void unsubscribe(Subscriber& client, const std::vector<std::string>& patterns);
    /// The log from `since` ("epoch:seq") on, or from now on if empty. Queues a gap where history is not held.
    [[nodiscard]] Result<void> follow_log(Subscriber& client, const std::string& since);

    /// The newest view of a topic as JSON, with its epoch and seq for an ETag.
    struct Snapshot {
        std::string json;
        std::string etag;
        views::Audience audience{};
    };
    [[nodiscard]] std::optional<Snapshot> snapshot(const std::string& topic) const;
    /// Entries after `since` as a JSON array of event frames, at most `most`.
    [[nodiscard]] std::string log_after(Seq since, std::size_t most) const;

    [[nodiscard]] Seq head() const { return head_; }
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
        bool follows_log = false;
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
    void queue_current(Subscriber& client, const std::string& pattern, const OnAir& on_air);
    void turn_current(const Frame& meet);
    [[nodiscard]] std::vector<Subscriber*> in_order_of_service() const;

    std::string epoch_;
    std::function<std::int64_t()> now_us_;
    Seq head_;
    std::map<std::string, OnAir> on_air_;
    std::deque<Logged> log_;
    Seq log_dropped_;                    ///< newest entry that is no longer held
    std::string current_prefix_;         ///< "race/12/", or empty
    std::map<Subscriber*, Client> clients_;
};

}  // namespace bowball::net
