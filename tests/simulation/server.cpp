#include "server.hpp"

#include <spdlog/sinks/null_sink.h>

#include "formats/entry.hpp"
#include "formats/frame.hpp"
#include "net/client_frame.hpp"
#include "net/event_client.hpp"
#include "net/websocket_client.hpp"

namespace bowball::simulation {
namespace {

net::LogFrame log_frame(const engine::Entry& entry) { return {entry.seq, formats::encode_public_entry(entry), formats::edge_us_of(entry)}; }

std::shared_ptr<spdlog::logger> no_log() {
    static const auto log = std::make_shared<spdlog::logger>("simulation", std::make_shared<spdlog::sinks::null_sink_st>());
    return log;
}

}  // namespace

Result<std::unique_ptr<Server>> Server::open(World& world, Disk& disk, Plan plan) {
    auto journal = disk.open();
    if (!journal) return journal.error();
    std::unique_ptr<Server> server{new Server{world, std::move(*journal), std::move(plan)}};
    if (const auto begun = server->begin(); !begun) return begun.error();
    return server;
}

Server::Server(World& world, std::unique_ptr<journal::Journal> journal, Plan plan) : world_(world), journal_(std::move(journal)), plan_(std::move(plan)), begun_(world.now) {}

/// Every connection ends with it.
Server::~Server() {
    for (const auto& weak : links_) {
        const auto link = weak.lock();
        if (!link) continue;
        link->is_up = false;
        wake(*link);
    }
}

/// As RaceLoop and App do it: fold, find the timeline, show everything.
Result<void> Server::begin() {
    std::vector<net::LogFrame> before;
    auto folded = race::fold_journal(*journal_, [&](const engine::Entry& entry) {
        if (formats::is_public(entry.event)) before.push_back(log_frame(entry));
    });
    if (!folded) return folded.error();
    const io::HostClock quality{io::HostClockState::synchronised, wall_bound};
    const auto timeline = race::find_timeline(*folded, world_.clocks(), world_.computer.boot, quality, {world_.computer.raw(world_.now), world_.host().time_since_epoch(), {}});
    anchor_ = timeline.anchor;
    air_ = std::make_unique<net::Air>(journal_->epoch(), [this] { return now_us(); });
    hub_ = std::make_unique<net::Hub>(journal_->epoch());
    clients_.reset(new net::ClientContext{.hub = *hub_, .watch = watch_, .commands = {}, .now_us = [this] { return now_us(); }, .version = "simulated", .log = no_log()});
    race::Options options;
    options.channels = plan_.channels;
    options.drivers = plan_.drivers;
    options.anchor = anchor_;
    options.timeline_doubt = timeline.doubt;
    // As the race loop counts a doubt: slewed by it at once.
    const auto slewed = timeline.slewed + timeline.doubt;
    options.now = [this, slewed, at_begin = world_.computer.slewed(world_.now)] {
        return race::Now{anchor_.to_race(world_.host()), world_.clocks().wall, slewed + world_.computer.slewed(world_.now) - at_begin};
    };
    options.publish = [this](const race::Batch& batch) { publish(batch); };
    options.committed = plan_.committed;
    options.output = plan_.output;
    options.chance = [this] { return std::to_string(world_.dice.next()); };
    race_ = std::make_unique<race::Race>(*journal_, std::move(options), std::move(*folded));
    put_on_air({{}, std::move(before), race_->state().head});
    alive([&] {
        engine::ServerStarted started{"simulated", world_.host(), anchor_.to_race(world_.host()), world_.clocks().wall, world_.computer.boot};
        started.timeline_slewed = slewed;
        started.raw = world_.computer.raw(world_.now);
        race_->record_start(std::move(started));
        race::Batch everything;
        everything.views = race_->all_views();
        everything.views.push_back(race_->health());
        everything.head = race_->state().head;
        everything.recorded = race_->unwritten() == 0;
        publish(everything);
    });
    return {};
}

template <class Do>
void Server::alive(Do&& what) {
    if (is_dead_) return;
    try {
        what();
    } catch (const Death&) {
        is_dead_ = true;
    }
}

void Server::observe(Observation observation) {
    alive([&] {
        if (!race_->observe(std::move(observation))) world_.must_not_be("an observation was refused");
        if (!world_.chance.chance(30)) drain();  // the others wait for the next: batches of several
    });
}

engine::Outcome Server::press(const engine::Command& command, const std::string& id, const std::string& reason) {
    engine::Outcome outcome = Error{errc::io_failed, "no answer"};
    alive([&] {
        race_->submit({command, {{"Anna", Role::admin}, id, reason}, [&](engine::Outcome got) { outcome = std::move(got); }});
        drain();
    });
    return outcome;
}

void Server::drain() {
    alive([&] {
        while (race_->drain()) {
        }
    });
}

void Server::tick() {
    drain();
    alive([&] {
        race_->pass_deadlines();
        race_->catch_up();
    });
}

std::string Server::stop() {
    std::string said;
    drain();
    alive([&] {
        race_->catch_up();
        said = race_->spill();
    });
    return said;
}

void Server::publish(const race::Batch& batch) {
    plan_.watch(batch, journal_->head());
    if (std::exchange(dies_before_showing_, false)) {
        ++world_.tally.deaths_before_showing;
        throw Death{};
    }
    net::Publication publication;
    publication.head = batch.head;
    for (const auto& view : batch.views) publication.frames.push_back({view.topic, view.audience, view.seq, {}, formats::encode_view(view.view)});
    for (const auto& entry : batch.entries) {
        if (formats::is_public(entry.event)) publication.entries.push_back(log_frame(entry));
    }
    put_on_air(publication);
}

void Server::put_on_air(const net::Publication& publication) {
    hub_->take(*air_->put(publication));
    go_on();
}

void Server::go_on() {
    while (hub_->go_on(limits::fan_out_slice)) {
    }
    context_.restart();
    context_.poll();
}

std::int64_t Server::now_us() const { return std::chrono::floor<std::chrono::microseconds>(anchor_.to_race(world_.host()).time_since_epoch()).count(); }

void Server::welcome(const std::shared_ptr<Link>& link, net::Transport transport, bool is_official, const std::vector<std::string>& topics, const std::string& since) {
    links_.push_back(link);
    auto wire = std::make_unique<LinkWire>(link, context_);
    net::Visitor visitor{.actor = is_official ? Actor{"Anna", Role::admin} : Actor{"", Role::viewer}, .session = {}, .screen = {}, .client = {}};
    if (transport == net::Transport::events) {
        std::make_shared<net::EventClient>(std::move(wire), nullptr, *clients_, std::move(visitor))->start("", {topics, since}, 1000);
    } else {
        std::string wish = R"({"v":1,"kind":"subscribe","topics":[)";
        for (const auto& topic : topics) wish += (wish.ends_with('[') ? "\"" : ",\"") + topic + "\"";
        wish += "],\"since\":\"" + since + "\"}";
        std::make_shared<net::WebsocketClient>(std::move(wire), nullptr, *clients_, std::move(visitor))->start("", net::client_frame(0x81, wish));
    }
    go_on();
}

void Server::wake(Link& link) {
    boost::system::error_code failed;
    if (!link.is_up) failed = boost::asio::error::connection_reset;
    if (auto writable = std::exchange(link.writable, {})) boost::asio::post(context_, [writable = std::move(writable), failed] { writable(failed); });
    if (failed) {
        if (auto read = std::exchange(link.read, {})) boost::asio::post(context_, [read = std::move(read), failed] { read(failed, {}); });
    }
    go_on();
}

}  // namespace bowball::simulation
