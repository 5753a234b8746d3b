// A whole regatta in a simulated world, from one seed: a venue, officials, screens, a server that dies and comes back, a disk that fails; and the oracle
// beside it, which knows the truth. What must not be stands in world.broken.
#pragma once
#include <deque>
#include <iosfwd>

#include "heat.hpp"
#include "oracle.hpp"
#include "screen.hpp"

namespace bowball::simulation {

class Regatta {
public:
    explicit Regatta(std::uint64_t seed);
    /// Returns what was broken.
    [[nodiscard]] const std::vector<std::string>& run();
    [[nodiscard]] const World& world() const { return world_; }
    /// What really happened, in seconds of the regatta, and its journal: for whoever looks into a failure.
    void tell(std::ostream& out) const;

private:
    void programme(std::size_t number);
    void plan_deaths();
    void plan_disk_failures();
    void plan_clocks();
    void tick();
    void watch_over();
    void begin_heat(std::size_t number);
    void begin_behind();
    void end_faults();
    void die();
    void bury(bool is_clean);
    void rise();
    [[nodiscard]] Server* server() { return server_.get(); }

    World world_;
    Disk disk_;
    Venue venue_;
    Officials officials_;
    Oracle oracle_;
    std::deque<Heat> heats_;
    std::size_t heats_begun_ = 0;
    std::vector<Screen> screens_;
    std::vector<engine::Command> programme_;
    std::unique_ptr<Server> server_;
    std::string epoch_;
    /// The journal knows this boot of the computer: a server of it has written its start. Before, the time of day is all that ties it to the boot before;
    /// if somebody sets it by an hour then, no server can know, for nothing says how long the computer was without power.
    bool is_tied_ = true;
    Duration ends_{};      ///< of the faults, at the latest
    Duration next_second_{}, next_look_{};
};

}  // namespace bowball::simulation
