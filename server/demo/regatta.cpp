#include "demo/regatta.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "core/overloaded.hpp"
#include "core/text.hpp"
#include "drivers/simulator_protocol.hpp"
#include "io/run_context.hpp"
#include "rules/rounding.hpp"

namespace bowball::demo {
namespace {

constexpr std::uint64_t seed = 2026;
/// The start box's quartz: 18 ppm fast, and it was switched on a while ago.
constexpr std::int64_t box_rate_ppm = 18;
constexpr Duration box_uptime = 4321s;
/// From an order on its wire to the pulse that drives light, horn, gates and timers.
constexpr Duration box_delay = 4ms;

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

}  // namespace

Result<std::unique_ptr<Regatta>> Regatta::make(std::vector<engine::Command> programme, std::string folder, const io::Clock& clock, std::shared_ptr<spdlog::logger> log) {
    std::unique_ptr<Regatta> regatta{new Regatta{std::move(folder), clock, std::move(log)}};
    regatta->take_programme(programme);
    std::error_code failed;
    std::filesystem::create_directories(regatta->folder_, failed);
    for (auto* line : {&regatta->start_box_, &regatta->timer_}) {
        auto made = TwinLine::make(regatta->context_);
        if (!made) return made.error();
        *line = std::move(*made);
    }
    return regatta;
}

Regatta::Regatta(std::string folder, const io::Clock& clock, std::shared_ptr<spdlog::logger> log)
    : folder_(std::move(folder)), clock_(clock), log_(std::move(log)), origin_(clock.now()) {}

Regatta::~Regatta() { stop(); }

void Regatta::take_programme(const std::vector<engine::Command>& programme) {
    for (const auto& command : programme) {
        if (const auto* race = std::get_if<engine::ScheduleRace>(&command)) races_.push_back({race->race, {}, incident_of(races_.size())});
        if (const auto* draw = std::get_if<engine::DrawLanes>(&command)) {
            const auto race = std::ranges::find(races_, draw->race, [](const Entry& e) { return e.programme.race; });
            if (race != races_.end()) race->lanes = draw->lanes;
        }
    }
}

void Regatta::wire(formats::Config& config) const {
    config.devices.push_back({"start_box", "simulator", "serial://" + start_box_->path(), {}, true});
    config.devices.push_back({"finish_timer", "alge_timy", "serial://" + timer_->path() + "?baud=38400", {}, true});
    config.devices.push_back({"camera", "finishlynx", "folder://" + folder_ + "?pattern=*.lif&rest_ms=200", {}, true});
    const auto bind = [&](std::string device, std::string channel, TimingPoint point, std::optional<LaneNumber> lane, bool number_is_lane = false) {
        config.channels.push_back({std::move(device), std::move(channel), point, lane, Source::system_a, number_is_lane});
    };
    bind("start_box", "red", {PointKind::red_light, 0}, {});
    bind("start_box", "green", {PointKind::start_signal, 0}, {});
    for (std::uint16_t lane = 1; lane <= 6; ++lane) {
        const auto number = std::to_string(lane);
        bind("start_box", "gate_" + number, {PointKind::gate_release, 0}, LaneNumber{lane});
        bind("start_box", "down_" + number, {PointKind::gate_clear, 0}, LaneNumber{lane});
        bind("start_box", "motion_" + number, {PointKind::first_motion, 0}, LaneNumber{lane});
        for (const int metres : {500, 1000, 1500}) bind("start_box", "split_" + std::to_string(metres) + "_" + number, {PointKind::split, metres}, LaneNumber{lane});
    }
    bind("finish_timer", "C0", {PointKind::start_signal, 0}, {});
    bind("finish_timer", "C1", {PointKind::finish, 0}, {}, true);
}

void Regatta::start(Order order) {
    order_ = std::move(order);
    start_box_->listen([this](std::string_view line) { on_box_line(line); });
    timer_->listen([](std::string_view) {});
    boost::asio::post(context_, [this] {
        beat();
        after(20s, [this] { begin_race(); });
    });
    thread_ = std::thread{[this] { io::run_context(context_, [this](const std::exception& problem) { log_->error("demo: {}", problem.what()); }); }};
}

void Regatta::stop() {
    if (!thread_.joinable()) return;
    boost::asio::post(context_, [this] {
        start_box_->close();
        timer_->close();
        work_.reset();
        context_.stop();
    });
    thread_.join();
}

void Regatta::after(Duration span, std::function<void()> action) {
    auto timer = std::make_shared<boost::asio::steady_timer>(context_, clock_.real(span));
    timer->async_wait([timer, action = std::move(action)](const boost::system::error_code& cancelled) {
        if (!cancelled) action();
    });
}

void Regatta::order(engine::Command command, const char* name, Role role, std::string reason) {
    order_(std::move(command), {{name, role}, {}, std::move(reason)}, [log = log_](const engine::Outcome& outcome) {
        // A visitor may have been quicker on the console: then there is nothing left to do.
        if (!outcome) log->debug("demo order refused: {}", outcome.error().text);
    });
}

void Regatta::begin_race() {
    if (current_ == races_.size()) return log_->info("The demo regatta is over. Results stay up; start it again with ./run.");
    auto& race = races_[current_];
    run_ = 0;
    if (race.lanes.empty()) draw_final(race);
    log_->info("demo: race {} {}", race.programme.race.value(), race.programme.title);
    order(engine::CallRace{race.programme.race}, "Demo starter", Role::starter);
    if (race.incident == Incident::did_not_start && !race.lanes.empty())
        order(engine::SetStatus{race.programme.race, race.lanes.back().lane, engine::ResultStatus::did_not_start}, "Demo judge", Role::judge, "did not come to the start");
    after(40s, [this] { go_to_the_start(); });
}

/// Best three of each heat, the quickest in the middle: lanes 3, 4, 2, 5, 1, 6.
void Regatta::draw_final(Entry& race) {
    const std::uint16_t fill[] = {3, 4, 2, 5, 1, 6};
    std::vector<Finisher> qualified;
    for (auto& heat : heats_[race.programme.event]) {
        for (std::size_t i = 0; i < std::min<std::size_t>(3, heat.size()); ++i) qualified.push_back(heat[i]);
    }
    std::ranges::sort(qualified, {}, &Finisher::time);
    for (std::size_t i = 0; i < std::min<std::size_t>(qualified.size(), 6); ++i) race.lanes.push_back({LaneNumber{fill[i]}, qualified[i].crew});
    order(engine::DrawLanes{race.programme.race, race.lanes}, "Demo organiser", Role::admin, "first three of each heat");
}

void Regatta::go_to_the_start() {
    ++run_;
    const auto race = races_[current_].programme.race;
    order(engine::ArmRace{race}, "Demo starter", Role::starter);
    after(30s, [this, race] {
        order(engine::GiveAttention{race}, "Demo starter", Role::starter);
        after(current_plan().hold, [this, race] { order(engine::OrderStart{race}, "Demo starter", Role::starter); });
    });
}

const RunPlan& Regatta::current_plan() {
    const auto key = std::pair{current_, run_};
    if (const auto known = plans_.find(key); known != plans_.end()) return known->second;
    const auto& race = races_[current_];
    RaceSetting setting{race.programme.race, RunNumber{run_}, {}, usual_time(race.programme.event), race.incident};
    for (const auto& draw : race.lanes) setting.lanes.push_back(draw.lane);
    if (race.incident == Incident::did_not_start && !setting.lanes.empty()) setting.lanes.pop_back();
    return plans_[key] = make_plan(setting, seed);
}

/// What the server tells the start box to do. The box does it, and its own sensors say when it really happened.
void Regatta::on_box_line(std::string_view line) {
    const auto words = split(simulator::unsealed(line), ' ');
    if (words.size() == 2 && words[0] == "P") return answer_probe(words[1]);
    if (words.size() != 4 || words[0] != "O") return;
    if (words[1] == "red_light") return edge("red", clock_.now() + box_delay);
    if (words[1] == "start") return go();
    if (words[1] != "recall") return;
    ++generation_;
    after(60s, [this] { go_to_the_start(); });
}

void Regatta::answer_probe(std::string_view id) {
    const auto now = box_ticks(clock_.now());
    start_box_->write(simulator::answer_line(static_cast<std::uint32_t>(parse_number(id).value_or(0)), now, now));
}

void Regatta::beat() {
    start_box_->write(simulator::time_line(box_ticks(clock_.now())));
    after(1s, [this] { beat(); });
}

/// One pulse: green light, horn, gates, and the finish timer's start contact.
void Regatta::go() {
    const auto signal = clock_.now() + box_delay;
    const auto plan = current_plan();
    edge("green", signal);
    timer_line("C0", 0, signal);
    leave_the_start(plan, signal);
    if (plan.culprit || plan.stuck_gate) {
        after(9s, [this, plan, run = RunNumber{run_}, generation = generation_] {
            if (generation == generation_) decide_false_start(plan, run);
        });
        return;
    }
    row(plan, signal);
}

void Regatta::leave_the_start(const RunPlan& plan, HostTime signal) {
    for (const auto& boat : plan.boats) {
        const auto lane = std::to_string(boat.lane.value());
        const auto at = [&](Duration since, const std::string& channel) {
            after(since + box_delay, [this, channel, when = signal + since] { edge(channel, when); });
        };
        at(boat.gate_release, "gate_" + lane);
        at(boat.gate_clear, "down_" + lane);
        at(boat.reaction, "motion_" + lane);
    }
}

void Regatta::decide_false_start(const RunPlan& plan, RunNumber run) {
    const auto race = races_[current_].programme.race;
    if (plan.culprit) order(engine::DecideFalseStart{race, run, engine::Verdict::upheld, {*plan.culprit}}, "Demo referee", Role::referee, "moved before the signal could be heard");
    else order(engine::DecideFalseStart{race, run, engine::Verdict::no_blame, {}}, "Demo referee", Role::referee, "the gate opened late");
}

void Regatta::row(const RunPlan& plan, HostTime signal) {
    const auto generation = generation_;
    const auto later = [&](Duration since, std::function<void()> action) {
        after(since, [this, generation, action = std::move(action)] {
            if (generation == generation_) action();
        });
    };
    auto last = 0ns;
    for (const auto& boat : plan.boats) {
        const auto lane = boat.lane;
        for (std::size_t k = 0; k < boat.splits.size(); ++k) {
            const auto channel = "split_" + std::to_string(500 * (k + 1)) + "_" + std::to_string(lane.value());
            later(boat.splits[k] + box_delay, [this, channel, when = signal + boat.splits[k]] { edge(channel, when, 500us); });
        }
        if (!boat.finish) continue;
        later(*boat.finish + box_delay, [this, lane, when = signal + *boat.finish] { timer_line("C1", lane.value(), when); });
        last = std::max(last, *boat.finish);
    }
    later(last + 8s, [this, plan] { finish_race(plan); });
}

void Regatta::finish_race(const RunPlan& plan) {
    const auto race = races_[current_].programme.race;
    write_picture(plan);
    auto& heat = heats_[races_[current_].programme.event].emplace_back();
    for (const auto& boat : plan.boats) {
        const auto draw = std::ranges::find(races_[current_].lanes, boat.lane, &engine::LaneDraw::lane);
        if (boat.finish) heat.push_back({draw->crew, *boat.finish});
    }
    std::ranges::sort(heat, {}, &Finisher::time);
    after(6s, [this, race, plan] {
        if (plan.broken) order(engine::SetStatus{race, *plan.broken, engine::ResultStatus::did_not_finish}, "Demo judge", Role::judge, "broke a rigger at 700 m");
    });
    after(15s, [this, race] { order(engine::PublishResult{race}, "Demo judge", Role::judge); });
    after(45s, [this, race] { order(engine::ConfirmResult{race, true}, "Demo judge", Role::judge, "white flag, picture read"); });
    after(75s, [this] {
        ++current_;
        begin_race();
    });
}

/// What a photo-finish system writes once the picture is read: places and times to 1/1000 s.
void Regatta::write_picture(const RunPlan& plan) {
    const auto& race = races_[current_];
    auto boats = plan.boats;
    std::erase_if(boats, [](const BoatPlan& boat) { return !boat.finish; });
    std::ranges::sort(boats, {}, [](const BoatPlan& boat) { return *boat.finish; });
    auto key = race.programme.photo_key;
    std::ranges::replace(key, '-', ',');
    std::string text = key + "," + race.programme.title + ",,,,,,2000,\r\n";
    for (std::size_t i = 0; i < boats.size(); ++i) {
        const auto tied = i > 0 && plan.dead_heat.size() == 2 && boats[i].lane == plan.dead_heat[1];
        const auto place = tied ? i : i + 1;
        const auto time = tied ? *boats[i - 1].finish : *boats[i].finish;
        text += std::to_string(place) + "," + std::to_string(boats[i].lane.value()) + "," + std::to_string(boats[i].lane.value()) + ",Crew,,," +
                rules::format_time(rules::round(time, 1ms, rules::Rounding::down), 1ms) + ",,,,\r\n";
    }
    const auto name = folder_ + "/" + race.programme.photo_key + ".lif";
    std::ofstream{name + ".part", std::ios::binary} << text;
    std::error_code failed;
    std::filesystem::rename(name + ".part", name, failed);
    if (failed) log_->error("the simulated camera cannot write {}: {}", name, failed.message());
}

void Regatta::edge(const std::string& channel, HostTime at, Duration own_uncertainty) {
    start_box_->write(simulator::edge_line(channel, box_ticks(at), true, own_uncertainty.count()));
}

std::int64_t Regatta::box_ticks(HostTime at) const {
    const auto since = at - origin_;
    return (box_uptime + since + since / 1'000'000 * box_rate_ppm).count();
}

/// As an ALGE Timy prints it: the time of day to 1/10,000 s, the lane for a number.
void Regatta::timer_line(std::string_view channel, std::uint32_t number, HostTime at) {
    const auto wall = clock_.wall().time_since_epoch() + (at - clock_.now());
    const auto of_day = std::chrono::duration_cast<Duration>(wall) % 24h;
    char line[40];
    std::snprintf(line, sizeof line, "%c%04u %.2s  %02d:%02d:%02d.%04d 00\r", number == 0 ? '?' : ' ', number, channel.data(), static_cast<int>(of_day / 1h),
                  static_cast<int>(of_day / 1min % 60), static_cast<int>(of_day / 1s % 60), static_cast<int>(of_day / 100us % 10000));
    timer_->write(line);
}

}  // namespace bowball::demo
