// The net threads. The main one has HTTP, officials and boards; the others, where there are any, the public. One alone has all.
// Main net thread only.
#pragma once
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "net/guest.hpp"
#include "net/histogram.hpp"
#include "net/shard.hpp"

namespace bowball::net {

class Shards {
public:
    /// `threads`: 0: one for each core but that of the capture thread, at least one.
    Shards(const Shard::Terms& terms, std::size_t threads);
    /// No thread may run any more.
    ~Shards();
    Shards(const Shards&) = delete;
    Shards& operator=(const Shards&) = delete;

    [[nodiscard]] Shard& main() { return main_; }
    /// From any thread.
    void start();
    /// Says goodbye to everybody. `retry_ms` gives another wait for each, on any thread.
    void end(const std::function<std::int64_t()>& retry_ms);
    /// As Shard does.
    void give_up(const std::function<std::int64_t()>& retry_ms);
    /// From any thread but these.
    void join();

    /// Where the next connection's socket lives: nobody knows yet who comes, and most are of the public.
    [[nodiscard]] boost::asio::io_context& next_home();
    /// Called on the thread of the shard that the client is for.
    using Begin = std::function<void(Shard&, Guest, Visitor)>;
    /// Officials and boards stay here, the public goes where its socket lives. A client of the same name elsewhere gives way.
    void let_in(Guest guest, Visitor visitor, Begin begin);

    /// To officials, boards, and then to everybody.
    void take(const std::shared_ptr<const Broadcast>& broadcast);

    /// What all counted: the main thread's as it is, that of the others as they last told.
    [[nodiscard]] ShardReport report();
    /// Once a second.
    void ask_for_reports();
    /// From an impulse's edge until every client of every thread was offered the frames that it caused: once for each impulse, when the
    /// last thread has told.
    [[nodiscard]] const Histogram& to_frame() const { return to_frame_; }
    /// Broadcasts that not everybody was offered yet.
    [[nodiscard]] std::size_t under_way() const { return under_way_.size(); }

private:
    struct Crowd {
        std::unique_ptr<Shard> shard;
        ShardReport told;
    };
    /// A broadcast that some thread has not brought to everybody yet.
    struct Waited {
        std::uint64_t broadcast = 0;
        std::size_t threads_left = 0;
        std::int64_t latest_us = 0;                ///< when the last of those that have told was through
        std::optional<std::int64_t> edge_us = {};  ///< of the impulse, where it is measured
    };
    [[nodiscard]] Shard& shard_of(const Visitor& visitor, Wire& wire);
    [[nodiscard]] Shard::OnOffered tell_main(std::size_t thread);
    void note_offered(std::size_t thread, std::uint64_t until, std::int64_t at_us);

    Histogram to_frame_;
    std::deque<Waited> under_way_;              ///< in their order; at most limits::broadcasts_told
    std::vector<std::uint64_t> offered_until_;  ///< by each thread
    Shard main_;
    std::vector<Crowd> crowds_;
    std::size_t next_home_ = 0;
};

}  // namespace bowball::net
