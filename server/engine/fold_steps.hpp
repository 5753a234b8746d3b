// One step of the fold per kind of fact. Inside the engine only; everybody else calls apply().
//
// A step looks first and touches the state only when everything it needs is there. It returns why the fact makes no
// sense, or an empty text; then the entry is quarantined and the state is as it was.
#pragma once
#include <string>

#include "engine/state.hpp"

namespace bowball::engine {

using Problem = std::string;

Problem fold(MeetState&, const Entry&, const ServerStarted&);
Problem fold(MeetState&, const Entry&, const DeadlinePassed&);
Problem fold(MeetState&, const Entry&, const MeetOpened&);
Problem fold(MeetState&, const Entry&, const RuleSetRegistered&);
Problem fold(MeetState&, const Entry&, const EventDeclared&);
Problem fold(MeetState&, const Entry&, const CrewEntered&);
Problem fold(MeetState&, const Entry&, const RaceScheduled&);
Problem fold(MeetState&, const Entry&, const RaceRescheduled&);
Problem fold(MeetState&, const Entry&, const CrewScratched&);
Problem fold(MeetState&, const Entry&, const RacePostponed&);
Problem fold(MeetState&, const Entry&, const RaceCancelled&);
Problem fold(MeetState&, const Entry&, const RecordRulesRegistered&);
Problem fold(MeetState&, const Entry&, const RecordRegistered&);
Problem fold(MeetState&, const Entry&, const RecordFactStated&);
Problem fold(MeetState&, const Entry&, const LanesDrawn&);
Problem fold(MeetState&, const Entry&, const RaceCalled&);
Problem fold(MeetState&, const Entry&, const CallWithdrawn&);
Problem fold(MeetState&, const Entry&, const RaceArmed&);
Problem fold(MeetState&, const Entry&, const ArmWithdrawn&);
Problem fold(MeetState&, const Entry&, const AttentionGiven&);
Problem fold(MeetState&, const Entry&, const AttentionWithdrawn&);
Problem fold(MeetState&, const Entry&, const StartOrdered&);
Problem fold(MeetState&, const Entry&, const RaceRecalled&);
Problem fold(MeetState&, const Entry&, const RecallWithdrawn&);
Problem fold(MeetState&, const Entry&, const FalseStartDecided&);
Problem fold(MeetState&, const Entry&, const CardShown&);
Problem fold(MeetState&, const Entry&, const CardWithdrawn&);
Problem fold(MeetState&, const Entry&, const ImpulseSeen&);
Problem fold(MeetState&, const Entry&, const TraceSeen&);
Problem fold(MeetState&, const Entry&, const ImpulseVoided&);
Problem fold(MeetState&, const Entry&, const ImpulseRestored&);
Problem fold(MeetState&, const Entry&, const ImpulseAssigned&);
Problem fold(MeetState&, const Entry&, const ImpulsesLost&);
Problem fold(MeetState&, const Entry&, const PhotoRead&);
Problem fold(MeetState&, const Entry&, const PhotoUnmatched&);
Problem fold(MeetState&, const Entry&, const StatusSet&);
Problem fold(MeetState&, const Entry&, const PenaltySet&);
Problem fold(MeetState&, const Entry&, const PenaltyGiven&);
Problem fold(MeetState&, const Entry&, const PadMarked&);
Problem fold(MeetState&, const Entry&, const WindRead&);
Problem fold(MeetState&, const Entry&, const ObjectionRaised&);
Problem fold(MeetState&, const Entry&, const ObjectionResolved&);
Problem fold(MeetState&, const Entry&, const ResultPublished&);
Problem fold(MeetState&, const Entry&, const ResultConfirmed&);
Problem fold(MeetState&, const Entry&, const ResultReopened&);
Problem fold(MeetState&, const Entry&, const RaceAbandoned&);
Problem fold(MeetState&, const Entry&, const RerowOrdered&);
Problem fold(MeetState&, const Entry&, const AbandonmentWithdrawn&);
Problem fold(MeetState&, const Entry&, const RerowWithdrawn&);
Problem fold(MeetState&, const Entry&, const ResultWithdrawn&);
Problem fold(MeetState&, const Entry&, const RaceSelected&);
Problem fold(MeetState&, const Entry&, const BoardSteered&);
Problem fold(MeetState&, const Entry&, const SyncChecked&);
Problem fold(MeetState&, const Entry&, const ReplacementAccepted&);
Problem fold(MeetState&, const Entry&, const ReplacementWithdrawn&);
Problem fold(MeetState&, const Entry&, const LotsDrawn&);
Problem fold(MeetState&, const Entry&, const LeaveGiven&);
Problem fold(MeetState&, const Entry&, const ProgressionRegistered&);
Problem fold(MeetState&, const Entry&, const ProgressionChosen&);
Problem fold(MeetState&, const Entry&, const TieSettled&);
Problem fold(MeetState&, const Entry&, const CrewAdvanced&);
Problem fold(MeetState&, const Entry&, const InputTestBegun&);
Problem fold(MeetState&, const Entry&, const InputTestEnded&);
Problem fold(MeetState&, const Entry&, const StartAnnounced&);
Problem fold(MeetState&, const Entry&, const RollCalled&);
Problem fold(MeetState&, const Entry&, const ChangeProposed&);
Problem fold(MeetState&, const Entry&, const ProposalWithdrawn&);

/// The race, or null.
[[nodiscard]] Race* find_race(MeetState& state, RaceId id);
/// The race if its newest run is `run`, or null.
[[nodiscard]] Race* find_run(MeetState& state, RaceId id, RunNumber run);
[[nodiscard]] Decision decision_of(const Entry& entry);
/// Pages that follow the current race turn to `race`.
void make_current(MeetState& state, RaceId race);

inline Problem unknown_race() { return "No such race."; }

/// Into its place in the ledger; refused where an impulse before it has its number, or a later one.
[[nodiscard]] Problem add_impulse(MeetState& state, LedgerImpulse impulse);
/// The impulse, or null.
[[nodiscard]] LedgerImpulse* find_impulse(MeetState& state, ImpulseId id);
inline Problem unknown_impulse() { return "No such impulse."; }

/// The newest run is over, if it is not already.
void close_run(Race& race, RaceTime at);

/// Nothing more is to be done at the start for this race: lights off, unless another race has them.
void rest_equipment(MeetState& state, RaceId race);

}  // namespace bowball::engine
