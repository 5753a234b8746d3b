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
};

class Venue {
public:
    explicit Venue(World& world);

    /// What happens there, now.
    void signal();
    void motion(int lane);
    void crossing(int lane);
    void lose_timer(bool keeps_memory);
    void find_timer();
    /// Ten times a second.
    void tick();

    [[nodiscard]] Server::Plan plan();
    void begin_server(std::function<void(Observation)> observe);
    void end_server();

    [[nodiscard]] const Sport& sport() const { return sport_; }
    [[nodiscard]] const rules::RuleSet& rules() const { return rules_; }
    [[nodiscard]] int lanes() const { return lanes_; }
    [[nodiscard]] bool has_timer() const { return timer_ != nullptr; }
    [[nodiscard]] const Sensor* sensor() const { return sensor_.get(); }
    void committed(const DeviceName& device, std::uint64_t mark);

private:
    [[nodiscard]] std::int64_t box_ticks() const;

    World& world_;
    Sport sport_;
    const rules::RuleSet& rules_;
    int lanes_;
    std::function<void(Observation)> observe_;
    std::unique_ptr<Line> box_line_, timer_line_;
    std::unique_ptr<Timer> timer_;
    std::unique_ptr<Sensor> sensor_;
    Duration next_word_{};
    int lives_ = 0;   ///< of the server
};

}  // namespace bowball::simulation
