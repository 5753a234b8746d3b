// The composition root: builds every module in order and wires them. Wiring only, no logic.
#pragma once
#include <memory>
#include <spdlog/logger.h>
#include <string>

#include "app_backups.hpp"
#include "app_programme.hpp"
#include "capture/capture.hpp"
#include "feeds/checkpoint_writer.hpp"
#include "feeds/pull_feeds.hpp"
#include "feeds/sheet_writer.hpp"
#include "formats/config.hpp"
#include "journal/journal.hpp"
#include "net/server.hpp"
#include "race/race_loop.hpp"
#include "relay/relay.hpp"

namespace bowball {

/// What a standby hands to the server that leads from its copy: people stay signed in, and no line to a device is closed.
struct Handover {
    net::Sessions sessions;
    std::unique_ptr<capture::Capture> capture;             ///< runs, and tells the standby; absent: there was none
    std::function<std::vector<Observation>()> heard;       ///< that the first server's journal has not; asked before and after `capture` is redirected
    std::vector<std::string> refused;                      ///< what the system refused the capture thread
};

struct AppOptions {
    formats::Config config;
    int speed = 1;
    bool simulated = false;      ///< a demo: said on every page and in the journal
    bool keep_nothing = false;   ///< journal in memory
    net::SetupSource setup;      ///< absent functions: a demo, whose configuration nobody writes
    Handover handover;           ///< of the standby that this server was until now
    std::function<void(const race::Batch&)> witness;   ///< of a demo, on the race's thread; absent: nobody
    std::string nocs;            ///< file with the IOC's codes; empty: entries are not compared with them
};

class App {
public:
    /// Opens the journal, builds every module, binds the port. Fails with a sentence for the person who started it.
    [[nodiscard]] static Result<std::unique_ptr<App>> make(AppOptions options, std::shared_ptr<spdlog::logger> log);
    ~App();

    void start();
    void stop();

    void submit(engine::Command command, engine::Origin origin, std::function<void(engine::Outcome)> reply);
    [[nodiscard]] std::uint16_t port() const { return server_->port(); }
    /// 0 where there is no TLS.
    [[nodiscard]] std::uint16_t tls_port() const { return server_->tls_port(); }
    /// A link that signs in.
    [[nodiscard]] std::string sign_in_code(Actor actor, bool reusable) { return server_->issue_code(std::move(actor), reusable); }
    /// True if nobody has an account yet.
    [[nodiscard]] bool needs_first_account() const;
    /// The end of the journal; after stop().
    [[nodiscard]] journal::Head journal_head() const { return journal_->head(); }
    /// A thread still writes into the journal, for its disk has not answered; after stop().
    [[nodiscard]] bool waits_for_disk() const { return journal_->is_under_way(); }
    [[nodiscard]] const io::Clock& clock() const { return clock_; }

private:
    App(AppOptions options, std::shared_ptr<spdlog::logger> log);
    [[nodiscard]] Result<void> build();
    [[nodiscard]] Result<void> open_race();
    [[nodiscard]] Result<void> open_relay();
    [[nodiscard]] Result<void> make_capture();
    [[nodiscard]] Result<void> open_server();
    void take_devices();
    void submit_file_orders();
    void note_relay(const views::HealthView::Relay& state);
    void relay(const race::Batch& batch, const std::vector<net::Frame>& frames);
    [[nodiscard]] Result<net::ServerOptions> server_options();
    void publish(const race::Batch& batch);

    AppOptions options_;
    std::shared_ptr<spdlog::logger> log_;
    io::Clock clock_;
    std::unique_ptr<journal::Journal> journal_;
    std::optional<race::Notary> notary_;             ///< what the net thread signs with; the race loop has its own
    std::unique_ptr<feeds::PullFeeds> pull_feeds_;   ///< the net thread's own
    std::unique_ptr<net::Server> server_;
    std::unique_ptr<race::RaceLoop> race_;           ///< after the server: what waits in its queue holds the server's connections
    std::unique_ptr<feeds::SheetWriter> sheets_;   ///< absent: switched off
    std::unique_ptr<feeds::CheckpointWriter> checkpoints_;   ///< absent: nothing is kept
    std::unique_ptr<relay::Relay> relay_;          ///< absent: switched off
    std::unique_ptr<BackupRhythm> backups_;        ///< absent: nobody named a place for them
    std::unique_ptr<capture::Capture> capture_;
    std::vector<FileOrder> file_orders_;      ///< that wait until this server leads; on the relay's thread once that runs
    std::vector<net::LogFrame> log_before_;   ///< what the journal held, for the server's ring
    std::vector<std::string> superseded_;     ///< epochs that this journal took over from
    bool has_yielded_ = false;                ///< as the next; before start() on the caller's thread
    bool has_given_up_ = false;               ///< on the relay's thread: another server leads
    Seq log_dropped_;                         ///< newest public entry that it held and the ring does not
};

}  // namespace bowball
