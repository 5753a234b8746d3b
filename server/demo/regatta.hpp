// A regatta that runs by itself: boats on the water, boxes and a camera that see them, and officials who do their work.
// It meets the server only from outside: bytes on serial lines, files in a folder, orders like anybody's.
#pragma once
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <memory>
#include <spdlog/logger.h>
#include <thread>

#include "demo/plan.hpp"
#include "demo/twin_line.hpp"
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
    void wire(formats::Config& config) const;
    void start(Order order);
    void stop();

private:
    struct Entry {
        engine::RaceScheduled programme;
        std::vector<engine::LaneDraw> lanes;
        Incident incident = Incident::none;
    };
    struct Finisher {
        CrewId crew;
        Duration time{};
    };

    Regatta(std::string folder, const io::Clock& clock, std::shared_ptr<spdlog::logger> log);
    void take_programme(const std::vector<engine::Command>& programme);

    void after(Duration span, std::function<void()> action);
    void order(engine::Command command, const char* name, Role role, std::string reason = {});

    void begin_race();
    void draw_final(Entry& race);
    void go_to_the_start();
    void on_box_line(std::string_view line);
    void answer_probe(std::string_view id);
    void beat();
    void go();
    void leave_the_start(const RunPlan& plan, HostTime signal);
    void row(const RunPlan& plan, HostTime signal);
    void decide_false_start(const RunPlan& plan, RunNumber run);
    void finish_race(const RunPlan& plan);
    void write_picture(const RunPlan& plan);

    void edge(const std::string& channel, HostTime at, Duration own_uncertainty = 50us);
    void timer_line(std::string_view channel, std::uint32_t number, HostTime at);
    [[nodiscard]] std::int64_t box_ticks(HostTime at) const;
    [[nodiscard]] const RunPlan& current_plan();

    std::string folder_;
    io::Clock clock_;
    std::shared_ptr<spdlog::logger> log_;
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
    std::unique_ptr<TwinLine> start_box_;
    std::unique_ptr<TwinLine> timer_;
    Order order_;
    std::vector<Entry> races_;
    std::size_t current_ = 0;
    std::uint16_t run_ = 0;
    unsigned generation_ = 0;      ///< of the run: what was planned for a recalled one does not happen
    HostTime origin_;
    std::map<EventCode, std::vector<std::vector<Finisher>>> heats_;
    std::map<std::pair<std::size_t, std::uint16_t>, RunPlan> plans_;
    std::thread thread_;
};

}  // namespace bowball::demo
