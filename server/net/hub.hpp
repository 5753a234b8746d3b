// Who is to get what: the clients of one net thread, and the bytes that are on the air for them. All of it lives on that thread.
//
// A broadcast goes to officials and boards at once, whatever else is under way. The public is many: it is served a slice at a time, round
// and round, so that a message of an official, and what is new for officials and boards, waits for one slice and never for ten thousand
// screens. Whom a round has not reached when something newer comes gets both in one write, and of one topic only the newest.
#pragma once
#include <array>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.hpp"
#include "core/role.hpp"
#include "net/broadcast.hpp"
#include "net/packet.hpp"
#include "net/subscriber.hpp"
#include "net/turns.hpp"
#include "net/under_way.hpp"
#include "net/wish.hpp"

namespace bowball::net {

class Hub {
public:
    /// Told by its number that a broadcast, with all before it, was offered to everybody here.
    using OnOffered = std::function<void(std::uint64_t broadcast)>;
    /// `log_dropped`: as Air has it.
    /// `may_be_behind`: an edge; a client may know more of this journal than has come here yet.
    explicit Hub(std::string epoch, Seq log_dropped = Seq{}, bool may_be_behind = false, OnOffered on_offered = {})
        : epoch_(std::move(epoch)), log_dropped_(log_dropped), may_be_behind_(may_be_behind), on_offered_(std::move(on_offered)) {}

    /// Hands it to officials and boards that want it; the public gets it by go_on().
    void take(const Broadcast& broadcast);
    /// The same with a sign of life.
    void beat(Shared heartbeat);
    /// Serves `most` of the public what they have not got. Whether there are more.
    bool go_on(std::size_t most);

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
        std::uint64_t log_waiting = 0;     ///< entries that those who follow the log have not taken yet
        Counts& operator+=(const Counts& other);
    };
    [[nodiscard]] Counts counts() const;
    /// How often a topic was compared with a pattern so far.
    [[nodiscard]] std::uint64_t compared() const { return compared_; }

private:
    /// Officials first, then boards, then the public.
    enum Class : std::size_t { officials, boards, everybody, classes };
    [[nodiscard]] static Class class_of(const Subscriber& client);
    void send_off(const Broadcast* broadcast);
    void serve(Turns& row, std::size_t most);
    void offer(Subscriber& client);
    void settle();
    [[nodiscard]] const std::vector<Shared>& news_for(const std::shared_ptr<Wish>& wish, std::uint64_t after);
    void find_news(const Wish& wish, std::uint64_t after, std::vector<Shared>& news);
    [[nodiscard]] bool matches(const std::string& topic, const std::string& pattern);
    [[nodiscard]] static bool is_open_to(const Broadcast::View& view, bool is_official) { return is_official || view.audience == views::Audience::everyone; }
    void show(Subscriber& client, const std::string& pattern);
    [[nodiscard]] Result<void> check_pattern(const Subscriber& client, const std::set<std::string>& patterns, const std::string& pattern) const;
    [[nodiscard]] Shared gap(std::string_view why) const;
    void keep(const Broadcast& broadcast);

    std::string epoch_;
    Seq head_;
    std::map<std::string, Broadcast::View> on_air_;
    std::deque<Broadcast::Entry> log_;
    std::uint64_t log_begin_ = 0;        ///< place of the oldest entry held; places count up for ever
    Seq log_dropped_;
    bool may_be_behind_;
    OnOffered on_offered_;
    Wishes wishes_;
    std::array<Turns, classes> rows_;
    UnderWay under_way_;
    std::uint64_t newest_ = 0;           ///< number of the newest broadcast or heartbeat
    std::uint64_t newest_beat_ = 0;      ///< that of the newest heartbeat
    Shared heartbeat_;
    std::vector<Shared> news_;           ///< for a wish that only one client has
    std::uint64_t compared_ = 0;
};

}  // namespace bowball::net
