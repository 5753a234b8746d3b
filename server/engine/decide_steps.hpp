// One decision per kind of order. Inside the engine only; everybody else calls decide().
#pragma once
#include "engine/decide.hpp"
#include "engine/judgement.hpp"

namespace bowball::engine {

using Events = std::vector<Event>;
using Decided = Result<Events>;

Decided decide(const MeetState&, const Order&, const OpenMeet&);
Decided decide(const MeetState&, const Order&, const RegisterRuleSet&);
Decided decide(const MeetState&, const Order&, const DeclareEvent&);
Decided decide(const MeetState&, const Order&, const EnterCrew&);
Decided decide(const MeetState&, const Order&, const ScheduleRace&);
Decided decide(const MeetState&, const Order&, const RescheduleRace&);
Decided decide(const MeetState&, const Order&, const DrawLanes&);
Decided decide(const MeetState&, const Order&, const CallRace&);
Decided decide(const MeetState&, const Order&, const WithdrawCall&);
Decided decide(const MeetState&, const Order&, const ArmRace&);
Decided decide(const MeetState&, const Order&, const WithdrawArm&);
Decided decide(const MeetState&, const Order&, const GiveAttention&);
Decided decide(const MeetState&, const Order&, const WithdrawAttention&);
Decided decide(const MeetState&, const Order&, const OrderStart&);
Decided decide(const MeetState&, const Order&, const AnnounceStart&);
Decided decide(const MeetState&, const Order&, const CallRoll&);
Decided decide(const MeetState&, const Order&, const EndPause&);
Decided decide(const MeetState&, const Order&, const RecallRace&);
Decided decide(const MeetState&, const Order&, const WithdrawRecall&);
Decided decide(const MeetState&, const Order&, const ShowCard&);
Decided decide(const MeetState&, const Order&, const WithdrawCard&);
Decided decide(const MeetState&, const Order&, const ReportImpulse&);
Decided decide(const MeetState&, const Order&, const ReportTrace&);
Decided decide(const MeetState&, const Order&, const ReportLoss&);
Decided decide(const MeetState&, const Order&, const ReportResult&);
Decided decide(const MeetState&, const Order&, const AddImpulse&);
Decided decide(const MeetState&, const Order&, const AddWatchTime&);
Decided decide(const MeetState&, const Order&, const VoidImpulse&);
Decided decide(const MeetState&, const Order&, const RestoreImpulse&);
Decided decide(const MeetState&, const Order&, const AssignImpulse&);
Decided decide(const MeetState&, const Order&, const ReadPhoto&);
Decided decide(const MeetState&, const Order&, const ApplyPhoto&);
Decided decide(const MeetState&, const Order&, const SetStatus&);
Decided decide(const MeetState&, const Order&, const SetPenalty&);
Decided decide(const MeetState&, const Order&, const GivePenalty&);
Decided decide(const MeetState&, const Order&, const MarkPad&);
Decided decide(const MeetState&, const Order&, const EnterWind&);
Decided decide(const MeetState&, const Order&, const RaiseObjection&);
Decided decide(const MeetState&, const Order&, const ResolveObjection&);
Decided decide(const MeetState&, const Order&, const WithdrawProposal&);
Decided decide(const MeetState&, const Order&, const AbandonRace&);
Decided decide(const MeetState&, const Order&, const OrderRerow&);
Decided decide(const MeetState&, const Order&, const WithdrawAbandonment&);
Decided decide(const MeetState&, const Order&, const WithdrawRerow&);
Decided decide(const MeetState&, const Order&, const WithdrawResult&);
Decided decide(const MeetState&, const Order&, const SelectRace&);
Decided decide(const MeetState&, const Order&, const ShowOnBoard&);
Decided decide(const MeetState&, const Order&, const CheckSync&);
Decided decide(const MeetState&, const Order&, const AcceptReplacement&);
Decided decide(const MeetState&, const Order&, const WithdrawReplacement&);
Decided decide(const MeetState&, const Order&, const GiveLeave&);
Decided decide(const MeetState&, const Order&, const RegisterProgression&);
Decided decide(const MeetState&, const Order&, const ChooseProgression&);
Decided decide(const MeetState&, const Order&, const DrawNextRound&);
Decided decide(const MeetState&, const Order&, const SettleTie&);
Decided decide(const MeetState&, const Order&, const AdvanceCrew&);
Decided decide(const MeetState&, const Order&, const ImportEntries&);
Decided decide(const MeetState&, const Order&, const SubstituteMembers&);
Decided decide(const MeetState&, const Order&, const ScratchCrew&);
Decided decide(const MeetState&, const Order&, const DelayFrom&);
Decided decide(const MeetState&, const Order&, const OrderRaces&);
Decided decide(const MeetState&, const Order&, const PostponeRace&);
Decided decide(const MeetState&, const Order&, const CancelRace&);
Decided decide(const MeetState&, const Order&, const RegisterRecordRules&);
Decided decide(const MeetState&, const Order&, const RegisterRecord&);
Decided decide(const MeetState&, const Order&, const StateRecordFact&);

// What hangs on the judgement of the race, which whoever asks may have made already.
Decided decide(const MeetState&, const Order&, const DecideFalseStart&, const Judgement&);
Decided decide(const MeetState&, const Order&, const PublishResult&, const Judgement&);
Decided decide(const MeetState&, const Order&, const ConfirmResult&, const Judgement&);
Decided decide(const MeetState&, const Order&, const ReopenResult&, const Judgement&);
Decided decide(const MeetState&, const Order&, const DrawLots&, const Judgement&);
Decided decide(const MeetState&, const Order&, const BeginInputTest&);
Decided decide(const MeetState&, const Order&, const EndInputTest&);

/// "Race 14".
[[nodiscard]] std::string name_of(RaceId race);
/// Fails with errc::unknown_race.
[[nodiscard]] Result<const Race*> need_race(const MeetState& state, RaceId id);
/// Fails with errc::unknown_lane.
[[nodiscard]] Result<const LaneState*> need_lane(const Race& race, LaneNumber lane);
/// Fails with errc::wrong_state if the race is official: nothing about it changes until it is reopened.
[[nodiscard]] Result<void> need_not_official(const Race& race);
/// Fails with errc::wrong_state if the race is postponed or cancelled: it needs a time before anything else.
[[nodiscard]] Result<void> need_in_programme(const Race& race);
/// "NED in M1x", or its name where it has no code.
[[nodiscard]] std::string name_of(const CrewEntered& crew);
/// Where the rule set asks for four eyes: true when the change may be carried out, because another person asked for the same before; false when this
/// is the first of the two. Fails with errc::not_allowed for the same person twice.
[[nodiscard]] Result<bool> may_change_official(const Order& order, const Race& race, OfficialChange change, const std::optional<Digest>& digest);
/// "Race 14 is under attention already."
[[nodiscard]] inline Error not_now(const Race& race, std::string_view why) { return {errc::wrong_state, name_of(race.id()) + " " + std::string{why}}; }
/// Whether these crews may have these lanes, whoever drew them. Fails with a sentence for the official.
[[nodiscard]] Result<void> may_draw(const MeetState& state, const Race& race, const std::vector<LaneDraw>& lanes);
/// Fails with errc::needs_reason.
[[nodiscard]] Result<void> need_reason(const Order& order, std::string_view what_for);

}  // namespace bowball::engine
