// An impulse and what people said of it: one line of the ledger of the meet. Facts only, nothing derived.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/event.hpp"

namespace bowball::engine {

/// Who said something, when and why: kept with every decision.
struct Decision {
    Seq seq;
    RaceTime at;
    WallTime wall;
    Actor actor;
    std::string reason;
};

/// What a person said of an impulse.
struct Assignment {
    RaceId race;
    RunNumber run;               ///< the newest when it was said; 1 before the first arming. Never taken into another run
    TimingPoint point;
    std::optional<LaneNumber> lane;
    Decision by;
    std::optional<RaceId> before{};   ///< whose it was said to be before that
};

/// Why an impulse stands in the ledger that no sensor made: an official took it for the one that system A missed.
struct Replacement {
    ImpulseId impulse;           ///< what the other source saw
    Source source{};
    Duration correction{};
    Duration deviation{};
    std::vector<ReplacementReference> references;
};

/// An impulse and what people said of it. Of few impulses anybody says anything: hence pointers, which keep the ledger
/// small (it is most of the state) and are shared by copies of the state.
struct LedgerImpulse {
    ImpulseId id;
    Impulse impulse;
    std::shared_ptr<const Decision> voided;
    std::shared_ptr<const Assignment> assigned;
    /// Of a trace, whose first sample the stamp is; it is no instant by itself. Null for all others.
    std::shared_ptr<const Waveform> waveform{};
    std::shared_ptr<const Replacement> replaces{};  ///< then `impulse` is on the clock of system A, corrected
};

}  // namespace bowball::engine
