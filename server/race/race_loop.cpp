#include "race/race_loop.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cstdio>

#include "io/chance.hpp"
#include "io/run_context.hpp"
#include "race/answer.hpp"
#include "race/timeline.hpp"

namespace bowball::race {
namespace {

/// How often unwritten entries are tried again, and the health view is refreshed.
constexpr Duration health_rhythm = 1s;
/// It looks about itself once a second. Nobody sees that a server is silent, says why and lets another one take over in less.
constexpr Duration longest_nap = 2s;
/// In which a relay finds out who leads: a broken connection, a new one, a look at the stream.
constexpr Duration time_to_be_told = 3s;

Duration awake_and_asleep() { return Duration{io::Clock::stopwatch_ns()} + io::read_clock_offsets().boot; }

std::string describe_doubt(Duration doubt) {
    char text[240];
    std::snprintf(text, sizeof text, "this computer was started anew since the newest entry, or is another one: times from before to after by its clock rest on its time of day, and are uncertain by %.3f s.",
                  static_cast<double>(doubt.count()) / 1e9);
    return text;
}

}  // namespace

Result<std::unique_ptr<RaceLoop>> RaceLoop::open(journal::Journal& journal, const io::Clock& clock, LoopOptions options) {
    auto folded = fold_journal(journal, options.replay);
    if (!folded) return folded.error();
    const auto timeline = find_timeline(*folded, clock, io::boot_id(), io::read_host_clock(), io::read_slew_look());
    std::unique_ptr<RaceLoop> loop{new RaceLoop{journal, clock, timeline.anchor, std::move(options)}};
    auto& self = *loop;
    // A doubt is counted as a slew: whoever compares stamps of before and after has it in the uncertainty.
    self.host_health_ = HostHealth{timeline.slewed + timeline.doubt};
    if (timeline.doubt > 0ns) self.alarm(describe_doubt(timeline.doubt));
    self.alarm(journal.trouble_at_opening());
    self.alarm(describe_flaws(*folded));
    Options race;
    race.channels = self.options_.channels;
    race.drivers = self.options_.drivers;
    race.anchor = timeline.anchor;
    race.timeline_doubt = timeline.doubt;
    race.now = [&self] { return Now{self.anchor_.to_race(self.clock_.now()), self.clock_.wall(), self.host_health_.slewed_by(io::read_slew_look())}; };
    race.publish = [&self](const Batch& batch) {
        self.options_.publish(batch);
        self.watch_quarantine();
        self.sign(std::ranges::any_of(batch.entries, [](const engine::Entry& entry) { return std::holds_alternative<engine::ResultConfirmed>(entry.event); }));
    };
    race.output = [&self](OutputOrder order) {
        if (self.options_.output) self.options_.output(order);
    };
    race.committed = self.options_.committed;
    race.chance = io::draw_chance;
    race.stopwatch_ns = [] { return io::Clock::stopwatch_ns(); };
    self.race_ = std::make_unique<Race>(journal, std::move(race), std::move(*folded));
    self.watch_quarantine();
    return loop;
}

RaceLoop::RaceLoop(journal::Journal& journal, const io::Clock& clock, Anchor anchor, LoopOptions options) : journal_(journal), clock_(clock), anchor_(anchor), options_(std::move(options)) {}

RaceLoop::~RaceLoop() { stop(); }

void RaceLoop::start() {
    boost::asio::post(context_, [this] {
        looked_ = awake_and_asleep();
        watch_health();
        look_at_host_clock();
        record_start();
        Batch everything;
        everything.views = race_->all_views();
        everything.views.push_back(race_->health());
        everything.head = race_->state().head;
        options_.publish(everything);
        watch_deadline();
    });
    thread_ = std::thread{[this] { run(); }};
}

void RaceLoop::record_start() {
    const auto look = io::read_slew_look();
    const auto host = clock_.now();
    engine::ServerStarted started{options_.version, host, anchor_.to_race(host), clock_.wall(), io::boot_id(), options_.simulated};
    started.timeline_slewed = host_health_.slewed_by(look);
    if (clock_.speed() == 1) {
        started.raw = look.raw + (host.time_since_epoch() - look.monotonic);   // at one instant with `host`
        started.trim_ppb = host_health_.trim_ppb();
    }
    race_->record_start(std::move(started));
}

/// An input that cannot be carried out must not end the race.
void RaceLoop::run() {
    io::run_context(context_, [this](const std::exception& problem) {
        alarm(std::string{"the race loop met what it did not expect, and goes on: "} + problem.what());
        schedule_drain();
    });
}

void RaceLoop::observe(Observation observation) {
    boost::asio::post(context_, [this, observation = std::move(observation)]() mutable {
        race_->observe(std::move(observation));
        schedule_drain();
    });
}

void RaceLoop::submit(Submission submission) {
    boost::asio::post(context_, [this, submission = std::move(submission)]() mutable {
        look_whether_it_slept();
        race_->submit(std::move(submission));
        schedule_drain();
    });
}

template <class T, class Find>
void RaceLoop::ask(std::function<void(Result<T>)> reply, Find find) {
    boost::asio::post(context_, [this, reply = std::move(reply), find = std::move(find)] {
        const auto problem = answer<T>(reply, [&] { return find(*race_); });
        if (!problem.empty()) alarm("a question about the race met what was not expected: " + problem);
    });
}

void RaceLoop::look_at_trace(ImpulseId id, std::function<void(Result<std::optional<views::TraceSamples>>)> reply) {
    ask(std::move(reply), [id](const Race& race) { return race.trace_samples(id); });
}

void RaceLoop::ask_what_if(RaceId race, engine::WhatIf question, std::function<void(Result<views::WhatIfAnswer>)> reply) {
    ask(std::move(reply), [race, question = std::move(question)](const Race& all) { return all.what_if(race, question); });
}

void RaceLoop::look_for_picture(const Digest& sha256, std::function<void(Result<std::optional<std::string>>)> reply) {
    ask(std::move(reply), [sha256](const Race& race) { return race.picture_file(sha256); });
}

void RaceLoop::plan_entries(std::vector<engine::EntryRow> rows, std::function<void(Result<engine::EntryPlan>)> reply) {
    ask(std::move(reply), [rows = std::move(rows)](const Race& race) { return race.plan_entries(rows); });
}

void RaceLoop::note_attendance(views::Attendance attendance) {
    boost::asio::post(context_, [this, attendance = std::move(attendance)] { race_->note_attendance(attendance); });
}

void RaceLoop::note_refused(std::string what) {
    boost::asio::post(context_, [this, what = std::move(what)] { race_->note_refused(what); });
}

void RaceLoop::note_backups(std::string trouble) {
    boost::asio::post(context_, [this, trouble = std::move(trouble)] { race_->note_backups(trouble); });
}

void RaceLoop::note_relay(views::HealthView::Relay relay) {
    boost::asio::post(context_, [this, relay = std::move(relay)] { race_->note_relay(relay); });
}

void RaceLoop::close_to_orders(std::string why) {
    boost::asio::post(context_, [this, why = std::move(why)]() mutable {
        closed_ = std::move(why);
        say_closed();
    });
}

void RaceLoop::say_closed() {
    if (!closed_.empty() || !slept_until_) return race_->close_to_orders(closed_);
    race_->close_to_orders("This server was asleep and looks whether another one has taken over meanwhile. Press again in a moment.");
}

/// Who was stopped, or slept with its computer, does not know what was decided meanwhile. By then the relay will have been told, if the hub
/// is there; and if it is not, a venue goes on by itself as it does without one.
void RaceLoop::look_whether_it_slept() {
    const auto now = awake_and_asleep();
    const auto span = now - std::exchange(looked_, now);
    if (options_.may_be_replaced && span > longest_nap) slept_until_ = now + time_to_be_told;
    else if (!slept_until_ || now < *slept_until_) return;
    else slept_until_.reset();
    say_closed();
}

void RaceLoop::alarm(const std::string& text) const {
    if (!text.empty() && options_.alarm) options_.alarm(text);
}

/// An entry that contradicts what was known is kept and changes nothing: somebody has to look at it at once.
void RaceLoop::watch_quarantine() {
    constexpr std::size_t most_said = 10;
    const auto& quarantine = race_->state().quarantine;
    for (auto said = std::size_t{0}; said_quarantined_ < quarantine.size(); ++said_quarantined_) {
        const auto& one = quarantine[said_quarantined_];
        if (said++ < most_said) alarm("entry " + std::to_string(one.seq.value()) + " was put aside and changed nothing: " + one.why);
    }
}

/// Behind what it follows from: a signature delays no frame.
void RaceLoop::sign(bool at_once) {
    if (!options_.notary) return;
    auto view = options_.notary->look(journal_.epoch(), journal_.head(), clock_.now(), clock_.wall(), at_once);
    if (!view) return;
    Batch made;
    made.head = race_->state().head;
    made.recorded = race_->unwritten() == 0;
    made.views.push_back(std::move(*view));
    options_.publish(made);
}

void RaceLoop::schedule_drain() {
    if (drain_scheduled_) return;
    // Behind what has been posted already: all of it goes into one commit.
    boost::asio::post(context_, [this] { drain(); });
    drain_scheduled_ = true;   // after what may throw
}

void RaceLoop::drain() {
    drain_scheduled_ = false;
    const auto more = race_->drain();
    if (more) schedule_drain();
    watch_deadline();
}

void RaceLoop::watch_deadline() {
    const auto deadline = race_->next_deadline();
    if (!deadline) return;
    const auto span = anchor_.to_host(*deadline) - clock_.now();
    deadline_timer_.expires_after(clock_.real(span));
    deadline_timer_.async_wait([this](const boost::system::error_code& stopped) {
        if (stopped) return;
        race_->pass_deadlines();
        watch_deadline();
    });
}

void RaceLoop::watch_health() {
    health_timer_.expires_after(health_rhythm);  // real seconds: people watch it, not races
    health_timer_.async_wait([this](const boost::system::error_code& stopped) {
        if (stopped) return;
        watch_health();  // first: what follows may throw
        // So may what came before, and then nobody had these looked at.
        watch_deadline();
        if (race_->has_waiting()) schedule_drain();
        look_whether_it_slept();
        look_at_host_clock();
        race_->catch_up();
        Batch batch;
        batch.views.push_back(race_->health());
        batch.head = race_->state().head;
        options_.publish(batch);
        sign(false);
    });
}

void RaceLoop::look_at_host_clock() {
    const auto now = anchor_.to_race(clock_.now());
    alarm(host_health_.look(io::read_host_clock(), io::read_clock_offsets(), now, clock_.wall().time_since_epoch() - now.time_since_epoch()));
    alarm(host_health_.look(io::read_slew_look()));
    chrony_watch_.look();
    auto view = host_health_.view();
    chrony_watch_.describe(view);
    view.rate_bound_ppb = host_health_.rate_bound(view.rate_bound_ppb);
    race_->note_host_clock(std::move(view));
}

}  // namespace bowball::race
