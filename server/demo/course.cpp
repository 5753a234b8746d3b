#include "demo/course.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "core/text.hpp"
#include "drivers/simulator_protocol.hpp"
#include "rules/rounding.hpp"

namespace bowball::demo {
namespace {

constexpr std::uint64_t seed = 2026;
/// The start box's quartz: 18 ppm fast, and it was switched on a while ago.
constexpr std::int64_t box_rate_ppm = 18;
constexpr Duration box_uptime = 4321s;
/// From an order on its wire to the pulse that drives light, horn, gates and timers.
constexpr Duration box_delay = 4ms;

}  // namespace

Result<std::unique_ptr<Course>> Course::make(boost::asio::io_context& context, Delays& delays, std::string folder, const io::Clock& clock, std::shared_ptr<spdlog::logger> log) {
    std::unique_ptr<Course> course{new Course{delays, std::move(folder), clock, std::move(log)}};
    std::error_code failed;
    std::filesystem::create_directories(course->folder_, failed);
    for (auto* line : {&course->start_box_, &course->timer_}) {
        auto made = TwinLine::make(context);
        if (!made) return made.error();
        *line = std::move(*made);
    }
    return course;
}

Course::Course(Delays& delays, std::string folder, const io::Clock& clock, std::shared_ptr<spdlog::logger> log)
    : delays_(delays), folder_(std::move(folder)), clock_(clock), log_(std::move(log)), origin_(clock.now()) {}

void Course::wire(formats::Config& config) const {
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

void Course::open(Told told) {
    told_ = std::move(told);
    start_box_->listen([this](std::string_view line) { on_box_line(line); });
    timer_->listen([](std::string_view) {});
    beat();
}

void Course::close() {
    start_box_->close();
    timer_->close();
}

Duration Course::hold() const { return field_ ? make_plan(field_->setting, seed).hold : 2s; }

/// What the server tells the start box to do. The box does it, and its own sensors say when it really happened.
void Course::on_box_line(std::string_view line) {
    const auto words = split(simulator::unsealed(line), ' ');
    if (words.size() == 2 && words[0] == "P") return answer_probe(words[1]);
    if (words.size() != 4 || words[0] != "O") return;
    if (words[1] == "red_light") return edge("red", clock_.now() + box_delay);
    if (words[1] == "start") return go();
    if (words[1] != "recall") return;
    ++generation_;
    on_the_water_.reset();
}

void Course::answer_probe(std::string_view id) {
    const auto now = box_ticks(clock_.now());
    start_box_->write(simulator::answer_line(static_cast<std::uint32_t>(parse_number(id).value_or(0)), now, now));
}

void Course::beat() {
    start_box_->write(simulator::time_line(box_ticks(clock_.now())));
    delays_.after(1s, [this] { beat(); });
}

/// One pulse: green light, horn, gates, and the finish timer's start contact. Boats row until the recall says otherwise.
void Course::go() {
    const auto signal = clock_.now() + box_delay;
    edge("green", signal);
    timer_line("C0", 0, signal);
    if (!field_) return;
    const auto field = *field_;
    const auto plan = make_plan(field.setting, seed);
    on_the_water_ = field.setting.race;
    leave_the_start(plan, signal);
    row(field, plan, signal);
    told_.started(field.setting, plan);
}

void Course::leave_the_start(const RunPlan& plan, HostTime signal) {
    for (const auto& boat : plan.boats) {
        const auto lane = std::to_string(boat.lane.value());
        const auto at = [&](Duration since, const std::string& channel) {
            delays_.after(since + box_delay, [this, channel, when = signal + since] { edge(channel, when); });
        };
        at(boat.gate_release, "gate_" + lane);
        at(boat.gate_clear, "down_" + lane);
        at(boat.reaction, "motion_" + lane);
    }
}

void Course::row(const Field& field, const RunPlan& plan, HostTime signal) {
    const auto generation = generation_;
    const auto later = [&](Duration since, std::function<void()> action) {
        delays_.after(since, [this, generation, action = std::move(action)] {
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
    later(last + 8s, [this, field, plan] { finish(field, plan); });
}

void Course::finish(const Field& field, const RunPlan& plan) {
    on_the_water_.reset();
    write_picture(field, plan);
    told_.finished(field.setting, plan);
}

/// What a photo-finish system writes once the picture is read: places and times to 1/1000 s.
void Course::write_picture(const Field& field, const RunPlan& plan) {
    auto boats = plan.boats;
    std::erase_if(boats, [](const BoatPlan& boat) { return !boat.finish; });
    std::ranges::sort(boats, {}, [](const BoatPlan& boat) { return *boat.finish; });
    auto key = field.caption.photo_key;
    std::ranges::replace(key, '-', ',');
    std::string text = key + "," + field.caption.title + ",,,,,,2000,\r\n";
    for (std::size_t i = 0; i < boats.size(); ++i) {
        const auto tied = i > 0 && plan.dead_heat.size() == 2 && boats[i].lane == plan.dead_heat[1];
        const auto place = tied ? i : i + 1;
        const auto time = tied ? *boats[i - 1].finish : *boats[i].finish;
        text += std::to_string(place) + "," + std::to_string(boats[i].lane.value()) + "," + std::to_string(boats[i].lane.value()) + ",Crew,,," +
                rules::format_time(rules::round(time, 1ms, rules::Rounding::down), 1ms) + ",,,,\r\n";
    }
    const auto name = folder_ + "/" + field.caption.photo_key + ".lif";
    std::ofstream{name + ".part", std::ios::binary} << text;
    std::error_code failed;
    std::filesystem::rename(name + ".part", name, failed);
    if (failed) log_->error("the simulated camera cannot write {}: {}", name, failed.message());
}

void Course::edge(const std::string& channel, HostTime at, Duration own_uncertainty) {
    start_box_->write(simulator::edge_line(channel, box_ticks(at), true, own_uncertainty.count()));
}

std::int64_t Course::box_ticks(HostTime at) const {
    const auto since = at - origin_;
    return (box_uptime + since + since / 1'000'000 * box_rate_ppm).count();
}

/// As an ALGE Timy prints it: the time of day to 1/10,000 s, the lane for a number.
void Course::timer_line(std::string_view channel, std::uint32_t number, HostTime at) {
    const auto wall = clock_.wall().time_since_epoch() + (at - clock_.now());
    const auto of_day = std::chrono::duration_cast<Duration>(wall) % 24h;
    char line[40];
    std::snprintf(line, sizeof line, "%c%04u %.2s  %02d:%02d:%02d.%04d 00\r", number == 0 ? '?' : ' ', number, channel.data(), static_cast<int>(of_day / 1h),
                  static_cast<int>(of_day / 1min % 60), static_cast<int>(of_day / 1s % 60), static_cast<int>(of_day / 100us % 10000));
    timer_->write(line);
}

}  // namespace bowball::demo
