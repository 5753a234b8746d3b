// A regatta that runs by itself: the course of course.hpp, and officials who do their work as the views show it to be done. They
// leave a race, and the water, to people as soon as one of these gives an order for it.
#pragma once
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <spdlog/logger.h>
#include <thread>

#include "demo/course.hpp"
#include "demo/delays.hpp"
#include "demo/observed.hpp"
#include "engine/command.hpp"
#include "formats/config.hpp"
#include "io/clock.hpp"

namespace bowball::demo {

/// Hands an order to the server, as a page would.
using Order = std::function<void(engine::Command, engine::Origin, std::function<void(engine::Outcome)>)>;

class Regatta {
public:
    /// `folder`: where the simulated camera writes its result files. Fails with errc::io_failed.
    [[nodiscard]] static Result<std::unique_ptr<Regatta>> make(std::vector<engine::Command> programme, std::string folder, const io::Clock& clock,
                                                               std::shared_ptr<spdlog::logger> log);
    ~Regatta();

    /// Devices and channels for the server's configuration.
    void wire(formats::Config& config) const { course_->wire(config); }
    /// How long, by a person's watch, a race that somebody took in hand waits for the next order before the demo goes on by itself.
    void wait_for_people(Duration patience) { patience_ = patience; }
    void start(Order order);
    void stop();

    /// On the race's thread: what became of orders, whoever gave them.
    void witness(const std::vector<engine::Entry>& entries, const std::vector<views::TopicView>& views);

private:
    struct Entry {
        engine::RaceScheduled programme;
        std::vector<engine::LaneDraw> lanes;
        Incident incident = Incident::none;
        std::string state = "scheduled";
        RunNumber run;
        std::set<LaneNumber> out;                ///< that do not start
        std::vector<LaneNumber> again;           ///< of a re-row of some
        bool is_decided = false;                 ///< the start of the newest run
        bool is_left = false;                    ///< with what is open there, for a person to decide
    };
    struct Finisher {
        CrewId crew;
        Duration time{};
    };

    Regatta(const io::Clock& clock, std::shared_ptr<spdlog::logger> log);
    void take_programme(const std::vector<engine::Command>& programme);
    [[nodiscard]] Entry* find(RaceId race);

    void see(const Observed& seen);
    void see_fields(const Observed& seen);
    void line_up(Entry& race, RunNumber run);
    void leave_to_people(const Observed& seen);
    void wait_for_next_order();
    void go_on_after(Duration span);
    void choose_race();
    void plan_next_step(Entry& race);

    /// Unless people take over meanwhile, or the race comes to stand otherwise.
    void later(Duration span, std::function<void()> action);
    void order(engine::Command command, const char* name, Role role, std::string reason = {});
    /// One without which the race goes no further: refused, it is left to people.
    void step(engine::Command command, const char* name, Role role, std::string reason = {});

    void call(Entry& race);
    void draw_final(Entry& race);
    void see_start(const RaceSetting& setting, const RunPlan& plan);
    void see_finish(const RaceSetting& setting, const RunPlan& plan);

    io::Clock clock_;
    std::shared_ptr<spdlog::logger> log_;
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
    Delays delays_{context_, clock_};
    std::unique_ptr<Course> course_;
    Order order_;
    std::vector<Entry> races_;
    std::optional<RaceId> current_;              ///< that the demo's officials are at
    std::optional<RaceId> held_;                 ///< that people have in hand
    Duration patience_ = 3min;
    unsigned step_ = 0;                          ///< what was planned in an earlier one does not happen
    unsigned hold_ = 0;                          ///< likewise of waiting for people
    bool is_open_ = false;
    std::map<EventCode, std::map<RaceId, std::vector<Finisher>>> heats_;
    std::thread thread_;
};

}  // namespace bowball::demo
