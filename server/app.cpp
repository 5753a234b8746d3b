#include "app.hpp"

#include <filesystem>
#include <thread>

#include "app_case.hpp"
#include "app_devices.hpp"
#include "app_doors.hpp"
#include "app_hub.hpp"
#include "app_journal.hpp"
#include "app_notary.hpp"
#include "app_pictures.hpp"
#include "app_superseded.hpp"
#include "app_videos.hpp"
#include "core/limits.hpp"
#include "formats/entry.hpp"
#include "formats/frame.hpp"
#include "journal/checkpoint.hpp"
#include "journal/patient_journal.hpp"
#include "relay/takeover.hpp"

namespace bowball {
namespace {

race::DriverLabel label_of(const formats::DeviceConfig& device) {
    const auto all = capture::all_drivers();
    const auto spec = std::ranges::find(all, device.driver, &capture::DriverSpec::name);
    if (spec == all.end()) return {device.driver, {}, {}, 0};
    return {device.driver, std::string{to_string((*spec)->maturity)}, std::string{(*spec)->minimums}, device.clock_ppb.value_or((*spec)->clock_ppb)};
}

}  // namespace

Result<std::unique_ptr<App>> App::make(AppOptions options, std::shared_ptr<spdlog::logger> log) {
    std::unique_ptr<App> app{new App{std::move(options), std::move(log)}};
    if (const auto built = app->build(); !built) return built.error();
    return app;
}

App::App(AppOptions options, std::shared_ptr<spdlog::logger> log) : options_(std::move(options)), log_(std::move(log)), clock_(options_.speed) {}

App::~App() { stop(); }

Result<void> App::build() {
    const auto& config = options_.config;
    std::error_code failed;
    std::filesystem::create_directories(config.server.data_dir, failed);
    if (failed) return Error{errc::io_failed, config.server.data_dir + ": the data folder cannot be made: " + failed.message() + "."};
    if (options_.keep_nothing) {
        journal_ = journal::make_memory_journal();
    } else {
        auto opened = journal::open_sqlite_journal(config.server.data_dir + "/journal.sqlite");
        if (!opened) return opened.error();
        journal_ = journal::make_patient_journal(std::move(*opened));
    }
    if (!options_.keep_nothing) checkpoints_ = std::make_unique<feeds::CheckpointWriter>(journal::checkpoints_of(config.server.data_dir + "/journal.sqlite"), log_->clone("feeds"));
    if (config.feeds.result_sheets) sheets_ = std::make_unique<feeds::SheetWriter>(config.server.data_dir + "/results", log_->clone("feeds"));

    if (const auto opened = open_race(); !opened) return opened.error();
    if (const auto opened = open_relay(); !opened) return opened.error();
    if (!options_.keep_nothing && !config.backup.folder.empty())
        backups_ = std::make_unique<BackupRhythm>(BackupTerms{config.backup, config.server.data_dir, [this] { return clock_.wall(); }, [this](std::string trouble) { race_->note_backups(std::move(trouble)); }, log_->clone("backup")});
    if (const auto why = superseded_by(config.server.data_dir, journal_->epoch()); !why.empty()) {
        has_given_up_ = true;
        race_->close_to_orders(why);
    } else if (relay_ && config.standby.yield_after_s > 0) {
        has_yielded_ = true;
        race_->close_to_orders("This server asks the hub whether another one has taken over. It takes orders as soon as it knows.");
    }

    if (options_.handover.capture) capture_ = std::move(options_.handover.capture);
    else if (const auto made = make_capture(); !made) return made.error();

    const auto submit_order = [this](engine::Command command, engine::Origin origin, std::function<void(engine::Outcome)> reply) {
        submit(std::move(command), std::move(origin), std::move(reply));
    };
    auto server = server_options();
    if (!server) return server.error();
    server_ = std::make_unique<net::Server>(std::move(*server), clock_, net::AccountStore{config.server.data_dir + "/accounts.json"}, submit_order, log_->clone("net"));
    // What the journal held before this start stands in the log's ring, so that a client can resume over a restart.
    server_->publish({{}, std::exchange(log_before_, {}), journal_->head().seq});
    if (has_given_up_) server_->give_up();
    return open_server();
}

/// Whoever has taken over must serve: where something holds the port for a moment, after the standby let go of it, it is tried again.
Result<void> App::open_server() {
    for (auto tries = options_.handover.heard ? 100 : 1;; --tries) {
        auto started = server_->start();
        if (started || tries <= 1) return started;
        log_->warn("{} It is tried again.", started.error().text);
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
}

Result<void> App::make_capture() {
    auto options = capture_options(options_.config);
    options.refused = [this](std::string what) { race_->note_refused(std::move(what)); };
    auto made = capture::Capture::make(std::move(options), clock_, [this](Observation observation) { race_->observe(std::move(observation)); }, log_->clone("capture"));
    if (!made) return made.error();
    capture_ = std::move(*made);
    return {};
}

Result<net::ServerOptions> App::server_options() {
    const auto& config = options_.config.server;
    net::ServerOptions server;
    server.address = config.address;
    server.port = config.port;
    server.threads = config.net_threads;
    server.web_folder = config.web_dir;
    server.version = BOWBALL_VERSION;
    server.epoch = journal_->epoch();
    server.log_dropped = log_dropped_;
    server.anchor = race_->anchor();
    auto videos = videos_of(options_.config.videos);
    if (!videos) return videos.error();
    server.evidence.videos = std::move(*videos);
    if (options_.config.capture.record) server.evidence.recordings = recordings_folder(config.data_dir);
    if (!options_.keep_nothing) server.evidence.journal = journal_source(config.data_dir + "/journal.sqlite");
    if (!options_.keep_nothing) server.evidence.cases = case_source({config.data_dir, *notary_, clock_, picture_folders(options_.config.devices), server.evidence.videos});
    server.evidence.traces = [this](ImpulseId id, auto reply) { race_->look_at_trace(id, std::move(reply)); };
    server.evidence.pictures = {picture_folders(options_.config.devices), [this](const Digest& sha256, auto reply) { race_->look_for_picture(sha256, std::move(reply)); }};
    server.sign = [this](const std::string& text) { return notary_->sign(text); };
    server.on_counts = [this](net::Hub::Counts, views::Attendance attendance) { race_->note_attendance(std::move(attendance)); };
    server.what_ifs = [this](RaceId race, engine::WhatIf question, auto reply) { race_->ask_what_if(race, std::move(question), std::move(reply)); };
    server.entry_planner = [this](std::vector<engine::EntryRow> rows, auto reply) { race_->plan_entries(std::move(rows), std::move(reply)); };
    if (!options_.nocs.empty()) {
        auto nocs = formats::load_nocs(options_.nocs);
        if (!nocs) return nocs.error();
        server.nocs = std::move(*nocs);
    }
    server.setup = options_.setup;
    guard(server, config, options_.simulated);
    server.others = options_.config.standby.others;
    server.sessions = std::move(options_.handover.sessions);
    server.feed_tokens_file = config.data_dir + "/feed_tokens.json";
    pull_feeds_ = std::make_unique<feeds::PullFeeds>(options_.speed);
    server.feeds.take = [this](const std::vector<net::Frame>& frames, std::int64_t now_us) {
        for (const auto& frame : frames) {
            if (frame.view && frame.audience == views::Audience::everyone) pull_feeds_->take(frame.topic, frame.view, now_us);
        }
    };
    server.feeds.find = [this](std::string_view name, const feeds::PullFeeds::Parameter& parameter, std::int64_t now_us) -> Result<net::PulledDocument> {
        auto document = pull_feeds_->find(name, parameter, now_us);
        if (!document) return document.error();
        return net::PulledDocument{std::move(document->content_type), std::move(document->body), std::move(document->etag), document->begins_in_us};
    };
    add_tls(server, config, *log_);
    return server;
}

Result<void> App::open_race() {
    const auto& config = options_.config;
    race::LoopOptions loop;
    loop.channels = config.channels;
    for (const auto& device : config.devices) loop.drivers.emplace(device.name, label_of(device));
    loop.version = BOWBALL_VERSION;
    loop.simulated = options_.simulated;
    loop.may_be_replaced = !config.relay.url.empty() && config.relay.entries == "whole";
    loop.publish = [this](const race::Batch& batch) { publish(batch); };
    loop.output = [this](OutputOrder order) { capture_->order(order); };
    loop.committed = [this](const DeviceName& device, std::uint64_t mark) { capture_->committed(device, mark); };
    loop.alarm = [log = log_->clone("race")](const std::string& text) { log->error("{}", text); };
    loop.replay = [this, head = journal_->head().seq.value()](const engine::Entry& entry) {
        if (const auto takeover = relay::takeover_of(entry)) superseded_.push_back(takeover->from);
        if (!formats::is_public(entry.event)) return;
        if (entry.seq.value() + limits::log_ring_entries > head) log_before_.push_back({entry.seq, formats::encode_public_entry(entry), formats::edge_us_of(entry)});
        else log_dropped_ = entry.seq;
    };
    auto notary = make_notary(config.server.data_dir);
    if (!notary) return notary.error();
    notary_ = *notary;
    loop.notary = std::move(*notary);
    auto race = race::RaceLoop::open(*journal_, clock_, std::move(loop));
    if (!race) return race.error();
    race_ = std::move(*race);
    auto orders = orders_of_files(config.meet.rules, config.meet.programme, race_->state(), clock_.wall());
    if (!orders) return orders.error();
    file_orders_ = std::move(*orders);
    return {};
}

Result<void> App::open_relay() {
    const auto& config = options_.config.relay;
    if (config.url.empty()) return {};
    if (options_.keep_nothing) return Error{errc::bad_input, "A relay needs a journal on disk."};
    auto hub = hub_terms(config, "bowball venue " + config.meet);
    if (!hub) return hub.error();
    relay::RelayOptions options;
    options.hub = std::move(*hub);
    options.meet = config.meet;
    options.epoch = journal_->epoch();
    options.version = BOWBALL_VERSION;
    options.journal_file = options_.config.server.data_dir + "/journal.sqlite";
    options.is_whole = config.entries == "whole";
    options.replicas = config.replicas;
    options.superseded = superseded_;
    options.yield_after_s = static_cast<std::int32_t>(options_.config.standby.yield_after_s);
    options.anchor = race_->anchor();
    options.on_state = [this](const views::HealthView::Relay& state) { note_relay(state); };
    auto made = relay::Relay::make(std::move(options), clock_, log_->clone("relay"));
    if (!made) return made.error();
    relay_ = std::move(*made);
    return {};
}

/// On the relay's thread.
void App::note_relay(const views::HealthView::Relay& state) {
    race_->note_relay(state);
    const auto is_yielding = state.state == "yielding";
    if (!has_given_up_ && is_yielding != has_yielded_) {
        has_yielded_ = is_yielding;
        race_->close_to_orders(is_yielding ? state.text : std::string{});
        if (!is_yielding) submit_file_orders();
    }
    if (state.state != "superseded" || has_given_up_) return;
    has_given_up_ = true;
    race_->close_to_orders(state.text);
    server_->give_up();
    if (const auto kept = keep_superseded(options_.config.server.data_dir, journal_->epoch(), state.text); !kept) log_->error("{}", kept.error().text);
}

void App::start() {
    race_->start();
    if (backups_) backups_->start();
    if (!has_yielded_ && !has_given_up_) submit_file_orders();
    if (options_.handover.heard) take_devices();
    else capture_->start();
    if (relay_) relay_->start();   // from here on it says who leads
}

void App::submit_file_orders() {
    for (auto& order : std::exchange(file_orders_, {})) {
        submit(std::move(order.command), std::move(order.origin), [log = log_](const engine::Outcome& outcome) {
            if (!outcome) log->error("programme: {}", outcome.error().text);
        });
    }
}

/// In order: what a standby heard before it led, and nothing newer before that.
void App::take_devices() {
    const auto take_heard = [this] {
        for (auto& observation : options_.handover.heard()) race_->observe(std::move(observation));
    };
    for (auto& what : std::exchange(options_.handover.refused, {})) race_->note_refused(std::move(what));
    take_heard();
    capture_->redirect([this](Observation observation) { race_->observe(std::move(observation)); });
    take_heard();
    options_.handover = {};
}

void App::stop() {
    if (capture_) capture_->stop();
    if (race_) race_->stop();
    if (server_) server_->stop();
    if (relay_) relay_->stop();   // after the last entry; it may wait for the hub
    if (backups_) backups_->stop();   // it makes a last one
}

void App::submit(engine::Command command, engine::Origin origin, std::function<void(engine::Outcome)> reply) {
    race_->submit({std::move(command), std::move(origin), std::move(reply)});
}

bool App::needs_first_account() const {
    const auto accounts = net::AccountStore{options_.config.server.data_dir + "/accounts.json"}.all();
    return accounts && accounts->empty();
}

void App::relay(const race::Batch& batch, const std::vector<net::Frame>& frames) {
    std::vector<relay::LiveFrame> live;
    for (const auto& frame : frames) {
        if (frame.audience == views::Audience::everyone) live.push_back({frame.topic, frame.seq, frame.edge_us, frame.data});
    }
    relay_->publish(std::move(live), batch.head);
}

void App::publish(const race::Batch& batch) {
    if (options_.witness) options_.witness(batch);
    std::vector<net::Frame> frames;
    frames.reserve(batch.views.size());
    std::optional<std::int64_t> edge_us;
    if (batch.edge) edge_us = std::chrono::floor<std::chrono::microseconds>(batch.edge->time_since_epoch()).count();
    for (const auto& view : batch.views) {
        auto shared = std::make_shared<const views::View>(view.view);
        frames.push_back({view.topic, view.audience, view.seq, edge_us, formats::encode_view(view.view), std::move(shared)});
    }
    if (relay_) relay(batch, frames);
    std::vector<net::LogFrame> entries;
    for (const auto& entry : batch.entries) {
        if (formats::is_public(entry.event)) entries.push_back({entry.seq, formats::encode_public_entry(entry), formats::edge_us_of(entry)});
    }
    std::optional<std::int64_t> committed_us;
    if (batch.committed) committed_us = std::chrono::floor<std::chrono::microseconds>(batch.committed->time_since_epoch()).count();
    server_->publish({std::move(frames), std::move(entries), batch.head, edge_us, committed_us});
    if (sheets_) sheets_->publish(batch.views);
    if (checkpoints_) checkpoints_->publish(batch.views);
}

}  // namespace bowball
