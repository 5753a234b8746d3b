// What stands at the water, the track or the pool: start box, finish timer on a serial line, sensors on the network, and which sport it is.
#pragma once
#include <memory>

#include "rules/rule_set.hpp"
#include "sensor.hpp"
#include "server.hpp"
#include "world.hpp"

namespace bowball::simulation {

struct Sport {
    std::string_view rules;
    std::int32_t metres;
    Duration fastest, slowest;
    std::int32_t split_m = 0;        ///< a point on the way, with contacts of its own
    bool by_laps = false;            ///< or the finish line itself, touched twice
    bool is_long = false;            ///< another race may start behind it

    /// A race may start so long after another that nobody in it overtakes his own lane in the other.
    [[nodiscard]] Duration interval() const { return slowest - fastest + 8s; }
};

class Venue {
public:
    explicit Venue(World& world);

    /// What happens there, now.
    void signal();
    void motion(int lane);
    void crossing(int lane, RaceId race);
    void pass_split(int lane, RaceId race);
    /// A boat of no race.
    void drift_over(int lane);
    void lose_timer(bool keeps_memory);
    void find_timer();
    /// Ten times a second.
    void tick();

    /// What the video shows: whoever of that lane was at a line then, within `span`.
    struct Passing {
        Duration at;
        RaceId race;
        int lane;
        TimingPoint point;
    };
    [[nodiscard]] std::optional<Passing> whose(Duration at, int lane, Duration span) const;
    /// How many were at a line then, within `span`.
    [[nodiscard]] std::ptrdiff_t passings_at(Duration at, Duration span) const;
    /// When a contact of timer or sensor really was, by the device's own word, whatever a server makes of it; of others nobody knows.
    [[nodiscard]] std::optional<Duration> truth_of(const engine::Impulse& seen) const;

    [[nodiscard]] Server::Plan plan();
    void begin_server(std::function<void(Observation)> observe);
    void end_server();

    [[nodiscard]] const Sport& sport() const { return sport_; }
    [[nodiscard]] const rules::RuleSet& rules() const { return rules_; }
    [[nodiscard]] int lanes() const { return lanes_; }
    [[nodiscard]] bool has_timer() const { return timer_ != nullptr; }
    [[nodiscard]] const Sensor* sensor() const { return sensor_.get(); }
    void reboot_sensor();
    void committed(const DeviceName& device, std::uint64_t mark);

private:
    [[nodiscard]] std::int64_t box_ticks() const;
    [[nodiscard]] bool has_split_contacts() const { return sport_.split_m > 0 && !sport_.by_laps; }

    World& world_;
    Sport sport_;
    const rules::RuleSet& rules_;
    int lanes_;
    bool sees_start_;   ///< the finish's devices have a contact at the start too; else the box's word is on another clock
    std::function<void(Observation)> observe_;
    std::unique_ptr<Line> box_line_, timer_line_;
    std::unique_ptr<Timer> timer_;
    std::unique_ptr<Sensor> sensor_;
    std::vector<Passing> video_;
    Duration next_word_{};
    int lives_ = 0;   ///< of the server
};

}  // namespace bowball::simulation
