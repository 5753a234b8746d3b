// The command `serve --standby`: a second server of a venue that has the journal of the first one, shows how far it is, and takes over.
//
// Until then it is an edge with officials: no race inside, the same pages. When it has taken over it ends, its copy is put in the place of the
// journal, and the program goes on from it as any server does from its journal.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <spdlog/logger.h>
#include <string>

#include "app.hpp"
#include "app_edge_meet.hpp"
#include "app_standby_devices.hpp"
#include "capture/capture.hpp"
#include "formats/config.hpp"
#include "journal/install.hpp"
#include "race/folded.hpp"
#include "relay/copier.hpp"
#include "relay/names.hpp"

namespace bowball {

/// What a copy says so far. On the copier's thread alone.
class StandbyFold {
public:
    void begin() { folded_ = {}; }
    void add(const std::vector<journal::Row>& rows);
    /// The entry with which this computer takes over: at the instant that the venue's timeline has here now.
    [[nodiscard]] engine::Entry entry(Seq seq, engine::Origin origin) const;

private:
    race::Folded folded_;
};

class Standby {
public:
    struct Terms {
        formats::Config config;
        std::string web_folder;
        std::function<void(net::Server&)> on_open;   ///< once its pages are there, and again with another journal; may be empty
    };
    /// `context` has one thread, on which everything here happens. Fails with a sentence for the person who started it.
    [[nodiscard]] static Result<std::unique_ptr<Standby>> make(boost::asio::io_context& context, Terms terms, std::shared_ptr<spdlog::logger> log);
    ~Standby();
    Standby(const Standby&) = delete;
    Standby& operator=(const Standby&) = delete;

    void start();
    /// Ends all but the devices: what they say is kept.
    void stop();
    [[nodiscard]] bool has_taken_over() const { return has_taken_over_; }
    /// After stop(): who was signed in, and the devices, which go on. This standby must be there until they are redirected.
    [[nodiscard]] Handover hand_over();
    /// After stop(), where it has taken over: the copy becomes the journal of the data folder, which another server may open then.
    [[nodiscard]] Result<void> install();

    /// Whether the journal of a data folder is one that a standby has taken over: it leads, and is not copied over.
    [[nodiscard]] static bool leads(const std::string& data_dir);

private:
    Standby(boost::asio::io_context& context, Terms terms, nats::Terms hub, relay::Names names, std::string next_epoch, std::unique_ptr<journal::Reservation> place, std::shared_ptr<spdlog::logger> log);
    void take(const relay::CopyState& state);
    void look_whether_to_take_over();
    [[nodiscard]] std::string say_automatic() const;
    void take_over(Actor actor, const std::string& reason, std::function<void(Result<Seq>)> reply);
    void finish();
    [[nodiscard]] std::string say() const;
    [[nodiscard]] std::string describe() const;
    [[nodiscard]] views::HealthView health() const;
    [[nodiscard]] net::StandbySource source();
    [[nodiscard]] Result<void> listen_to_devices();

    boost::asio::io_context& context_;
    Terms terms_;
    relay::Names names_;
    std::string next_epoch_;
    std::string copy_file_;                  ///< that becomes the journal
    std::unique_ptr<journal::Reservation> place_;
    std::shared_ptr<spdlog::logger> log_;
    relay::CopyState state_;
    bool has_taken_over_ = false;
    bool is_taking_over_ = false;
    bool is_stopped_ = false;
    std::optional<HostTime> newest_came_;    ///< of the first server's entries: the one that takes over is none of them
    HeldObservations held_;
    std::vector<std::string> refused_;       ///< what the system refused the capture thread
    std::unique_ptr<capture::Capture> capture_;
    StandbyFold fold_;
    EdgeMeet pages_;
    relay::Copier copier_;
    boost::asio::steady_timer leaving_;
};

}  // namespace bowball
