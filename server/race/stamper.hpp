// Turns what devices report into impulses on the venue's timeline: device clock -> host clock -> race time, with the
// uncertainty that the way costs, and the timing point that the venue's wiring plan gives the channel.
//
// Two stamps of one ClockId differ by exactly their ticks, so a clock keeps its number while it is beyond doubt the same:
//   - through a restart of this server, if the first stamp after it lies where the last one before it says it must;
//   - through lines that are damaged or held back on the way: those are suspect.
// A stamp that bears a later time than its arrival is of a clock that was set, or damaged. It gets the number of a clock in
// doubt, which becomes the device's clock when the next samples say the same, and is dropped when they do not.
#pragma once
#include <map>
#include <optional>
#include <vector>

#include "clock/clock_model.hpp"
#include "core/anchor.hpp"
#include "core/channel.hpp"
#include "core/observation.hpp"
#include "engine/state.hpp"

namespace bowball::race {

/// Half-width, 95 %, of a stamp taken right after a read by a thread without real-time priority. Measured by
/// `./run bench capture` under load; a device with a clock of its own does not need it.
inline constexpr Duration arrival_uncertainty = 2ms;

/// Where a device's clock stood when it was last seen.
struct KnownClock {
    ClockId id;
    DeviceTime ticks;
    RaceTime at;
    Duration uncertainty{};   ///< of `at`, half-width
    Duration slewed{};        ///< by how much the venue's timeline had been slewed then, in the count of stamps
};

/// The clock of every device as the ledger knows it: of its newest impulse that is beyond doubt.
[[nodiscard]] std::map<DeviceName, KnownClock> known_clocks(const engine::MeetState& state);

/// The clock of one device, as the health view shows it.
struct DeviceClock {
    ClockId id;
    clock::ClockModel model;
    std::optional<ClockId> in_doubt{};      ///< of stamps that bear a later time than their arrival
    std::optional<KnownClock> before{};     ///< the restart of this server; until the clock was heard again
    Duration shift{};                       ///< to be added to the driver's ticks: whole days that passed before a restart
};

class Stamper {
public:
    /// `first_clock`: new clocks are numbered from here on; no impulse in the journal has such a clock yet.
    /// `rates_ppb`: by how much each device's own clock may run off, where that is known. `timeline_doubt`: by how much `known` may be off
    /// against `anchor`.
    Stamper(std::vector<ChannelBinding> bindings, Anchor anchor, ClockId first_clock, std::map<DeviceName, KnownClock> known = {},
            std::map<DeviceName, std::int32_t> rates_ppb = {}, Duration timeline_doubt = {});

    /// By how much this computer's clock, hence the venue's timeline, may run off, parts in 10^9.
    void note_timeline_rate(std::int32_t ppb) { timeline_ppb_ = ppb; }
    /// How far that clock was slewed by now. Devices' clocks are compared with it as it would run without the slew.
    void note_slewed(Duration slewed) {
        if (!first_slewed_) first_slewed_ = slewed;
        slewed_ = slewed;
    }

    /// Returns what somebody should know of the clock, else empty.
    std::string add(const DeviceName& device, const ClockSample& sample, Arrival arrival = Arrival::counts);
    /// Stamps from here on are of another clock: never subtracted from earlier ones by ticks.
    void restarted(const DeviceName& device);

    /// The impulse that a raw impulse is. None is ever refused: what stands at no timing point is `unbound`, and where
    /// the device's clock cannot be mapped yet, or its stamp cannot be true, the arrival stands in, suspect and with the
    /// uncertainty that it has.
    [[nodiscard]] engine::Impulse stamp(const Observation& observation, const RawImpulse& raw);

    [[nodiscard]] const std::map<DeviceName, DeviceClock>& clocks() const { return clocks_; }
    /// By this computer's clock as it would run without the slew: what the clocks' models are of.
    [[nodiscard]] HostTime straight(HostTime at) const { return at - slewed_since_start(); }

private:
    [[nodiscard]] const ChannelBinding* binding_of(const DeviceName& device, const ChannelName& channel) const;
    [[nodiscard]] DeviceClock& clock_of(const DeviceName& device);
    [[nodiscard]] clock::ClockModel model_of(const DeviceName& device) const;
    [[nodiscard]] ClockId new_clock();
    void resume(DeviceClock& clock, const ClockSample& first, Arrival arrival);
    [[nodiscard]] Duration doubt_since(const KnownClock& before) const;
    [[nodiscard]] HostTime slewed_again(HostTime straight) const { return straight + slewed_since_start(); }
    [[nodiscard]] Duration slewed_since_start() const { return slewed_ - first_slewed_.value_or(slewed_); }
    [[nodiscard]] Stamp stamp_of(const Observation& observation, const RawImpulse& raw, engine::Impulse& impulse);
    [[nodiscard]] Stamp stamp_by_ticks(const Observation& observation, const RawImpulse& raw, engine::Impulse& impulse);

    std::vector<ChannelBinding> bindings_;
    Anchor anchor_;
    ClockId next_clock_;
    ClockId host_clock_;
    std::map<DeviceName, KnownClock> known_;
    std::map<DeviceName, std::int32_t> rates_ppb_;
    Duration timeline_doubt_;
    std::int32_t timeline_ppb_ = 0;
    Duration slewed_{};
    std::optional<Duration> first_slewed_{};   ///< where this server's count began
    std::map<DeviceName, DeviceClock> clocks_;
};

}  // namespace bowball::race
