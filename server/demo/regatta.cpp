#include "demo/regatta.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>

#include "io/run_context.hpp"

namespace bowball::demo {
namespace {

constexpr auto starter = "Demo starter";
constexpr auto judge = "Demo judge";
constexpr auto referee = "Demo referee";
constexpr auto organiser = "Demo organiser";

/// The last one: who put the programme in.
const std::vector<std::string> own_names{starter, judge, referee, organiser, "configuration"};

/// Which race shows what, by its place in the programme.
Incident incident_of(std::size_t index) {
    switch (index) {
        case 1: return Incident::false_start;
        case 2: return Incident::did_not_start;
        case 3: return Incident::breakage;
        case 4: return Incident::late_gate;
        case 6: return Incident::dead_heat;
        default: return Incident::none;
    }
}

Duration usual_time(const EventCode& event) {
    if (event.find("8+") != std::string::npos) return 325s;
    if (event.find("2x") != std::string::npos) return 405s;
    return 402s;
}

bool is_one_of(const std::string& state, std::initializer_list<const char*> states) {
    return std::ranges::any_of(states, [&](const char* one) { return state == one; });
}

bool is_over(const std::string& state) { return is_one_of(state, {"official", "revised", "abandoned", "postponed", "cancelled"}); }
bool is_at_the_start(const std::string& state) { return is_one_of(state, {"at_start", "attention", "recalled"}); }
bool is_racing(const std::string& state) { return is_one_of(state, {"started", "running"}); }

}  // namespace

Result<std::unique_ptr<Regatta>> Regatta::make(std::vector<engine::Command> programme, std::string folder, const io::Clock& clock, std::shared_ptr<spdlog::logger> log) {
    std::unique_ptr<Regatta> regatta{new Regatta{clock, std::move(log)}};
    regatta->take_programme(programme);
    auto course = Course::make(regatta->context_, regatta->delays_, std::move(folder), regatta->clock_, regatta->log_);
    if (!course) return course.error();
    regatta->course_ = std::move(*course);
    return regatta;
}

Regatta::Regatta(const io::Clock& clock, std::shared_ptr<spdlog::logger> log) : clock_(clock), log_(std::move(log)) {}

Regatta::~Regatta() { stop(); }

void Regatta::take_programme(const std::vector<engine::Command>& programme) {
    for (const auto& command : programme) {
        if (const auto* race = std::get_if<engine::ScheduleRace>(&command)) {
            auto& entry = races_.emplace_back();
            entry.incident = incident_of(races_.size() - 1);
            entry.programme = race->race;
        }
        if (const auto* draw = std::get_if<engine::DrawLanes>(&command)) {
            if (auto* race = find(draw->race)) race->lanes = draw->lanes;
        }
    }
}

Regatta::Entry* Regatta::find(RaceId race) {
    const auto found = std::ranges::find(races_, race, [](const Entry& one) { return one.programme.race; });
    return found == races_.end() ? nullptr : &*found;
}

void Regatta::start(Order order) {
    order_ = std::move(order);
    boost::asio::post(context_, [this] {
        course_->open({[this](const RaceSetting& setting, const RunPlan& plan) { see_start(setting, plan); },
                       [this](const RaceSetting& setting, const RunPlan& plan) { see_finish(setting, plan); }});
        delays_.after(20s, [this] {
            is_open_ = true;
            if (!held_) choose_race();
        });
    });
    thread_ = std::thread{[this] { io::run_context(context_, [this](const std::exception& problem) { log_->error("demo: {}", problem.what()); }); }};
}

void Regatta::stop() {
    if (!thread_.joinable()) return;
    boost::asio::post(context_, [this] {
        course_->close();
        work_.reset();
        context_.stop();
    });
    thread_.join();
}

void Regatta::witness(const std::vector<engine::Entry>& entries, const std::vector<views::TopicView>& views) {
    boost::asio::post(context_, [this, seen = observe(entries, views, own_names)] { see(seen); });
}

void Regatta::see(const Observed& seen) {
    see_fields(seen);
    const auto state_of = [this](const std::optional<RaceId>& race) { return race ? find(*race)->state : std::string{}; };
    const auto before = state_of(current_);
    for (const auto& stand : seen.stands) {
        if (auto* race = find(stand.race)) race->state = stand.state;
    }
    for (const auto& armed : seen.armed) {
        if (auto* race = find(armed.race)) line_up(*race, armed.run);
    }
    if (seen.by_people) leave_to_people(seen);
    if (held_ && is_over(state_of(held_))) return go_on_after(30s);
    if (!held_ && current_ && state_of(current_) != before) plan_next_step(*find(*current_));
}

void Regatta::see_fields(const Observed& seen) {
    for (const auto& drawn : seen.drawn) {
        if (auto* race = find(drawn.race)) race->lanes = drawn.lanes;
    }
    for (const auto& set : seen.statuses) {
        auto* race = find(set.race);
        if (race == nullptr) continue;
        if (set.status == engine::ResultStatus::none) race->out.erase(set.lane);
        else race->out.insert(set.lane);
    }
    for (const auto& rerow : seen.rerows) {
        if (auto* race = find(rerow.race)) race->again = rerow.lanes;
    }
    for (const auto& decided : seen.decided) {
        auto* race = find(decided.race);
        if (race != nullptr && race->run == decided.run) race->is_decided = true;
    }
}

void Regatta::line_up(Entry& race, RunNumber run) {
    race.run = run;
    race.is_decided = false;
    RaceSetting setting{race.programme.race, run, {}, usual_time(race.programme.event), race.incident};
    for (const auto& draw : race.lanes) {
        const auto rows_again = race.again.empty() || std::ranges::find(race.again, draw.lane) != race.again.end();
        if (rows_again && !race.out.contains(draw.lane)) setting.lanes.push_back(draw.lane);
    }
    course_->line_up({std::move(setting), {race.programme.photo_key, race.programme.title}});
}

/// Of a race that is behind the demo, people may correct what they like while the next one is rowed.
void Regatta::leave_to_people(const Observed& seen) {
    for (const auto race : seen.in_hand) {
        const auto* entry = find(race);
        if (entry == nullptr || (is_over(entry->state) && race != current_)) continue;
        if (held_ != race) log_->info("demo: race {} is in people's hands", race.value());
        held_ = race;
    }
    if (!held_ && seen.in_hand.empty()) held_ = current_;   // of a crossing
    if (!held_) return;
    ++step_;
    current_.reset();
    wait_for_next_order();
}

void Regatta::wait_for_next_order() {
    delays_.after_real(patience_, [this, hold = ++hold_] {
        if (hold == hold_ && held_) go_on_after(0s);
    });
}

void Regatta::go_on_after(Duration span) {
    ++hold_;
    held_.reset();
    current_.reset();
    later(span, [this] { choose_race(); });
}

/// What stands at the start or is on the water first: nothing else can be armed. A race that goes without boats of ours is people's.
void Regatta::choose_race() {
    if (!is_open_) return;
    const auto is_open = [](const Entry& race) { return !race.is_left && !is_over(race.state); };
    const auto is_on = [&](const Entry& race) { return is_open(race) && (is_at_the_start(race.state) || (is_racing(race.state) && course_->is_on_the_water(race.programme.race))); };
    const auto is_next = [&](const Entry& race) { return is_open(race) && !is_racing(race.state); };
    auto found = std::ranges::find_if(races_, is_on);
    if (found == races_.end()) found = std::ranges::find_if(races_, is_next);
    if (found == races_.end()) return log_->info("The demo regatta is over. Results stay up; start it again with ./run.");
    current_ = found->programme.race;
    plan_next_step(*found);
}

/// What the state asks of the officials, once. Another state asks anew.
void Regatta::plan_next_step(Entry& race) {
    ++step_;
    const auto id = race.programme.race;
    const auto& state = race.state;
    if (is_over(state)) return go_on_after(30s);
    if (state == "scheduled") return call(race);
    if (state == "called") later(40s, [this, id] { step(engine::ArmRace{id}, starter, Role::starter); });
    if (state == "at_start") later(30s, [this, id] { step(engine::GiveAttention{id}, starter, Role::starter); });
    if (state == "attention") later(course_->hold(), [this, id] { step(engine::OrderStart{id}, starter, Role::starter); });
    if (state == "recalled") {
        if (!race.is_decided) order(engine::DecideFalseStart{id, race.run, engine::Verdict::no_blame, {}}, referee, Role::referee, "the start is given anew");
        later(60s, [this, id] { step(engine::ArmRace{id}, starter, Role::starter); });
    }
    if (state == "finished") later(23s, [this, id] { step(engine::PublishResult{id}, judge, Role::judge); });
    // Not over warnings: what they ask is a person's to decide, and the server refuses it.
    if (state == "unofficial") later(30s, [this, id] { step(engine::ConfirmResult{id}, judge, Role::judge, "white flag, picture read"); });
}

void Regatta::later(Duration span, std::function<void()> action) {
    delays_.after(span, [this, step = step_, action = std::move(action)] {
        if (step == step_ && !held_) action();
    });
}

void Regatta::order(engine::Command command, const char* name, Role role, std::string reason) {
    order_(std::move(command), {{name, role}, {}, std::move(reason)}, [log = log_](const engine::Outcome& outcome) {
        // A visitor may have been quicker on the console: then there is nothing left to do.
        if (!outcome) log->debug("demo order refused: {}", outcome.error().text);
    });
}

void Regatta::step(engine::Command command, const char* name, Role role, std::string reason) {
    order_(std::move(command), {{name, role}, {}, std::move(reason)}, [this, step = step_, race = *current_](const engine::Outcome& outcome) {
        if (outcome) return;
        boost::asio::post(context_, [this, step, race, why = outcome.error().text] {
            if (step != step_ || held_) return;
            log_->info("demo: race {} is left to people: {}", race.value(), why);
            find(race)->is_left = true;
            go_on_after(30s);
        });
    });
}

void Regatta::call(Entry& race) {
    const auto id = race.programme.race;
    if (race.lanes.empty()) draw_final(race);
    log_->info("demo: race {} {}", id.value(), race.programme.title);
    step(engine::CallRace{id}, starter, Role::starter);
    if (race.incident == Incident::did_not_start && !race.lanes.empty())
        order(engine::SetStatus{id, race.lanes.back().lane, engine::ResultStatus::did_not_start}, judge, Role::judge, "did not come to the start");
}

/// Best three of each heat, the quickest in the middle: lanes 3, 4, 2, 5, 1, 6.
void Regatta::draw_final(Entry& race) {
    const std::uint16_t fill[] = {3, 4, 2, 5, 1, 6};
    std::vector<Finisher> qualified;
    for (const auto& [id, heat] : heats_[race.programme.event]) {
        for (std::size_t i = 0; i < std::min<std::size_t>(3, heat.size()); ++i) qualified.push_back(heat[i]);
    }
    std::ranges::sort(qualified, {}, &Finisher::time);
    for (std::size_t i = 0; i < std::min<std::size_t>(qualified.size(), 6); ++i) race.lanes.push_back({LaneNumber{fill[i]}, qualified[i].crew});
    order(engine::DrawLanes{race.programme.race, race.lanes}, organiser, Role::admin, "first three of each heat");
}

void Regatta::see_start(const RaceSetting& setting, const RunPlan& plan) {
    if (!plan.culprit && !plan.stuck_gate) return;
    delays_.after(9s, [this, setting, plan] {
        const auto* race = find(setting.race);
        if (held_ || current_ != setting.race || race->run != setting.run || race->is_decided || !is_racing(race->state)) return;
        if (plan.culprit) order(engine::DecideFalseStart{setting.race, setting.run, engine::Verdict::upheld, {*plan.culprit}}, referee, Role::referee, "moved before the signal could be heard");
        else order(engine::DecideFalseStart{setting.race, setting.run, engine::Verdict::no_blame, {}}, referee, Role::referee, "the gate opened late");
    });
}

void Regatta::see_finish(const RaceSetting& setting, const RunPlan& plan) {
    const auto* race = find(setting.race);
    auto& heat = heats_[race->programme.event][setting.race];
    heat.clear();
    for (const auto& boat : plan.boats) {
        const auto draw = std::ranges::find(race->lanes, boat.lane, &engine::LaneDraw::lane);
        if (boat.finish && draw != race->lanes.end()) heat.push_back({draw->crew, *boat.finish});
    }
    std::ranges::sort(heat, {}, &Finisher::time);
    // Whoever has no time though all are in: a person says why.
    delays_.after(60s, [this, race = setting.race, run = setting.run] {
        auto* entry = find(race);
        if (held_ || current_ != race || entry->run != run || !is_racing(entry->state)) return;
        entry->is_left = true;
        go_on_after(0s);
    });
    if (!plan.broken) return;
    delays_.after(6s, [this, race = setting.race, lane = *plan.broken] {
        if (!held_ && current_ == race) order(engine::SetStatus{race, lane, engine::ResultStatus::did_not_finish}, judge, Role::judge, "broke a rigger at 700 m");
    });
}

}  // namespace bowball::demo
