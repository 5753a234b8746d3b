// The venue's one way out: frames to the hub at once, the journal into its stream. It takes from the race and never gives back: what
// comes in here is put on a shelf, where the newest of each view waits, and two threads of their own bear with the hub.
#pragma once
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <spdlog/logger.h>
#include <thread>

#include "core/anchor.hpp"
#include "io/boot_clock.hpp"
#include "io/clock.hpp"
#include "relay/live_sender.hpp"
#include "relay/log_sender.hpp"
#include "relay/shelf.hpp"
#include "views/system_views.hpp"

namespace bowball::relay {

struct RelayOptions {
    nats::Terms hub;
    std::string meet;
    std::string epoch;
    std::string version;             ///< of this server
    std::string journal_file;
    bool is_whole = false;           ///< entries that are not public go with their text too
    std::int64_t replicas = 1;
    std::vector<std::string> superseded;      ///< epochs that this journal took over from
    std::int32_t yield_after_s = 0;           ///< so long without the hub, its state is "yielding"; 0: never. Said with each beat
    Anchor anchor;
    std::function<void(const views::HealthView::Relay&)> on_state;   ///< once a second, on the relay's thread; may be empty
};

/// A view that everybody may see.
struct LiveFrame {
    std::string topic;
    Seq seq;
    std::optional<std::int64_t> edge_us;
    std::string data;                ///< JSON object
};

class Relay {
public:
    /// Fails with errc::bad_input where the meet's name cannot be part of a subject. Connects to nothing yet.
    [[nodiscard]] static Result<std::unique_ptr<Relay>> make(RelayOptions options, const io::Clock& clock, std::shared_ptr<spdlog::logger> log);
    ~Relay() { stop(); }
    Relay(const Relay&) = delete;
    Relay& operator=(const Relay&) = delete;

    void start();
    /// Lets the journal's last entries leave, if the hub is there, and ends the threads.
    void stop();
    /// From any thread; returns at once, whatever becomes of the hub.
    void publish(std::vector<LiveFrame> frames, Seq head);

private:
    Relay(RelayOptions options, Names names, const io::Clock& clock, std::shared_ptr<spdlog::logger> log);
    void beat();
    [[nodiscard]] bool is_yielding() const;
    [[nodiscard]] bool is_known_to_lead() const;
    void doubt_after_sleep();
    void repeat_after_takeover();
    void send();
    void take(const LiveSender::Delivery& delivery, const std::vector<Shelf::Frame>& frames);
    void take(const LogState& state);
    [[nodiscard]] views::HealthView::Relay describe() const;
    [[nodiscard]] std::int64_t now_us() const;

    RelayOptions options_;
    Names names_;
    io::Clock clock_;
    std::shared_ptr<spdlog::logger> log_;
    Shelf shelf_;
    Seq head_;
    std::optional<LiveSender::Parcel> beat_;   ///< to leave with the next batch
    bool is_sending_ = false;
    bool may_send_ = true;                     ///< false: wait for the next beat, the hub is away
    std::string live_trouble_;
    std::uint64_t frames_sent_ = 0;
    LogState log_state_;
    const io::BootClock::time_point began_ = io::BootClock::now();
    io::BootClock::time_point beaten_ = began_;
    io::BootClock::time_point doubt_ = began_;    ///< since then another may have taken over unseen
    io::BootClock::time_point repeated_ = began_; ///< all views, to the hub
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
    boost::asio::steady_timer beating_{context_};
    LiveSender live_;
    LogSender journal_;
    std::thread thread_;
};

}  // namespace bowball::relay
