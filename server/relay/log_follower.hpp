// Reads the journal of a meet from its stream, at an edge: from near its end on, each entry once, over any outage; the chain of hashes
// is checked on the way. A thread of its own that waits for the hub.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <spdlog/logger.h>
#include <string>
#include <thread>
#include <vector>

#include "journal/rows.hpp"
#include "nats/streams.hpp"
#include "relay/names.hpp"

namespace bowball::relay {

struct LogNews {
    struct Entry {
        Seq seq;
        std::string data;      ///< as the public log has it
        std::optional<std::int64_t> edge_us;   ///< of the impulse that it records
    };
    std::vector<Entry> entries;
    Seq head;                  ///< newest entry read, public or not
    Seq before;                ///< what was read begins after this one
    bool is_up_to_date = false;   ///< there was nothing behind it on the stream
};

class LogFollower {
public:
    struct Terms {
        nats::Terms hub;
        Names names;
        std::string epoch;
        std::size_t most = 0;                              ///< entries from the end of the stream that it begins with, at most
        std::function<void(LogNews&&)> on_news;            ///< on the follower's thread, as the others: they may only post
        std::function<void(std::string)> on_trouble;       ///< empty: it is over
        std::function<void(std::string)> on_break;         ///< the chain does not hold, or an entry cannot be understood: nothing follows
        std::shared_ptr<spdlog::logger> log;
    };
    explicit LogFollower(Terms terms) : terms_(std::move(terms)) {}
    ~LogFollower() { stop(); }
    LogFollower(const LogFollower&) = delete;
    LogFollower& operator=(const LogFollower&) = delete;

    void start();
    void stop();

private:
    void turn();
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> find_begin(nats::Streams& streams, const nats::StreamEnds& ends);
    [[nodiscard]] Result<void> read();
    [[nodiscard]] Result<void> take(const nats::Message& message, LogNews& news);
    [[nodiscard]] Result<void> look_behind();
    void close();

    Terms terms_;
    std::optional<journal::Head> head_;    ///< the row that was read last; absent: nothing was
    Seq before_;
    bool is_broken_ = false;
    std::chrono::steady_clock::time_point heard_;
    std::unique_ptr<nats::Connection> connection_;
    std::unique_ptr<nats::Streams> streams_;   ///< after the connection, and the reader after both
    std::unique_ptr<nats::Reader> reader_;
    boost::asio::io_context context_{1};
    boost::asio::steady_timer timer_{context_};
    std::thread thread_;
};

}  // namespace bowball::relay
