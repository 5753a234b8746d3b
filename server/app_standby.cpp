#include "app_standby.hpp"

#include <boost/asio/post.hpp>
#include <filesystem>

#include "app_devices.hpp"
#include "app_doors.hpp"
#include "app_hub.hpp"
#include "app_superseded.hpp"
#include "formats/entry.hpp"
#include "formats/json_writer.hpp"
#include "formats/toml_file.hpp"
#include "io/host_clock.hpp"
#include "io/private_file.hpp"
#include "io/slew_watch.hpp"
#include "race/timeline.hpp"

namespace bowball {
namespace {

namespace fs = std::filesystem;

/// Until whoever gave the order has been answered.
constexpr std::chrono::milliseconds answer_time{50};
constexpr std::int64_t missed_beats_ms = 3'500;   ///< it beats every second
/// Between the last moment of the first server and the first of this one: a beat on the way, and the server's own look at its watch.
constexpr std::int64_t yield_margin_s = 3;
/// A boot that no computer has: what is said of host times then binds nobody.
constexpr const char* no_boot = "takeover";

std::string folder_of(const std::string& data_dir) { return data_dir + "/standby"; }
std::string next_file_of(const std::string& data_dir) { return folder_of(data_dir) + "/next_epoch"; }
std::string leads_file_of(const std::string& data_dir) { return folder_of(data_dir) + "/leads"; }

std::string read_line(const std::string& file) {
    const auto text = formats::read_text_file(file);
    return text ? text->substr(0, text->find('\n')) : std::string{};
}

/// The same over every restart, until it is used: an entry that took over may have been stored when nobody was told so any more.
Result<std::string> find_next_epoch(const std::string& data_dir) {
    auto kept = read_line(next_file_of(data_dir));
    if (relay::is_epoch(kept)) return kept;
    kept = journal::fresh_epoch();
    if (const auto written = io::write_private_file(next_file_of(data_dir), kept + "\n"); !written) return written.error();
    return kept;
}

/// A copy that was named already when the one before this was cut off.
std::string find_named(const std::string& data_dir, const std::string& epoch) {
    std::error_code failed;
    for (const auto& one : fs::directory_iterator{folder_of(data_dir), failed}) {
        const auto file = one.path().string();
        if (!file.ends_with(".sqlite")) continue;
        const auto found = journal::epoch_of(file);
        if (found && *found == epoch) return file;
    }
    return {};
}

Result<void> check_relay(const formats::RelayConfig& relay) {
    if (relay.url.empty()) return Error{errc::bad_input, "A standby copies the first server's journal from a hub: name it with [relay] url and meet. docs/operating/standby.md shows how."};
    if (relay.entries != "whole") return Error{errc::bad_input, "A standby and the server that it follows need entries = \"whole\" in [relay]: nobody can go on from a journal without what only officials see."};
    return {};
}

EdgeMeetOptions pages_of(const Standby::Terms& terms, nats::Terms hub, relay::Names names, net::StandbySource source, spdlog::logger& log) {
    const auto& config = terms.config.server;
    net::ServerOptions server;
    server.address = config.address;
    server.port = config.port;
    server.threads = config.net_threads;
    server.web_folder = terms.web_folder;
    server.version = BOWBALL_VERSION;
    server.edge = net::ServerOptions::Edge{};
    server.standby = std::move(source);
    server.others = terms.config.standby.others;
    guard(server, config, false);
    add_tls(server, config, log);
    EdgeMeetOptions options{std::move(hub), std::move(names), std::move(server), config.data_dir, config.data_dir + "/accounts.json", {}, {}};
    options.refusal = "This server is a standby and takes no orders: work at the first server, or let this one take over on its health page.";
    options.on_open = terms.on_open;
    return options;
}

}  // namespace

void StandbyFold::add(const std::vector<journal::Row>& rows) {
    for (const auto& row : rows) {
        if (row.text.empty()) continue;
        const auto entry = formats::decode_entry(row.text);
        if (entry) race::fold_in(folded_, *entry);
    }
}

engine::Entry StandbyFold::entry(Seq seq, engine::Origin origin) const {
    const io::Clock clock;
    const auto look = io::read_slew_look();
    const auto timeline = race::find_timeline(folded_, clock, io::boot_id(), io::read_host_clock(), look);
    const auto is_same_boot = folded_.last_start && folded_.last_start->boot == io::boot_id();
    const auto host = clock.now();
    // On another computer the server that starts from this entry finds out by itself how far the timeline is in doubt, and counts it once.
    engine::ServerStarted started{BOWBALL_VERSION, host, timeline.anchor.to_race(host), clock.wall(), is_same_boot ? io::boot_id() : no_boot, folded_.last_start && folded_.last_start->simulated};
    started.timeline_slewed = timeline.slewed;
    if (is_same_boot) {
        started.raw = look.raw + (host.time_since_epoch() - look.monotonic);
        started.trim_ppb = folded_.last_start->trim_ppb;
    }
    return {seq, started.race, started.wall, std::move(origin), started};
}

Result<std::unique_ptr<Standby>> Standby::make(boost::asio::io_context& context, Terms terms, std::shared_ptr<spdlog::logger> log) {
    const auto& relay = terms.config.relay;
    const auto& data_dir = terms.config.server.data_dir;
    if (const auto checked = check_relay(relay); !checked) return checked.error();
    std::error_code failed;
    fs::create_directories(folder_of(data_dir), failed);
    if (failed) return Error{errc::io_failed, data_dir + ": the data folder cannot be made: " + failed.message() + "."};
    auto place = journal::Reservation::take(data_dir + "/journal.sqlite");
    if (!place) return place.error();
    auto names = relay::Names::of(relay.meet);
    if (!names) return names.error();
    auto hub = hub_terms(relay, "bowball standby " + relay.meet);
    if (!hub) return hub.error();
    auto next_epoch = find_next_epoch(data_dir);
    if (!next_epoch) return next_epoch.error();
    std::unique_ptr<Standby> standby{new Standby{context, std::move(terms), std::move(*hub), std::move(*names), std::move(*next_epoch), std::move(*place), std::move(log)}};
    if (const auto listens = standby->listen_to_devices(); !listens) return listens.error();
    return standby;
}

Standby::Standby(boost::asio::io_context& context, Terms terms, nats::Terms hub, relay::Names names, std::string next_epoch, std::unique_ptr<journal::Reservation> place, std::shared_ptr<spdlog::logger> log)
    : context_(context), terms_(std::move(terms)), names_(std::move(names)), next_epoch_(std::move(next_epoch)), place_(std::move(place)), log_(std::move(log)), pages_(context, pages_of(terms_, hub, names_, source(), *log_), log_),
      copier_({hub, names_, folder_of(terms_.config.server.data_dir), next_epoch_, [this] { fold_.begin(); }, [this](const std::vector<journal::Row>& rows) { fold_.add(rows); },
               [this](const relay::CopyState& state) { boost::asio::post(context_, [this, state] { take(state); }); }, log_}),
      leaving_(context) {}

Standby::~Standby() {
    if (capture_) capture_->stop();
    stop();
}

Handover Standby::hand_over() {
    Handover handover;
    handover.sessions = pages_.take_sessions();
    handover.capture = std::move(capture_);
    handover.refused = refused_;
    handover.heard = [this] {
        context_.restart();
        context_.poll();   // what they said to the last is still on its way
        return held_.take_after(newest_came_);
    };
    return handover;
}

Result<void> Standby::listen_to_devices() {
    auto options = capture_options(terms_.config);
    options.refused = [this](const std::string& what) { boost::asio::post(context_, [this, what] { refused_.push_back(what); }); };
    auto made = capture::Capture::make(std::move(options), io::Clock{}, [this](Observation observation) { boost::asio::post(context_, [this, observation = std::move(observation)]() mutable { held_.take(std::move(observation)); }); }, log_->clone("capture"));
    if (!made) return made.error();
    capture_ = std::move(*made);
    return {};
}

void Standby::start() {
    capture_->start();
    copy_file_ = find_named(terms_.config.server.data_dir, next_epoch_);
    if (!copy_file_.empty()) return finish();
    copier_.start();
    pages_.start();
}

void Standby::stop() {
    if (std::exchange(is_stopped_, true)) return;
    pages_.stop();
    copier_.stop();
}

void Standby::take(const relay::CopyState& state) {
    if (is_stopped_) return;
    state_ = state;
    if (!state.taken) newest_came_ = state.newest_came;
    pages_.show_health(health());
    // An entry of this standby: of an order just now, or of one before, of which nobody heard what became of it.
    if (state.taken && state.taken->to == next_epoch_) {
        copy_file_ = copier_.file_of(state.epoch);
        return finish();
    }
    look_whether_to_take_over();
}

/// By itself only from a server that yields, and once it must have yielded.
void Standby::look_whether_to_take_over() {
    const auto after_s = std::int64_t{terms_.config.standby.take_over_after_s};
    if (after_s == 0 || has_taken_over_ || is_taking_over_ || !state_.is_ready() || !state_.beat) return;
    if (state_.beat->yield_after_s == 0 || after_s < state_.beat->yield_after_s + yield_margin_s) return;
    if (state_.silence_ms < after_s * 1000) return;
    take_over({}, "the first server has not been heard for " + std::to_string(state_.silence_ms / 1000) + " s", [](const Result<Seq>&) {});
}

std::string Standby::say_automatic() const {
    const auto after_s = std::int64_t{terms_.config.standby.take_over_after_s};
    if (after_s == 0 || !state_.beat) return {};
    if (state_.beat->yield_after_s == 0) return " By itself it takes over from nobody who does not yield: the first server has no standby.yield_after_s.";
    if (after_s < state_.beat->yield_after_s + yield_margin_s)
        return " By itself it takes over from nobody who yields later than " + std::to_string(yield_margin_s) + " s before: the first server does so after " + std::to_string(state_.beat->yield_after_s) + " s.";
    return " By itself it takes over after " + std::to_string(after_s) + " s of silence.";
}

void Standby::finish() {
    if (has_taken_over_) return;
    has_taken_over_ = true;
    leaving_.expires_after(answer_time);
    leaving_.async_wait([this](const boost::system::error_code& cancelled) {
        if (!cancelled) context_.stop();
    });
}

void Standby::take_over(Actor actor, const std::string& reason, std::function<void(Result<Seq>)> reply) {
    if (is_taking_over_) return reply(Error{errc::wrong_state, "It is being done already."});
    is_taking_over_ = true;
    const auto where = terms_.config.standby.pages.empty() ? std::string{} : " Its pages: " + terms_.config.standby.pages;
    const auto make = [this, actor = std::move(actor), reason = reason + "." + where](Seq seq, std::string id) -> Result<engine::Entry> { return fold_.entry(seq, {actor, std::move(id), reason}); };
    copier_.take_over(make, [this, reply = std::move(reply)](const Result<Seq>& taken) {
        if (!taken) log_->error("standby: it does not take over: {}", taken.error().text);
        boost::asio::post(context_, [this, reply, taken] {
            is_taking_over_ = false;
            reply(taken);
        });
    });
}

Result<void> Standby::install() {
    const auto& data_dir = terms_.config.server.data_dir;
    if (const auto done = place_->install(copy_file_, next_epoch_); !done) return done;
    if (const auto written = io::write_private_file(leads_file_of(data_dir), next_epoch_ + "\n"); !written) return written;
    std::error_code ignored;
    fs::remove(next_file_of(data_dir), ignored);
    place_.reset();
    return {};
}

bool Standby::leads(const std::string& data_dir) {
    const auto leads = read_line(leads_file_of(data_dir));
    const auto epoch = journal::epoch_of(data_dir + "/journal.sqlite");
    return !leads.empty() && epoch && *epoch == leads && superseded_by(data_dir, *epoch).empty();
}

std::string Standby::say() const {
    if (has_taken_over_ || (state_.taken && state_.taken->to == next_epoch_)) return "It has taken over: it leads in a moment.";
    if (!state_.broken.empty()) return "It cannot take over: " + state_.broken;
    if (state_.taken) return "Another standby has taken over as the journal " + state_.taken->to + "; this one follows it as soon as it is heard of.";
    if (state_.redacted) return "It cannot take over: entry " + std::to_string(state_.redacted->value()) + " came as its hash alone. The first server needs entries = \"whole\" in [relay] before its journal begins.";
    const auto behind = std::to_string(state_.behind) + (state_.behind == 1 ? " entry behind." : " entries behind.");
    if (!state_.trouble.empty()) return "Not connected to the hub: " + state_.trouble;
    if (state_.epoch.empty() || state_.head.value() == 0) return "Nothing has been copied yet.";
    if (state_.beat_age_ms > missed_beats_ms) return "Ready, " + behind + " The first server has not been heard for " + std::to_string(state_.beat_age_ms / 1000) + " s." + say_automatic();
    return "Ready, " + behind + " The first server is there." + say_automatic();
}

std::string Standby::describe() const {
    formats::JsonWriter out;
    out.begin_object().key("ready").value(state_.is_ready() && !has_taken_over_).key("text").value(std::string_view{say()});
    out.key("epoch").value(std::string_view{state_.epoch}).key("entries").value(state_.head.value()).key("behind").value(state_.behind);
    out.key("first_server_age_ms");
    if (state_.beat) out.value(state_.beat_age_ms);
    else out.null();
    return out.end_object().take();
}

/// The venue's own health goes to no hub: this is that of the way from it.
views::HealthView Standby::health() const {
    views::HealthView view;
    view.version = BOWBALL_VERSION;
    view.entries = state_.head.value();
    view.devices = held_.describe();
    views::HealthView::Relay relay;
    relay.state = "standby";
    relay.text = say();
    relay.meet = names_.meet();
    relay.stream = names_.log_stream(state_.epoch);
    relay.server = terms_.config.relay.url;
    relay.sent = state_.head.value();
    relay.behind = state_.behind;
    view.relay = std::move(relay);
    return view;
}

net::StandbySource Standby::source() {
    return {[this](std::function<void(std::string)> reply) { boost::asio::post(context_, [this, reply = std::move(reply)] { reply(describe()); }); },
            [this](Actor actor, std::string reason, std::function<void(Result<Seq>)> reply) {
                boost::asio::post(context_, [this, actor = std::move(actor), reason = std::move(reason), reply = std::move(reply)]() mutable { take_over(std::move(actor), reason, std::move(reply)); });
            }};
}

}  // namespace bowball
