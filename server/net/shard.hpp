// One net thread and its share of the feed: who is on it, what is on the air for them, what is counted. Shards share the bytes of
// frames and nothing else; who speaks to another shard posts to its context.
#pragma once
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <thread>

#include "core/limits.hpp"
#include "io/clock.hpp"
#include "net/clients.hpp"

namespace bowball::net {

/// What a shard counted so far. Those of several add up.
struct ShardReport {
    Tally tally;
    Hub::Counts counts;
    std::size_t clients = 0;
    std::size_t blocked = 0;        ///< clients whose socket takes nothing at the moment
    Clients::Depth depth;
    ShardReport& operator+=(const ShardReport& other);
};

class Shard {
public:
    /// `terms`: its hub is this shard's own.
    struct Terms {
        std::string epoch;
        Seq log_dropped;
        CommandSink commands;
        io::Clock clock;
        Anchor anchor;
        Duration heartbeat = limits::heartbeat;
        std::string version;
        std::string role = "leading";
        std::vector<std::string> others{};
        std::shared_ptr<spdlog::logger> log;
        Bounds bounds{};
        bool is_edge = false;
    };
    /// Called on the shard's thread when everybody here was offered a broadcast, and all before it.
    using OnOffered = std::function<void(std::uint64_t broadcast, std::int64_t now_us)>;
    Shard(const Terms& terms, OnOffered on_offered);
    Shard(const Shard&) = delete;
    Shard& operator=(const Shard&) = delete;

    // From any thread:
    void start();
    /// Says goodbye to every client, each with its own time to come back, and lets the thread end.
    void end(std::function<std::int64_t()> retry_ms);
    void join();
    [[nodiscard]] bool is_running() const { return thread_.joinable(); }
    [[nodiscard]] boost::asio::io_context& context() { return context_; }

    // On its own thread:
    void take(const Broadcast& broadcast);
    /// Another server leads: whoever comes is told, and whoever is here comes again.
    void give_up(const std::function<std::int64_t()>& retry_ms);
    [[nodiscard]] ClientContext& client_context() { return client_context_; }
    [[nodiscard]] Clients& clients() { return clients_; }
    [[nodiscard]] ShardReport report();

    /// When no shard's thread runs any more, and before the first shard goes: what waits here may hold the socket of another, or
    /// a timer.
    void drop_all() { context_.drop_all(); }

private:
    /// A context's own end comes in two steps, and only a context can take the first alone.
    class Context : public boost::asio::io_context {
    public:
        Context() : io_context(1) {}
        void drop_all() { shutdown(); }
    };
    void run();
    void beat();
    void serve();
    [[nodiscard]] std::int64_t now_us() const;

    io::Clock clock_;
    Anchor anchor_;   ///< each shard has its own: at an edge it is moved
    std::optional<std::int64_t> venue_said_us_;   ///< at an edge
    Hub hub_;         ///< before the context: clients in its queue leave the hub when it goes
    ClientContext client_context_;
    Context context_;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
    Clients clients_;
    Watch watch_{context_};
    bool is_serving_ = false;   ///< the next slice of the public is due
    boost::asio::steady_timer heartbeat_{context_};
    std::thread thread_;
};

}  // namespace bowball::net
