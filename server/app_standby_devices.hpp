// What a standby's own devices say while another server leads: kept, for as much of it as that server's journal has not when it falls silent.
#pragma once
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "core/limits.hpp"
#include "core/observation.hpp"
#include "views/system_views.hpp"

namespace bowball {

class HeldObservations {
public:
    void take(Observation observation);
    /// In order: what came after `newest`, the instant at which the newest entry of the first server arrived here, for that server is the first
    /// to know what happened before it. Where this computer stamps, a quarter of a second later: its own line may be slower than the way of
    /// an entry, and nobody could tell the two stamps of one finish apart; by the ticks of its own clock a device is known again. Absent: no
    /// entry came while it listened, and all of it counts. At last how each device is. Leaves nothing behind.
    [[nodiscard]] std::vector<Observation> take_after(std::optional<HostTime> newest);
    /// How they are, for the health view.
    [[nodiscard]] std::vector<views::HealthView::Device> describe() const;
    [[nodiscard]] std::size_t size() const { return held_.size(); }

    /// A minute of the busiest finish, and hours of clock readings: what a first server that is silent for longer did not record is lost here too.
    static constexpr std::size_t most = 20'000;

private:
    std::deque<Observation> held_;
    std::map<DeviceName, DeviceStatus> devices_;
};

}  // namespace bowball
