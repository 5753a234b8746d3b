#include "formats/command.hpp"

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/event_fields.hpp"
#include "formats/node.hpp"
#include "formats/parse_json.hpp"

namespace bowball::formats {

template <class A> void fields(A& a, OpenMeet& c) { a("name", c.name); a.optional("venue", c.venue); a.optional("course_m", c.course_m); }
template <class A> void fields(A& a, RegisterRuleSet& c) { a("rules", c.rules); }
template <class A> void fields(A& a, DeclareEvent& c) { a("code", c.code); a.optional("title", c.title); }
template <class A> void fields(A& a, EnterCrew& c) { a("crew", c.crew); }
template <class A> void fields(A& a, SubstituteMembers& c) { a("crew", c.crew); a("members", c.members); }
template <class A> void fields(A& a, ScratchCrew& c) { a("crew", c.crew); a.optional("scratched", c.scratched); }
template <class A> void fields(A& a, DelayFrom& c) { a("race", c.race); a("minutes", c.minutes); a.optional("last", c.last); }
template <class A> void fields(A& a, OrderRaces& c) { a("races", c.races); }
template <class A> void fields(A& a, PostponeRace& c) { a("race", c.race); }
template <class A> void fields(A& a, CancelRace& c) { a("race", c.race); }
template <class A> void fields(A& a, RegisterRecordRules& c) { a("rules", c.rules); }
template <class A> void fields(A& a, RegisterRecord& c) { a("record", c.record); a("rules", c.rules); }
template <class A> void fields(A& a, StateRecordFact& c) { a("race", c.race); a("lane", c.lane); a("fact", c.fact); a("value", c.value); }
template <class A> void fields(A& a, ScheduleRace& c) { a("race", c.race); }
template <class A> void fields(A& a, RescheduleRace& c) { a("race", c.race); a.instant("scheduled_at", c.scheduled_at); }
template <class A> void fields(A& a, DrawLanes& c) { a("race", c.race); a("lanes", c.lanes); }
template <class A> void fields(A& a, CallRace& c) { a("race", c.race); }
template <class A> void fields(A& a, WithdrawCall& c) { a("race", c.race); }
template <class A> void fields(A& a, ArmRace& c) { a("race", c.race); }
template <class A> void fields(A& a, WithdrawArm& c) { a("race", c.race); }
template <class A> void fields(A& a, GiveAttention& c) { a("race", c.race); }
template <class A> void fields(A& a, WithdrawAttention& c) { a("race", c.race); }
template <class A> void fields(A& a, OrderStart& c) { a("race", c.race); }
template <class A> void fields(A& a, AnnounceStart& c) { a("race", c.race); a("how", c.how); }
template <class A> void fields(A& a, CallRoll& c) { a("race", c.race); a("lane", c.lane); a("present", c.present); }
template <class A> void fields(A& a, RecallRace& c) { a("race", c.race); a("cause", c.cause); }
template <class A> void fields(A& a, WithdrawRecall& c) { a("race", c.race); a.optional("mistaken", c.mistaken); }
template <class A> void fields(A& a, SettleTie& c) {
    a("event", c.event);
    a.optional("crews", c.crews);
    a("where", c.where);
    a.optional("settled", c.settled);
    a.optional("accept_changes", c.accept_changes);
}
template <class A> void fields(A& a, AdvanceCrew& c) {
    a("race", c.race);
    a("lane", c.lane);
    a("by", c.by);
    a.optional("advanced", c.advanced);
    a.optional("accept_changes", c.accept_changes);
}
template <class A> void fields(A& a, DecideFalseStart& c) { a("race", c.race); a("run", c.run); a("verdict", c.verdict); a("responsible", c.responsible); }
template <class A> void fields(A& a, ShowCard& c) { a("race", c.race); a("lane", c.lane); a("colour", c.colour); }
template <class A> void fields(A& a, WithdrawCard& c) { a("race", c.race); a("lane", c.lane); }
template <class A> void fields(A& a, AddImpulse& c) {
    a("race", c.race);
    a("point", c.point);
    a("lane", c.lane);
    a.instant("at", c.at);
    a.optional_span("uncertainty", c.clock_uncertainty);
    a.optional("watch", c.watch);
}
template <class A> void fields(A& a, AddWatchTime& c) {
    a("race", c.race);
    a("point", c.point);
    a("lane", c.lane);
    a.span("time", c.time);
    a.optional("watch", c.watch);
    a.optional("instead_of", c.instead_of);
}
template <class A> void fields(A& a, VoidImpulse& c) { a("impulse", c.impulse); }
template <class A> void fields(A& a, RestoreImpulse& c) { a("impulse", c.impulse); }
template <class A> void fields(A& a, AssignImpulse& c) { a("impulse", c.impulse); a("race", c.race); a("point", c.point); a("lane", c.lane); }
template <class A> void fields(A&, BeginInputTest&) {}
template <class A> void fields(A&, EndInputTest&) {}
template <class A> void fields(A& a, ReadPhoto& c) { a("race", c.race); a.optional("document", c.document); a.optional_span("resolution", c.resolution); a("rows", c.rows); a.optional("picture", c.picture); a.optional("kept", c.kept); }
template <class A> void fields(A& a, ApplyPhoto& c) { a("race", c.race); a("document", c.document); }
template <class A> void fields(A& a, SetStatus& c) { a("race", c.race); a("lane", c.lane); a("status", c.status); }
template <class A> void fields(A& a, SetPenalty& c) { a("race", c.race); a("lane", c.lane); a.span("penalty", c.penalty); }
template <class A> void fields(A& a, GivePenalty& c) { a("race", c.race); a("lane", c.lane); a("code", c.code); a("count", c.count); }
template <class A> void fields(A& a, MarkPad& c) { a("race", c.race); a("point", c.point); a("lane", c.lane); a("failed", c.failed); }
template <class A> void fields(A& a, EnterWind& c) { a("race", c.race); a("speed_mm_s", c.speed_mm_s); }
template <class A> void fields(A& a, RaiseObjection& c) { a("race", c.race); a("lane", c.lane); }
template <class A> void fields(A& a, ResolveObjection& c) { a("race", c.race); a("lane", c.lane); a("upheld", c.upheld); }
template <class A> void fields(A& a, PublishResult& c) { a("race", c.race); }
template <class A> void fields(A& a, ConfirmResult& c) { a("race", c.race); a.optional("accept_warnings", c.accept_warnings); }
template <class A> void fields(A& a, ReopenResult& c) { a("race", c.race); }
template <class A> void fields(A& a, WithdrawProposal& c) { a("race", c.race); a("change", c.change); a.optional("digest", c.digest); }
template <class A> void fields(A& a, AbandonRace& c) { a("race", c.race); }
template <class A> void fields(A& a, OrderRerow& c) { a("race", c.race); a("lanes", c.lanes); }
template <class A> void fields(A& a, WithdrawAbandonment& c) { a("race", c.race); }
template <class A> void fields(A& a, WithdrawRerow& c) { a("race", c.race); }
template <class A> void fields(A& a, WithdrawResult& c) { a("race", c.race); }
template <class A> void fields(A& a, SelectRace& c) { a("race", c.race); }
template <class A> void fields(A& a, ShowOnBoard& c) { a("shows", c.shows); a.optional("text", c.text); }

template <class A> void fields(A& a, RegisterProgression& c) { a("table", c.table); }
template <class A> void fields(A& a, ChooseProgression& c) { a("event", c.event); a("table", c.table); a.optional("entries", c.entries); a.optional("seeded", c.seeded); }
template <class A> void fields(A& a, DrawNextRound& c) { a("race", c.race); a.optional("best_lane", c.best_lane); a.optional("worst_lane", c.worst_lane); }
template <class A> void fields(A& a, GiveLeave& c) { a("race", c.race); a("lane", c.lane); a("may_row", c.may_row); }
template <class A> void fields(A& a, DrawLots& c) { a("race", c.race); a("lanes", c.lanes); }

template <class A> void fields(A& a, DeviceChannel& c) { a("device", c.device); a("channel", c.channel); }
template <class A> void fields(A& a, CheckSync& c) { a.optional("impulses", c.impulses); a.optional("channels", c.channels); }
template <class A> void fields(A& a, AcceptReplacement& c) {
    a("race", c.race);
    a("point", c.point);
    a("lane", c.lane);
    a("impulse", c.impulse);
    a.span("correction", c.correction);
}
template <class A> void fields(A& a, WithdrawReplacement& c) { a("race", c.race); a("replacement", c.replacement); }

namespace {

/// In the order of the variant Command. Empty: not accepted from text.
constexpr std::string_view command_names[] = {
    "open_meet", "register_rule_set", "declare_event", "enter_crew", "schedule_race", "reschedule_race", "draw_lanes", "call_race",
    "arm_race", "give_attention", "withdraw_attention", "order_start", "recall_race", "decide_false_start", "show_card", "withdraw_card",
    "report_impulse", "report_trace", "report_loss", "report_result", "add_impulse", "add_watch_time", "void_impulse", "restore_impulse", "assign_impulse",
    "read_photo", "apply_photo", "set_status", "set_penalty", "raise_objection", "resolve_objection", "publish_result", "confirm_result",
    "reopen_result", "abandon_race", "order_rerow", "select_race", "check_sync", "accept_replacement", "withdraw_replacement", "draw_lots",
    "begin_input_test", "end_input_test", "give_leave", "register_progression", "choose_progression", "draw_next_round",
    "import_entries", "substitute_members", "scratch_crew", "delay_from", "order_races", "postpone_race", "cancel_race",
    "register_record_rules", "register_record", "state_record_fact",
    "give_penalty", "mark_pad", "enter_wind",
    "announce_start", "call_roll", "end_pause", "withdraw_proposal",
    "withdraw_recall", "settle_tie", "advance_crew", "withdraw_abandonment", "withdraw_rerow", "withdraw_result", "withdraw_call", "withdraw_arm",
    "show_on_board"};
static_assert(std::size(command_names) == std::variant_size_v<Command>);

/// From devices, or made by the server out of a file.
template <class T>
constexpr bool never_as_text = std::same_as<T, ReportImpulse> || std::same_as<T, ReportTrace> || std::same_as<T, ReportLoss> || std::same_as<T, ReportResult> || std::same_as<T, ImportEntries> || std::same_as<T, EndPause>;

struct Message {
    std::string id;
    std::string command;
    std::string reason;
};
template <class A>
void fields(A& a, Message& m) {
    a("id", m.id);
    a("command", m.command);
    a("reason", m.reason);
}

template <std::size_t I = 0>
Result<Command> read_command(std::string_view name, const JsonNode& data, const ReadRules& rules) {
    if constexpr (I == std::variant_size_v<Command>) {
        return Error{errc::bad_input, "There is no command \"" + printable(name, 40) + "\"."};
    } else {
        using Alternative = std::variant_alternative_t<I, Command>;
        if constexpr (!never_as_text<Alternative>) {
            if (name == command_names[I]) {
                auto read = read_struct<Alternative>(data, rules);
                if (!read) return read.error();
                return Command{std::move(*read)};
            }
        }
        return read_command<I + 1>(name, data, rules);
    }
}

}  // namespace

std::string_view name_of(const Command& command) { return command_names[command.index()]; }

Result<void> check_id(std::string_view id) {
    if (id.empty() || id.size() > 64) return Error{errc::bad_input, "id must be a text of 1 to 64 characters, made anew for each order."};
    return {};
}

Result<ParsedCommand> parse_command(std::string_view text) {
    const auto document = parse_json(text, limits::inbound_message_bytes);
    if (!document) return document.error();
    const JsonNode node{document->root, ""};
    const ReadRules lenient{microseconds, false, false, limits::lanes_per_race, limits::reason_bytes};
    auto message = read_struct<Message>(node, lenient);
    if (!message) return message.error();
    if (const auto sound = check_id(message->id); !sound) return sound.error();
    const auto data = node.find("data");
    if (!data) return Error{errc::bad_input, "the message lacks \"data\"."};
    // Every key must be there but those that the lists above call optional: a missing verdict is not "upheld".
    const ReadRules rules{microseconds, false, true, limits::lanes_per_race, limits::name_bytes * 4};
    auto command = read_command(message->command, *data, rules);
    if (!command) return command.error();
    return ParsedCommand{std::move(message->id), std::move(*command), std::move(message->reason)};
}

}  // namespace bowball::formats
