#include "venue_plan.hpp"

#include <algorithm>
#include <array>

#include "folders.hpp"
#include "formats/rule_file.hpp"

namespace bowball::simulation {
namespace {

constexpr std::array sports{
    Sport{"rowing", 500, 95s, 125s, 0, false, true}, Sport{"canoe_sprint", 200, 36s, 48s, 0, false, true}, Sport{"canoe_sprint_race_warning", 200, 36s, 48s, 0, false, true},
    Sport{"swimming", 100, 48s, 70s},                Sport{"athletics", 100, 9800ms, 13s},                Sport{"rowing_classic", 500, 95s, 125s, 0, false, true},
    Sport{"canoe_sprint", 500, 98s, 120s, 250, false, true}, Sport{"swimming", 200, 106s, 130s, 100, true},
};
constexpr std::uint8_t start_contact = 40;
constexpr std::uint8_t split_contacts = 20;   ///< and the lane
constexpr auto box_precision = 50'000;
constexpr Duration timer_is_ahead = 9h;       ///< as Timer begins

const rules::RuleSet& rules_called(std::string_view id) {
    static const auto all = formats::load_rule_sets(source_folder() + "/config/rules").value();
    return *std::ranges::find(all, id, &rules::RuleSet::id);
}

}  // namespace

Venue::Venue(World& world)
    : world_(world), sport_(sports[world.dice.below(sports.size())]), rules_(rules_called(sport_.rules)), lanes_(static_cast<int>(2 + world.dice.below(5))),
      sees_start_(world.dice.chance(60)) {
    const auto observe = [this](Observation observation) {
        if (std::holds_alternative<RawImpulse>(observation.report)) ++world_.tally.impulses;
        if (observe_) observe_(std::move(observation));
    };
    const auto host = [this](Duration at) { return world_.computer.host(at); };
    box_line_ = std::make_unique<Line>("simulator", "start_box", world.agenda, world.chance, world.hazards.lines, observe, host);
    const auto kind = sport_.rules == "swimming" ? 1 : world.dice.below(3);
    if (kind != 1) {
        timer_line_ = std::make_unique<Line>("alge_timy", "timer", world.agenda, world.chance, world.hazards.lines, observe, host);
        timer_ = std::make_unique<Timer>(*timer_line_, world.chance, world.hazards.lines);
    }
    if (kind != 0) sensor_ = std::make_unique<Sensor>(world, "sensor", 7, static_cast<std::int64_t>(world.dice.below(90'001)) - 45'000);
    end_server();
}

Server::Plan Venue::plan() {
    Server::Plan plan;
    plan.drivers = {{"start_box", {"simulator", "simulated", {}, 100'000}}};
    plan.channels.push_back({"start_box", "green", {PointKind::start_signal, 0}, {}, Source::system_a, false});
    for (std::uint16_t lane = 1; lane <= lanes_; ++lane)
        plan.channels.push_back({"start_box", "motion_" + std::to_string(lane), {PointKind::first_motion, 0}, LaneNumber{lane}, Source::system_a, false});
    if (timer_) {
        plan.drivers["timer"] = {"alge_timy", "documented", {}, 100'000};
        if (sees_start_) plan.channels.push_back({"timer", "C0", {PointKind::start_signal, 0}, {}, Source::system_a, false});
        plan.channels.push_back({"timer", "C1", {PointKind::finish, 0}, {}, Source::system_a, true});
        if (has_split_contacts()) plan.channels.push_back({"timer", "C2", {PointKind::split, sport_.split_m}, {}, Source::system_a, true});
    }
    if (sensor_) {
        const auto source = timer_ ? Source::system_b : Source::system_a;
        plan.drivers["sensor"] = {"net_sensor", "documented", {}, 50'000};
        for (std::uint16_t lane = 1; lane <= lanes_; ++lane) plan.channels.push_back({"sensor", std::to_string(lane), {PointKind::finish, 0}, LaneNumber{lane}, source, false});
        for (std::uint16_t lane = 1; has_split_contacts() && lane <= lanes_; ++lane)
            plan.channels.push_back({"sensor", std::to_string(split_contacts + lane), {PointKind::split, sport_.split_m}, LaneNumber{lane}, source, false});
        if (sees_start_) plan.channels.push_back({"sensor", std::to_string(start_contact), {PointKind::start_signal, 0}, {}, source, false});
    }
    plan.committed = [this](const DeviceName& device, std::uint64_t mark) { committed(device, mark); };
    return plan;
}

void Venue::signal() {
    box_line_->send(world_.now, simulator::edge_line("green", box_ticks(), true, box_precision));
    if (timer_ && sees_start_) timer_->impulse(world_.now, '0', 0);
    if (sensor_ && sees_start_) sensor_->edge(start_contact);
}

void Venue::motion(int lane) { box_line_->send(world_.now, simulator::edge_line("motion_" + std::to_string(lane), box_ticks(), true, box_precision)); }

void Venue::crossing(int lane, RaceId race) {
    video_.push_back({world_.now, race, lane, {PointKind::finish, 0}});
    drift_over(lane);
}

void Venue::drift_over(int lane) {
    if (timer_) timer_->impulse(world_.now, '1', static_cast<unsigned>(lane));
    if (sensor_) sensor_->edge(static_cast<std::uint8_t>(lane));
}

void Venue::pass_split(int lane, RaceId race) {
    if (sport_.by_laps) return drift_over(lane);
    video_.push_back({world_.now, race, lane, {PointKind::split, sport_.split_m}});
    if (timer_) timer_->impulse(world_.now, '2', static_cast<unsigned>(lane));
    if (sensor_) sensor_->edge(static_cast<std::uint8_t>(split_contacts + lane));
}

std::optional<Venue::Passing> Venue::whose(Duration at, int lane, Duration span) const {
    const Passing* nearest = nullptr;
    for (const auto& one : video_) {
        const auto off = std::chrono::abs(one.at - at);
        if (one.lane == lane && off <= span && (nearest == nullptr || off < std::chrono::abs(nearest->at - at))) nearest = &one;
    }
    return nearest == nullptr ? std::nullopt : std::optional{*nearest};
}

std::ptrdiff_t Venue::passings_at(Duration at, Duration span) const {
    return std::ranges::count_if(video_, [&](const Passing& one) { return std::chrono::abs(one.at - at) <= span; });
}

std::optional<Duration> Venue::truth_of(const engine::Impulse& seen) const {
    const auto ticks = to_ns(seen.stamp.ticks);
    if (sensor_ && seen.device == sensor_->name()) {
        const auto is_it = [&](const Sensor::Contact& one) { return static_cast<std::int64_t>(one.ticks) == ticks && std::to_string(one.channel) == seen.channel; };
        const auto found = std::ranges::find_if(sensor_->contacts(), is_it);
        return found == sensor_->contacts().end() ? std::nullopt : std::optional{found->at};
    }
    if (seen.device != "timer") return std::nullopt;
    const auto span = Duration{ticks} - timer_is_ahead;
    const auto at = span - span / 1000 * world_.hazards.lines.timer_ppb / 1'000'000;
    return at >= 0ns && at <= world_.now ? std::optional{at} : std::nullopt;
}

void Venue::reboot_sensor() {
    if (sensor_) sensor_->reboot();
}

void Venue::lose_timer(bool keeps_memory) {
    if (!timer_ || timer_line_->lost()) return;
    ++world_.tally.unplugged;
    timer_line_->lose();
    if (!keeps_memory) timer_->forget();
}

void Venue::find_timer() {
    if (!timer_ || !timer_line_->lost()) return;
    timer_line_->find_again(world_.now);
    timer_->send_from_memory(world_.now);
}

void Venue::tick() {
    if (sensor_) sensor_->tick();
    if (world_.now < next_word_) return;
    next_word_ = world_.now + 1s;
    box_line_->send(world_.now, simulator::time_line(box_ticks()), false);
}

std::int64_t Venue::box_ticks() const { return (world_.now + 4321s + world_.now / 1000 * world_.hazards.lines.box_ppb / 1'000'000).count(); }

void Venue::begin_server(std::function<void(Observation)> observe) {
    observe_ = observe;
    box_line_->begin_server(world_.now);
    if (timer_) timer_line_->begin_server(world_.now);
    if (sensor_) sensor_->begin_server(std::move(observe));
}

void Venue::end_server() {
    ++lives_;
    observe_ = {};
    box_line_->end_server();
    if (timer_) timer_line_->end_server();
    if (sensor_) sensor_->end_server();
}

/// Later: a driver is not called while it speaks.
void Venue::committed(const DeviceName& device, std::uint64_t mark) {
    if (sensor_ && device == sensor_->name()) world_.after(0ns, [this, mark, life = lives_] {
            if (life == lives_) sensor_->committed(mark);
        });
}

}  // namespace bowball::simulation
