// Facts of the start, in the past tense: called, armed, attention, started, recalled, decided, cards. Part of event.hpp.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/digest.hpp"
#include "engine/clock_doubt.hpp"
#include "engine/vocabulary.hpp"
#include "rules/rule_set.hpp"

namespace bowball::engine {

/// The crews of the race are called to the start; boards and pages turn to it.
struct RaceCalled {
    RaceId race;
    friend bool operator==(const RaceCalled&, const RaceCalled&) = default;
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
    rules::RuleSet rules;
    std::vector<BarredLane> barred{};
    std::vector<ClockDoubt> doubtful_clocks{};   ///< somebody gave a reason to arm it all the same
    friend bool operator==(const RaceArmed&, const RaceArmed&) = default;
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
    friend bool operator==(const RaceRecalled&, const RaceRecalled&) = default;
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
