// Copies the whole journal of the first server from its stream into a file, at a standby, checks the chain of hashes on the way, and takes
// the meet over when it is told to. A thread of its own that waits for the hub.
//
// Taking over is one append: an entry that says so, by compare behind the newest of the stream. Either the first server's next entry is there
// before it, then that one is copied and it is tried again, or it comes after it, then it is refused, and that server finds out. There is no
// third way, so there are never two that write: the stream decides, and nobody's clock.
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
#include "relay/beat.hpp"
#include "relay/names.hpp"
#include "relay/takeover.hpp"

namespace bowball::relay {

struct CopyState {
    std::string epoch;               ///< of the journal that is copied; empty: none was heard of yet
    Seq head;                        ///< newest entry of the copy
    std::uint64_t behind = 0;        ///< entries that the first server has written, as far as anybody knows, and the copy has not
    std::optional<HostTime> newest_came;   ///< when the newest entry came from the hub; absent: none did since this standby was started
    std::optional<Seq> redacted;     ///< an entry that came as its hash alone: nobody can go on from this copy
    std::optional<Takeover> taken;   ///< what the newest entry says, if it is such
    std::optional<Beat> beat;        ///< the first server's newest word
    std::int64_t beat_age_ms = 0;    ///< since it was heard
    std::int64_t silence_ms = 0;     ///< the same, but no longer than this standby itself has reached the hub: nobody is silent whom it could not hear
    bool is_connected = false;       ///< to the hub
    std::string trouble;             ///< why nothing is copied at the moment; empty: nothing is wrong
    std::string broken;              ///< the chain does not hold: nothing more is copied
    /// Whether the meet can be taken over from what is here.
    [[nodiscard]] bool is_ready() const { return !epoch.empty() && head.value() > 0 && is_connected && !redacted && broken.empty() && !taken; }
};

class Copier {
public:
    /// The entry that takes over, with this number and order id. On the copier's thread.
    using MakeEntry = std::function<Result<engine::Entry>(Seq seq, std::string id)>;
    struct Terms {
        nats::Terms hub;
        Names names;
        std::string folder;          ///< of the copies: EPOCH.sqlite
        std::string next_epoch;      ///< what the journal is called once it is taken over: the same over every restart until then
        std::function<void()> on_begin;                                   ///< another copy begins; on the copier's thread, as the others
        std::function<void(const std::vector<journal::Row>&)> on_rows;    ///< of the copy, in order: first what it had
        std::function<void(const CopyState&)> on_state;                   ///< when something changed, and once a second: may only post
        std::shared_ptr<spdlog::logger> log;
    };
    explicit Copier(Terms terms) : terms_(std::move(terms)) {}
    ~Copier() { stop(); }
    Copier(const Copier&) = delete;
    Copier& operator=(const Copier&) = delete;

    void start();
    /// Ends the thread and closes the copy.
    void stop();
    /// From any thread. Copies what is left and appends the entry; `done` is called on the copier's thread with its number. Fails with
    /// errc::wrong_state where nothing, or no whole journal, was copied, errc::already_exists where another standby was first, errc::io_failed
    /// where the hub does not answer: without it nobody can make sure that the first server stops. Twice is once.
    void take_over(MakeEntry make, std::function<void(Result<Seq>)> done);
    [[nodiscard]] std::string file_of(const std::string& epoch) const { return terms_.folder + "/" + epoch + ".sqlite"; }

private:
    using Instant = std::chrono::steady_clock::time_point;
    void turn();
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> begin(const std::string& epoch);
    [[nodiscard]] Result<void> read(std::int64_t patience_ms);
    [[nodiscard]] Result<std::vector<journal::Row>> next_rows(std::int64_t patience_ms);
    [[nodiscard]] Result<void> keep(const std::vector<journal::Row>& rows);
    void note(const std::vector<journal::Row>& rows);
    void listen();
    void hear(const Beat& beat, std::chrono::milliseconds age);
    [[nodiscard]] Result<void> look_behind();
    [[nodiscard]] Result<Seq> try_to_take_over(const MakeEntry& make);
    [[nodiscard]] Result<std::optional<Seq>> try_once(const MakeEntry& make);
    [[nodiscard]] Result<void> catch_up();
    [[nodiscard]] Result<void> give_back(Seq last);
    [[nodiscard]] Result<void> check_ready() const;
    void close();
    void fail(const Error& error);
    void report();

    Terms terms_;
    CopyState state_;
    std::unique_ptr<journal::Copy> copy_;
    std::unique_ptr<nats::Connection> connection_;
    std::unique_ptr<nats::Streams> streams_;   ///< after the connection, and the readers after both
    std::unique_ptr<nats::Reader> rows_;
    std::unique_ptr<nats::Reader> beats_;
    std::uint64_t pending_ = 0;                ///< behind what was read last, on the stream
    Instant heard_beat_;
    Instant heard_row_;
    Instant opened_;
    Instant reported_;
    bool is_changed_ = true;
    boost::asio::io_context context_{1};
    boost::asio::steady_timer timer_{context_};
    std::thread thread_;
};

}  // namespace bowball::relay
