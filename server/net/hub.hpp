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
#include "net/outbox.hpp"
#include "net/packet.hpp"
#include "views/views.hpp"

namespace bowball::net {

/// One view as it goes on the air.
struct Frame {
    std::string topic;
    views::Audience audience = views::Audience::everyone;
    Seq seq;
    std::optional<std::int64_t> edge_us;
    std::string data;                    ///< JSON object
    std::shared_ptr<const views::View> view = {};   ///< what it was made of, for whoever writes it in another form; may be null
};

/// One public entry of the log.
struct LogFrame {
    Seq seq;
    std::string data;
};

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
    };
    Wants wants_;
};

class Hub {
public:
    /// `log_dropped`: the newest public entry of the journal that will not be published here; zero if all will be.
    Hub(std::string epoch, std::function<std::int64_t()> now_us, Seq log_dropped = Seq{}) : epoch_(std::move(epoch)), now_us_(std::move(now_us)), log_dropped_(log_dropped) {}

    void publish(const std::vector<Frame>& frames, const std::vector<LogFrame>& entries, Seq head);

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

    /// The newest view of a topic: the frame as every client got it.
    struct Snapshot {
        Shared packet;
        Seq seq;
        std::string etag;                            ///< of its content: a view may change without a new entry
        std::shared_ptr<const std::string> gzip;     ///< the JSON compressed; null unless asked for
        views::Audience audience{};
    };
    /// `compressed`: with its gzip, which is made once for all who ask.
    [[nodiscard]] std::optional<Snapshot> snapshot(const std::string& topic, bool compressed = false);
    /// What a view was made of; null if there is none, or if it was published without.
    [[nodiscard]] std::shared_ptr<const views::View> view_of(const std::string& topic) const;
    /// Entries after `since` as a JSON array of event frames, at most `most`.
    [[nodiscard]] std::string log_after(Seq since, std::size_t most) const;
    /// Whether the ring holds entries after `since`.
    [[nodiscard]] bool has_after(Seq since) const { return !log_.empty() && log_.back().seq > since; }

    [[nodiscard]] Seq head() const { return head_; }
    /// The newest entry that the ring no longer holds.
    [[nodiscard]] Seq log_dropped() const { return log_dropped_; }
    [[nodiscard]] const std::string& epoch() const { return epoch_; }
    [[nodiscard]] std::size_t log_held() const { return log_.size(); }
    [[nodiscard]] std::size_t topics_held() const { return on_air_.size(); }
    struct Encoded {
        std::uint64_t packets = 0;
        std::uint64_t bytes = 0;
    };
    /// What was put together so far, once for all clients.
    [[nodiscard]] Encoded encoded() const { return encoded_; }
    struct Counts {
        std::uint32_t viewers = 0;
        std::uint32_t officials = 0;
        std::uint32_t boards = 0;          ///< of the viewers
        std::uint32_t event_streams = 0;   ///< of all
    };
    [[nodiscard]] Counts counts() const;

private:
    /// Officials first, then boards, then the public.
    struct OrderOfService {
        bool operator()(const Subscriber* one, const Subscriber* other) const;
    };
    struct OnAir {
        views::Audience audience{};
        Seq seq;
        std::optional<std::int64_t> edge_us;
        Shared packet;
        std::size_t data_size = 0;         ///< of the view's own JSON, which ends the frame's
        std::shared_ptr<const views::View> view;
        std::string etag;                  ///< made when somebody asks
        std::shared_ptr<const std::string> gzip;
    };
    struct Logged {
        Seq seq;
        Seq prev;
        Shared packet;
    };
    struct Outgoing {
        std::string topic;
        views::Audience audience{};
        Shared packet;
    };
    [[nodiscard]] Shared share(const std::string& json, Packet::About about);
    [[nodiscard]] std::string id_of(Seq seq) const;
    [[nodiscard]] Outgoing put_on_air(const std::string& topic, const Frame& frame);
    static void offer(Subscriber& client, const Outgoing& one);
    [[nodiscard]] Result<void> add_pattern(Subscriber& client, const std::string& pattern);
    [[nodiscard]] Shared gap(std::string_view why);
    void add_to_log(const std::vector<LogFrame>& entries);
    void turn_current(const std::string& meet);

    std::string epoch_;
    std::function<std::int64_t()> now_us_;
    Seq head_;
    Encoded encoded_;
    std::map<std::string, OnAir> on_air_;   ///< the current race's views too, as current/...
    std::deque<Logged> log_;
    std::uint64_t log_begin_ = 0;        ///< place of the oldest entry held; places count up for ever
    Seq log_dropped_;                    ///< newest entry that is no longer held
    std::string current_prefix_;         ///< "race/12/", or empty
    std::set<Subscriber*, OrderOfService> clients_;
};

}  // namespace bowball::net
