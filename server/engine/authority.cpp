// Which role may give which order. Deny by default: a command that is not named here is open to nobody.
#include <algorithm>
#include <initializer_list>

#include "core/overloaded.hpp"
#include "engine/command.hpp"

namespace bowball::engine {
namespace {

using Roles = std::initializer_list<Role>;

Result<void> only(Role role, Roles allowed, std::string_view what) {
    if (std::ranges::find(allowed, role) != allowed.end()) return {};
    return Error{errc::not_allowed, "A " + std::string{to_string(role)} + " may not " + std::string{what} + "."};
}

Result<void> organise(Role role) { return only(role, {Role::admin}, "change the programme"); }
Result<void> start(Role role) { return only(role, {Role::starter, Role::referee, Role::admin}, "control the start"); }
Result<void> call_roll(Role role) { return only(role, {Role::starter, Role::judge, Role::referee, Role::admin}, "call the roll"); }
Result<void> recall(Role role) { return only(role, {Role::starter, Role::judge, Role::referee, Role::admin}, "recall a race"); }
Result<void> rule(Role role) { return only(role, {Role::judge, Role::referee, Role::admin}, "decide this"); }
Result<void> card(Role role) { return only(role, {Role::starter, Role::judge, Role::referee, Role::admin}, "show cards"); }
Result<void> time(Role role) { return only(role, {Role::timekeeper, Role::judge, Role::referee, Role::admin}, "name, void or add times"); }
Result<void> publish(Role role) { return only(role, {Role::timekeeper, Role::judge, Role::referee, Role::admin}, "publish results"); }
Result<void> select(Role role) { return only(role, {Role::starter, Role::timekeeper, Role::judge, Role::referee, Role::admin}, "choose the current race"); }
Result<void> test(Role role) { return only(role, {Role::starter, Role::timekeeper, Role::judge, Role::referee, Role::admin}, "test inputs"); }
Result<void> steer(Role role) { return only(role, {Role::timekeeper, Role::judge, Role::referee, Role::admin}, "steer the scoreboard"); }
Result<void> device(Role role) { return only(role, {}, "report for a device"); }

}  // namespace

Result<void> check_authority(Role role, const Command& command) {
    return std::visit(overloaded{
                          [&](const OpenMeet&) { return organise(role); },
                          [&](const RegisterRuleSet&) { return organise(role); },
                          [&](const DeclareEvent&) { return organise(role); },
                          [&](const EnterCrew&) { return organise(role); },
                          [&](const ScheduleRace&) { return organise(role); },
                          [&](const RescheduleRace&) { return rule(role); },
                          [&](const DrawLanes&) { return organise(role); },
                          [&](const CallRace&) { return start(role); },
                          [&](const WithdrawCall&) { return start(role); },
                          [&](const ArmRace&) { return start(role); },
                          [&](const WithdrawArm&) { return start(role); },
                          [&](const AnnounceStart&) { return start(role); },
                          [&](const CallRoll&) { return call_roll(role); },
                          [&](const EndPause&) { return only(role, {}, "end a pause"); },
                          [&](const GiveAttention&) { return start(role); },
                          [&](const WithdrawAttention&) { return start(role); },
                          [&](const OrderStart&) { return start(role); },
                          [&](const RecallRace&) { return recall(role); },
                          [&](const WithdrawRecall&) { return recall(role); },
                          [&](const DecideFalseStart&) { return rule(role); },
                          [&](const ShowCard&) { return card(role); },
                          [&](const WithdrawCard&) { return card(role); },
                          [&](const ReportImpulse&) { return device(role); },
                          [&](const ReportTrace&) { return device(role); },
                          [&](const ReportLoss&) { return device(role); },
                          [&](const ReportResult&) { return device(role); },
                          [&](const AddImpulse&) { return time(role); },
                          [&](const AddWatchTime&) { return time(role); },
                          [&](const VoidImpulse&) { return time(role); },
                          [&](const RestoreImpulse&) { return time(role); },
                          [&](const AssignImpulse&) { return time(role); },
                          [&](const ReadPhoto&) { return time(role); },
                          [&](const ApplyPhoto&) { return time(role); },
                          [&](const SetStatus& order) { return is_observed(order.status) ? time(role) : rule(role); },
                          [&](const SetPenalty&) { return rule(role); },
                          [&](const GivePenalty&) { return rule(role); },
                          [&](const MarkPad&) { return rule(role); },
                          [&](const EnterWind&) { return time(role); },
                          [&](const RaiseObjection&) { return rule(role); },
                          [&](const ResolveObjection&) { return rule(role); },
                          [&](const PublishResult&) { return publish(role); },
                          [&](const ConfirmResult&) { return rule(role); },
                          [&](const ReopenResult&) { return rule(role); },
                          [&](const WithdrawProposal&) { return rule(role); },
                          [&](const AbandonRace&) { return rule(role); },
                          [&](const OrderRerow&) { return rule(role); },
                          [&](const WithdrawAbandonment&) { return rule(role); },
                          [&](const WithdrawRerow&) { return rule(role); },
                          [&](const WithdrawResult&) { return publish(role); },
                          [&](const SelectRace&) { return select(role); },
                          [&](const ShowOnBoard&) { return steer(role); },
                          [&](const CheckSync&) { return time(role); },
                          [&](const AcceptReplacement&) { return time(role); },
                          [&](const WithdrawReplacement&) { return time(role); },
                          [&](const DrawLots&) { return rule(role); },
                          [&](const GiveLeave&) { return rule(role); },
                          [&](const RegisterProgression&) { return organise(role); },
                          [&](const ChooseProgression&) { return organise(role); },
                          [&](const DrawNextRound&) { return rule(role); },
                          [&](const SettleTie&) { return rule(role); },
                          [&](const AdvanceCrew&) { return rule(role); },
                          [&](const ImportEntries&) { return organise(role); },
                          [&](const SubstituteMembers&) { return rule(role); },
                          [&](const ScratchCrew&) { return rule(role); },
                          [&](const DelayFrom&) { return rule(role); },
                          [&](const OrderRaces&) { return rule(role); },
                          [&](const PostponeRace&) { return rule(role); },
                          [&](const CancelRace&) { return rule(role); },
                          [&](const RegisterRecordRules&) { return organise(role); },
                          [&](const RegisterRecord&) { return organise(role); },
                          [&](const StateRecordFact&) { return rule(role); },
                          [&](const BeginInputTest&) { return test(role); },
                          [&](const EndInputTest&) { return test(role); },
                      },
                      command);
}

}  // namespace bowball::engine
