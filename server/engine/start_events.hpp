// Facts about the start of a race: called, armed, attention, started, called back, decided, carded. Part of Event (event.hpp).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/digest.hpp"
#include "core/embedded.hpp"
#include "engine/clock_doubt.hpp"
#include "engine/vocabulary.hpp"
#include "rules/rule_set.hpp"

namespace bowball::engine {

/// The crews of the race are called to the start; boards and pages turn to it.
struct RaceCalled {
    RaceId race;
    friend bool operator==(const RaceCalled&, const RaceCalled&) = default;
};
/// The call was a mistake, or came too soon: the race waits as before, and boards turn back to the race that they showed.
struct CallWithdrawn {
    RaceId race;
    friend bool operator==(const CallWithdrawn&, const CallWithdrawn&) = default;
};
/// The starter told the crews how they will be started: two minutes, then the roll call; or at once.
struct StartAnnounced {
    RaceId race;
    Announcement how{};
    friend bool operator==(const StartAnnounced&, const StartAnnounced&) = default;
};
/// The roll call: the crew is at the start, or is not after all.
struct RollCalled {
    RaceId race;
    LaneNumber lane;
    bool present = true;
    friend bool operator==(const RollCalled&, const RollCalled&) = default;
};
/// The race may be started. Embeds all its rules, and who may not row because of other races.
struct RaceArmed {
    RaceId race;
    RunNumber run;
    Embedded<rules::RuleSet> rules;
    std::vector<BarredLane> barred{};
    std::vector<ClockDoubt> doubtful_clocks{};   ///< somebody gave a reason to arm it all the same
    std::vector<TimingPoint> read_back{};        ///< outputs whose switching an input sees (read_back.hpp)
    friend bool operator==(const RaceArmed&, const RaceArmed&) = default;
};
/// The race was armed by mistake, or too soon: nothing had started it. All stands as it stood before, and its number goes to the next run.
struct ArmWithdrawn {
    RaceId race;
    RunNumber run;
    friend bool operator==(const ArmWithdrawn&, const ArmWithdrawn&) = default;
};
struct AttentionGiven {
    RaceId race;
    RunNumber run;
    std::optional<Digest> pause_seal{};   ///< SHA-256 of the seed of the pause that runs now (rules/start_pause.hpp); nobody knows the seed yet
    friend bool operator==(const AttentionGiven&, const AttentionGiven&) = default;
};
/// "As you were": the red is taken back before the start (rules of the sports 2.1.9). The crews stay at the start.
struct AttentionWithdrawn {
    RaceId race;
    RunNumber run;
    friend bool operator==(const AttentionWithdrawn&, const AttentionWithdrawn&) = default;
};
/// The starter gave the order, or the pause was over. t0 is the start signal as sensed, never this.
struct StartOrdered {
    RaceId race;
    RunNumber run;
    std::optional<std::string> pause_seed{};   ///< of the pause that was over: everybody can check it by its seal
    friend bool operator==(const StartOrdered&, const StartOrdered&) = default;
};
struct RaceRecalled {
    RaceId race;
    RunNumber run;
    RecallCause cause{};
    std::optional<Verdict> by_verdict{};   ///< the verdict that called it back; absent: an order to recall did
    friend bool operator==(const RaceRecalled&, const RaceRecalled&) = default;
};
/// What called the race back was taken back, a verdict or an order to recall: the run is open again, as if it had never been closed. Where the field
/// `restarts`, since it has stopped, the run stays closed, and nobody is charged for what was said of its start.
struct RecallWithdrawn {
    RaceId race;
    RunNumber run;
    bool restarts = false;
    bool taken_back = false;   ///< it was no mistake after all: the recall stands, and whatever was decided of that start counts again
    friend bool operator==(const RecallWithdrawn&, const RecallWithdrawn&) = default;
};
struct FalseStartDecided {
    RaceId race;
    RunNumber run;
    Verdict verdict{};
    std::vector<LaneNumber> responsible;
    std::vector<ImpulseId> evidence;  ///< what was looked at
    friend bool operator==(const FalseStartDecided&, const FalseStartDecided&) = default;
};
/// By hand, outside the ladder of a false start: late at the start, say.
struct CardShown {
    RaceId race;
    LaneNumber lane;
    CardColour colour{};
    friend bool operator==(const CardShown&, const CardShown&) = default;
};
/// Takes back the newest card shown by hand.
struct CardWithdrawn {
    RaceId race;
    LaneNumber lane;
    friend bool operator==(const CardWithdrawn&, const CardWithdrawn&) = default;
};

}  // namespace bowball::engine
