// What is on the air: the newest frame of every topic and the log's ring, as bytes that are put together once. Serves HTTP; hubs
// hand the same bytes to the clients of the feed. Main net thread only.
#pragma once
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/broadcast.hpp"
#include "net/log_pages.hpp"

namespace bowball::net {

class Air {
public:
    /// `log_dropped`: the newest public entry of the journal that will not be published here; zero if all will be.
    Air(std::string epoch, std::function<std::int64_t()> now_us, Seq log_dropped = Seq{}) : epoch_(std::move(epoch)), now_us_(std::move(now_us)), log_dropped_(log_dropped) {}

    /// Puts it on the air; what comes back is for the hubs.
    [[nodiscard]] std::shared_ptr<const Broadcast> put(const Publication& publication);

    /// The newest view of a topic: the frame as every client got it.
    struct Snapshot {
        Shared packet;
        Seq changed_seq;                             ///< its content is that since this entry
        bool has_changed_again = false;              ///< since the first frame of that entry: a view may change without a new one
        std::string etag;                            ///< of its content
        std::shared_ptr<const std::string> gzip;     ///< the JSON compressed; null unless asked for
        views::Audience audience{};
    };
    /// `compressed`: with its gzip, which is made once for all who ask.
    [[nodiscard]] std::optional<Snapshot> snapshot(const std::string& topic, bool compressed = false);
    /// Whether a frame of the topic that went out here, with its content as it is now, says `sent_us`. Of very many such frames the oldest are
    /// forgotten.
    [[nodiscard]] bool has_sent(const std::string& topic, Seq seq, std::int64_t sent_us) const;
    /// What a view was made of; null if there is none, or if it was published without.
    [[nodiscard]] std::shared_ptr<const views::View> view_of(const std::string& topic) const;
    /// Entries after `since`, limits::log_page_entries at most. `compressed`: with its gzip.
    /// Absent where too many are on their way to others.
    [[nodiscard]] std::optional<LogPages::Page> log_page(Seq since, bool compressed) { return pages_.find(log_, since, compressed, std::chrono::steady_clock::now()); }
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

private:
    /// What tells one frame of a topic from all others that this server sent.
    struct Stamp {
        Seq seq;
        std::int64_t sent_us = 0;
        bool operator==(const Stamp&) const = default;
    };
    struct OnAir {
        views::Audience audience{};
        Seq seq;
        std::optional<std::int64_t> edge_us;
        Shared packet;
        std::size_t data_size = 0;         ///< of the view's own JSON, which ends the frame's
        Seq changed_seq;                   ///< these two as in Snapshot
        bool has_changed_again = false;
        std::vector<Stamp> stamps;         ///< of the frames with this content; at most limits::stamps_of_a_view
        std::shared_ptr<const views::View> view;
        std::string etag;                  ///< made when somebody asks
        std::shared_ptr<const std::string> gzip;
        [[nodiscard]] std::string_view data() const { return packet->json().substr(packet->json().size() - 1 - data_size, data_size); }
    };
    [[nodiscard]] Shared share(const std::string& json, Packet::About about);
    void put_view(const std::string& topic, const Frame& frame, Broadcast& out);
    void put_alias(const std::string& topic, Frame frame, Broadcast& out);
    void put_entries(const std::vector<LogFrame>& entries, Broadcast& out);
    void turn_current(const Frame& meet, Broadcast& out);

    std::string epoch_;
    std::function<std::int64_t()> now_us_;
    Seq head_;
    Encoded encoded_;
    std::uint64_t broadcasts_ = 0;
    std::map<std::string, OnAir> on_air_;   ///< the current race's views too, as current/...
    std::deque<Broadcast::Entry> log_;
    LogPages pages_{epoch_};
    Seq log_dropped_;
    std::string current_prefix_;            ///< "race/12/", or empty
    Seq current_since_;                     ///< the entry with which it became that
};

}  // namespace bowball::net
