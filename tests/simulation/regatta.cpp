#include "regatta.hpp"

#include <ostream>

#include "formats/entry.hpp"

namespace bowball::simulation {
namespace {

/// From which on results must come: to repeat what was lost, to look at the video, to row again if it must be.
constexpr Duration patience = 20min;
/// Per second: the oracle looks at all that was shown.
constexpr unsigned looks_percent = 3;

std::vector<Screen> draw_screens(World& world) {
    const std::vector<std::vector<std::string>> wishes{{"log"}, {"race/*/board", "meet"}, {"current/board", "current/results", "meet"}, {"race/*/results", "log"}, {"race/1/start_list", "race/*/start", "meet/*"}, {"race/*/*", "log"}};
    std::vector<Screen> screens;
    for (auto left = 1 + world.dice.below(3); left > 0; --left) {
        const auto transport = world.dice.chance(50) ? net::Transport::events : net::Transport::websocket;
        const auto is_official = world.dice.chance(30);
        screens.emplace_back(world, is_official && world.dice.chance(50) ? std::vector<std::string>{"race/*/referee", "health", "log"} : wishes[world.dice.below(wishes.size())], transport, is_official);
    }
    return screens;
}

}  // namespace

Regatta::Regatta(std::uint64_t seed) : world_(seed), disk_(world_), venue_(world_), officials_(world_, [this] { return server(); }), oracle_(world_), screens_(draw_screens(world_)) {
    ++world_.tally.regattas;
    const auto races = 1 + static_cast<int>(world_.dice.below(2));
    for (int number = 1; number <= races; ++number) heats_.emplace_back(world_, venue_, officials_, [this] { return server(); }, number);
    ends_ = races * (venue_.sport().slowest + 90s);
    programme_.push_back(engine::RegisterRuleSet{{venue_.rules()}});
    programme_.push_back(engine::DeclareEvent{"E1", "Singles"});
    for (const auto& heat : heats_) {
        engine::DrawLanes draw{heat.id(), {}};
        for (std::uint16_t lane = 1; lane <= venue_.lanes(); ++lane) {
            const CrewId crew{heat.id().value() * 100 + lane};
            programme_.push_back(engine::EnterCrew{{crew, "E1", "C" + std::to_string(crew.value()), "Crew", "", {}}});
            draw.lanes.push_back({LaneNumber{lane}, crew});
        }
        programme_.push_back(engine::ScheduleRace{{heat.id(), "E1", "H" + std::to_string(heat.id().value()), "Heat", WallTime{}, venue_.sport().metres, venue_.rules().id, ""}});
        programme_.push_back(std::move(draw));
    }
}

const std::vector<std::string>& Regatta::run() {
    rise();
    programme(0);
    plan_deaths();
    plan_disk_failures();
    plan_clocks();
    tick();
    world_.agenda.at(ends_, [this] { end_faults(); });
    world_.agenda.run(world_.now);
    if (!server_) {
        world_.must_not_be("there is no server after the faults have stopped");
        return world_.broken;
    }
    oracle_.check_journal(*server_);
    for (auto& screen : screens_) screen.settle(*server_);
    oracle_.check_screens(*server_, screens_);
    oracle_.check_impulses(*server_, venue_);
    for (const auto& heat : heats_) oracle_.check_result(*server_, venue_, heat);
    return world_.broken;
}

void Regatta::tell(std::ostream& out) const {
    const auto seconds = [](Duration at) { return static_cast<double>(at.count()) / 1e9; };
    out << venue_.rules().id << ", " << (venue_.has_timer() ? "a timer, " : "") << (venue_.sensor() != nullptr ? "a sensor, " : "") << (world_.lines_lie ? "lines that lie\n" : "lines that do not lie\n");
    for (const auto& heat : heats_) {
        out << "race " << heat.id().value() << ": signal at " << seconds(heat.truth().signal) << "\n";
        for (const auto& [lane, at] : heat.truth().split) out << "  lane " << lane << ": split at " << seconds(at) << "\n";
        for (const auto& [lane, at] : heat.truth().finish) out << "  lane " << lane << ": in at " << seconds(at) << "\n";
    }
    if (server_) std::ignore = server_->journal().read(Seq{1}, [&](engine::Entry&& entry) { out << formats::encode_entry(entry) << "\n"; });
}

/// One order after the other.
void Regatta::programme(std::size_t number) {
    if (number == programme_.size()) return begin_heat(0);
    officials_.insist(programme_[number], "", [this, number](bool is_done) {
        if (!is_done) world_.must_not_be("the programme was refused: " + officials_.last_refusal());
        programme(number + 1);
    });
}

void Regatta::begin_heat(std::size_t number) {
    if (number == heats_.size()) {
        if (std::ranges::all_of(heats_, &Heat::is_done)) end_faults();
        return;
    }
    if (heats_begun_ > number) return;
    heats_begun_ = number + 1;
    world_.after(3s, [this, number] { heats_[number].begin([this, number] { begin_heat(number + 1); }); });
}

/// Where it is the custom the next one starts while one is on the water.
void Regatta::begin_behind() {
    if (!world_.hazards.overlap || !venue_.sport().is_long || heats_begun_ == 0 || heats_begun_ == heats_.size() || !heats_[heats_begun_ - 1].leaves_the_start_free()) return;
    ++world_.tally.overlaps;
    begin_heat(heats_begun_);
}

void Regatta::plan_deaths() {
    for (auto left = world_.hazards.deaths; left > 0; --left) {
        world_.agenda.at(world_.dice.between(1s, ends_), [this] {
            if (!world_.is_calm) die();
        });
    }
}

void Regatta::plan_disk_failures() {
    for (auto left = world_.hazards.disk_failures; left > 0; --left) {
        const auto from = world_.dice.between(0s, ends_);
        world_.agenda.at(from, [this] { disk_.fail(!world_.is_calm); });
        const auto until = from + world_.dice.between(500ms, 60s);
        // Who dies then has shown what is nowhere.
        if (world_.dice.chance(40)) world_.agenda.at(world_.dice.between(from, until), [this] { world_.is_calm ? void() : die(); });
        world_.agenda.at(until, [this] { disk_.fail(false); });
    }
}

/// What happens to the clocks: this computer's are set and pulled, and the sensor's begins anew.
void Regatta::plan_clocks() {
    const auto some_time = [&](unsigned times, const std::function<void()>& what) {
        for (; times > 0; --times) {
            world_.agenda.at(world_.dice.between(1s, ends_), [this, what] {
                if (!world_.is_calm) what();
            });
        }
    };
    some_time(world_.hazards.wall_steps, [this] {
        if (!is_tied_) return;
        ++world_.tally.wall_steps;
        world_.computer.wall_error += world_.chance.chance(50) ? 1h : -1h;
    });
    // As chrony and ntpd do it: by 500 parts in a million, for up to 20 s.
    some_time(world_.hazards.slews, [this] {
        ++world_.tally.slews;
        world_.computer.pull(world_.now, world_.chance.between(2s, longest_slew), world_.chance.chance(50) ? 500 : -500);
    });
    some_time(world_.hazards.reboots, [this] { venue_.reboot_sensor(); });
}

/// Ten times a second.
void Regatta::tick() {
    watch_over();
    if (world_.is_over) return;
    venue_.tick();
    const auto is_second = world_.now >= next_second_;
    if (server_ && is_second) {
        server_->tick();
        if (!server_->is_dead() && server_->race().unwritten() == 0) officials_.note_recorded();
        if (!server_->is_dead() && world_.chance.chance(looks_percent)) oracle_.compare_shown(*server_);
    }
    if (is_second && server_ && !server_->is_dead()) {
        is_tied_ = is_tied_ || server_->race().unwritten() == 0;
        for (auto& heat : heats_) heat.look_again(server_->state());
        begin_behind();
    }
    if (is_second) next_second_ = world_.now + 1s;
    if (world_.now >= next_look_) {
        next_look_ = world_.now + 300ms;
        for (auto& screen : screens_) screen.look(server());
    }
    watch_over();
    world_.after(100ms, [this] { tick(); });
}

/// Buries the dead, and ends the day.
void Regatta::watch_over() {
    if (server_ && server_->is_dead()) bury(false);
    if (!world_.is_calm) return;
    const auto is_finished = std::ranges::all_of(heats_, &Heat::is_done) && (venue_.sensor() == nullptr || venue_.sensor()->waiting() == 0) && server_ && server_->race().unwritten() == 0;
    if (is_finished || world_.now > ends_ + patience) world_.is_over = true;
}

void Regatta::end_faults() {
    if (world_.is_calm) return;
    world_.calm();
    disk_.fail(false);
    venue_.find_timer();
    ends_ = world_.now;
}

void Regatta::die() {
    if (!server_ || server_->is_dead()) return;
    ++world_.tally.deaths;
    switch (world_.dice.below(5)) {
        case 0: return disk_.die_at_write(static_cast<unsigned>(world_.dice.below(8)));
        case 1: return server_->die_before_showing();
        case 2: ++world_.tally.clean_stops; return bury(true);
        default: return bury(false);
    }
}

void Regatta::bury(bool is_clean) {
    if (is_clean) std::ignore = server_->stop();
    oracle_.remember(*server_, server_->is_dead());
    if (!is_clean) disk_.freeze();
    venue_.end_server();
    server_.reset();
    // Over a power cut the time of day is all that ties a race together: where somebody has set it by an hour it ties nothing.
    const auto power = !is_clean && world_.tally.wall_steps == 0 && world_.dice.chance(world_.hazards.power_cuts);
    if (power) {
        ++world_.tally.power_cuts;
        disk_.cut_power();
        is_tied_ = false;
        world_.computer = {world_.now + 5s, "boot " + std::to_string(world_.now.count()), world_.dice.between(-wall_off, wall_off)};
    }
    disk_.thaw();
    world_.after(power ? world_.dice.between(10s, 40s) : world_.dice.between(300ms, 6s), [this] { rise(); });
}

void Regatta::rise() {
    if (world_.is_over) return;
    auto plan = venue_.plan();
    plan.watch = [this](const race::Batch& batch, const journal::Head& head) { oracle_.see(batch, head); };
    plan.output = [this](const OutputOrder& order) { oracle_.see_output(order, server()); };
    auto opened = Server::open(world_, disk_, std::move(plan));
    if (!opened) {
        disk_.thaw();   // it may have died in a write while it opened
        return world_.after(1s, [this] { rise(); });
    }
    server_ = std::move(*opened);
    oracle_.compare(*server_);
    venue_.begin_server([this](Observation observation) {
        if (server_) server_->observe(std::move(observation));
    });
    officials_.greet();
}

}  // namespace bowball::simulation
