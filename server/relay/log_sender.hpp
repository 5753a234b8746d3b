// Appends the journal to its stream on the hub: reads the file beside the race and compares before it appends, so that entry n is
// message n. A thread and a connection of its own: it waits for acknowledgements as long as they take, and nobody waits for it.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <spdlog/logger.h>
#include <thread>

#include "io/boot_clock.hpp"
#include "journal/rows.hpp"
#include "nats/streams.hpp"
#include "relay/names.hpp"

namespace bowball::relay {

struct LogState {
    bool is_connected = false;
    Seq sent;                        ///< stored by the hub
    Seq head;                        ///< of the journal
    std::uint64_t syncs = 0;         ///< how often it was looked where the stream ends; all but the first: after trouble
    std::uint64_t refusals = 0;      ///< times that the stream did not end where it was expected to
    std::uint64_t too_large = 0;     ///< entries that went as their hash alone because the hub takes no such message
    io::BootClock::time_point confirmed{};   ///< when the question left whose answer was that the stream ends where this journal's own entries do
    std::string trouble;             ///< why nothing is appended at the moment; empty: nothing is wrong
    std::string fork;                ///< the stream is not of this journal: it has stopped for good
    std::string superseded;          ///< the same, because another server has taken the meet over: who, why and where; `fork` says it too
    std::string server;              ///< address that it is connected to
    std::string version;             ///< of the server; empty: not known
    friend bool operator==(const LogState&, const LogState&) = default;
};

struct LogTerms {
    nats::Terms hub;
    Names names;
    std::string epoch;
    std::string journal_file;
    bool is_whole = false;           ///< entries that are not public go with their text too
    std::int64_t replicas = 1;
    std::function<void(const LogState&)> on_state;   ///< on its thread, when something changed
    std::shared_ptr<spdlog::logger> log;
};

class LogSender {
public:
    explicit LogSender(LogTerms terms) : terms_(std::move(terms)) {}
    ~LogSender() { stop(); }
    LogSender(const LogSender&) = delete;
    LogSender& operator=(const LogSender&) = delete;

    void start();
    /// Appends what it can within one turn, and ends the thread. May take as long as one wait for the hub.
    void stop();

private:
    void turn();
    void turn_after(std::chrono::milliseconds pause);
    [[nodiscard]] Result<void> advance();
    [[nodiscard]] Result<void> connect();
    [[nodiscard]] Result<void> find_end();
    [[nodiscard]] Result<void> check_join(Seq last, const journal::Head& head);
    [[nodiscard]] Result<std::string> describe_takeover(Seq seq, const journal::Row& row);
    [[nodiscard]] Result<void> look_again();
    [[nodiscard]] std::string message_of(journal::Row row);
    void fail(const Error& error);
    void report();

    LogTerms terms_;
    LogState state_;
    LogState reported_;
    std::unique_ptr<journal::RowReader> rows_;
    std::unique_ptr<nats::Connection> connection_;
    std::unique_ptr<nats::Streams> streams_;   ///< after the connection
    bool is_in_step_ = false;                  ///< it is known where the stream ends
    io::BootClock::time_point looked_;
    std::chrono::milliseconds wait_{};         ///< before the next try
    boost::asio::io_context context_{1};
    boost::asio::steady_timer timer_{context_};
    std::thread thread_;
};

}  // namespace bowball::relay
