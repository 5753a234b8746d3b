// The water of the demo regatta: boats, the boxes that see them, and the camera. It meets the server only from outside, by bytes
// on serial lines and files in a folder, and rows whatever race is armed and started, by whom it may be.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <spdlog/logger.h>
#include <string>

#include "demo/delays.hpp"
#include "demo/plan.hpp"
#include "demo/twin_line.hpp"
#include "formats/config.hpp"

namespace bowball::demo {

class Course {
public:
    /// What the camera writes above its times.
    struct Caption {
        std::string photo_key;
        std::string title;
    };
    /// Boats that stand at the start, and how their run will go.
    struct Field {
        RaceSetting setting;
        Caption caption;
    };
    struct Told {
        std::function<void(const RaceSetting&, const RunPlan&)> started;    ///< the signal was given
        std::function<void(const RaceSetting&, const RunPlan&)> finished;   ///< the last boat is in, and the picture is read
    };

    /// `folder`: where the camera writes its result files. Fails with errc::io_failed.
    [[nodiscard]] static Result<std::unique_ptr<Course>> make(boost::asio::io_context& context, Delays& delays, std::string folder, const io::Clock& clock,
                                                              std::shared_ptr<spdlog::logger> log);

    /// Devices and channels for the server's configuration.
    void wire(formats::Config& config) const;
    void open(Told told);
    void close();

    /// These boats come to the start; those of a run that has not started leave it.
    void line_up(Field field) { field_ = std::move(field); }
    /// Red to green, of the boats at the start: a clear and variable pause.
    [[nodiscard]] Duration hold() const;
    /// Its boats were sent off, and are not all in.
    [[nodiscard]] bool is_on_the_water(RaceId race) const { return on_the_water_ == race; }

private:
    Course(Delays& delays, std::string folder, const io::Clock& clock, std::shared_ptr<spdlog::logger> log);
    void on_box_line(std::string_view line);
    void answer_probe(std::string_view id);
    void beat();
    void go();
    void leave_the_start(const RunPlan& plan, HostTime signal);
    void row(const Field& field, const RunPlan& plan, HostTime signal);
    void finish(const Field& field, const RunPlan& plan);
    void write_picture(const Field& field, const RunPlan& plan);
    void edge(const std::string& channel, HostTime at, Duration own_uncertainty = 50us);
    void timer_line(std::string_view channel, std::uint32_t number, HostTime at);
    [[nodiscard]] std::int64_t box_ticks(HostTime at) const;

    Delays& delays_;
    std::string folder_;
    const io::Clock& clock_;
    std::shared_ptr<spdlog::logger> log_;
    HostTime origin_;
    std::unique_ptr<TwinLine> start_box_;
    std::unique_ptr<TwinLine> timer_;
    Told told_;
    std::optional<Field> field_;
    std::optional<RaceId> on_the_water_;
    unsigned generation_ = 0;      ///< of the run: what was planned for a recalled one does not happen
};

}  // namespace bowball::demo
