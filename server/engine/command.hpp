// Orders: what somebody wants, in the imperative. decide() turns an order into facts, or refuses it with a sentence.
#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/role.hpp"
#include "engine/entry_plan.hpp"
#include "engine/event.hpp"
#include "engine/vocabulary.hpp"

namespace bowball::engine {

// --- the programme ---
struct OpenMeet { std::string name; std::string venue; std::int32_t course_m = 2000; };
struct RegisterRuleSet { Embedded<rules::RuleSet> rules; };
struct DeclareEvent { EventCode code; std::string title; };
struct EnterCrew { CrewEntered crew; };
/// The rows of a list of entries become events and crews, all of them or none. `plan`: digest of the report that the official
/// agreed to; if the meet has changed so that another would be made, nothing is done. `is_explained`: the official gave a reason
/// beside the file's name, as rows after the draw need one.
struct ImportEntries { std::vector<EntryRow> rows; Digest file; Digest plan; bool is_explained = false; };
/// Other people in the boat than were entered; bow to stroke, then the cox. Needs a reason.
struct SubstituteMembers { CrewId crew; std::vector<std::string> members; };
/// The crew rows no more in its event (SCR in all races that are not begun), or does so after all. Needs a reason.
struct ScratchCrew { CrewId crew; bool scratched = true; };
struct ScheduleRace { RaceScheduled race; };
struct RescheduleRace { RaceId race; WallTime scheduled_at; };
/// Moves the races from this one on, with the gaps between them: to `last`, else to the end of the day. Needs a reason.
struct DelayFrom { RaceId race; std::int32_t minutes = 0; std::optional<RaceId> last; };
/// Gives the races each other's times: the first one named is rowed first. Needs a reason.
struct OrderRaces { std::vector<RaceId> races; };
struct PostponeRace { RaceId race; };
struct CancelRace { RaceId race; };
struct DrawLanes { RaceId race; std::vector<LaneDraw> lanes; };

/// Progression tables come from files, as rule sets do.
struct RegisterProgression { rules::ProgressionTable table; };
/// By Order::chance. No entries: all crews of the event, by number, none of them seeded.
struct ChooseProgression { EventCode event; std::string table; std::vector<CrewId> entries; std::uint32_t seeded = 0; };
/// Puts the crews into the lanes of the race that the event's progression gives them.
/// With both lanes, which need a reason: wind or current makes one side better, and the best crew has that lane, the next one the next to it
/// (rules of the sports 2.7).
struct DrawNextRound { RaceId race; std::optional<LaneNumber> best_lane{}; std::optional<LaneNumber> worst_lane{}; };

/// Of crews that the progression of the event lists as a tie: in which order they go on. `where`: the cut, as the list has it; the crews are all of
/// those tied there, once. Not settled: takes it back; crews may then be left out. Needs a reason.
struct SettleTie { EventCode event; std::vector<CrewId> crews; std::string where{}; bool settled = true; bool accept_changes = false; };
/// By a word of the referee or the jury a crew goes on beyond places and times, or does not after all. Needs a reason. Where the round after it is
/// drawn or rowed, `accept_changes`: the official has seen what that changes there.
struct AdvanceCrew { RaceId race; LaneNumber lane; AdvancedBy by{}; bool advanced = true; bool accept_changes = false; };

// --- records ---
/// What a record needs comes from files, as rule sets do.
struct RegisterRecordRules { rules::RecordRules rules; };
/// `rules`: id of registered ones.
struct RegisterRecord { StandingRecord record; std::string rules; };
struct StateRecordFact { RaceId race; std::optional<LaneNumber> lane; std::string fact; std::optional<std::int64_t> value; };

// --- the start ---
struct CallRace { RaceId race; };
/// The race was called by mistake, or too soon; it is not armed yet.
struct WithdrawCall { RaceId race; };
struct ArmRace { RaceId race; };
/// The race was armed by mistake, or too soon: nothing has started it, and nothing was said of that start.
struct WithdrawArm { RaceId race; };
/// "Two minutes", or a quick start without a roll call.
struct AnnounceStart { RaceId race; Announcement how{}; };
/// The crew answered the roll call, or is not there after all.
struct CallRoll { RaceId race; LaneNumber lane; bool present = true; };
struct GiveAttention { RaceId race; };
/// "As you were": the lights go out, nobody is called back, and attention may be given again.
struct WithdrawAttention { RaceId race; };
struct OrderStart { RaceId race; };
/// The pause that was drawn when attention was given is over: given by the server alone, which has kept the seed till then.
struct EndPause { RaceId race; RunNumber run; std::string seed; };
struct RecallRace { RaceId race; RecallCause cause{}; };
/// The recall was a mistake, and the crews row on: within the rule set's start.recall.undo, with a reason. One that a verdict gave goes with the verdict.
/// Where the field starts again after it (start.recall.restarts), `mistaken` false takes back that it was one, until the race is armed again.
struct WithdrawRecall { RaceId race; bool mistaken = true; };
/// Upheld and no_blame also recall a race that is still under way.
struct DecideFalseStart { RaceId race; RunNumber run; Verdict verdict{}; std::vector<LaneNumber> responsible; };
struct ShowCard { RaceId race; LaneNumber lane; CardColour colour{}; };
struct WithdrawCard { RaceId race; LaneNumber lane; };

// --- impulses ---
/// From a device, already stamped on the venue's timeline.
struct ReportImpulse { Impulse impulse; Change change = Change::seen; };
/// The waveform holds from one to limits::trace_samples samples.
struct ReportTrace { TraceSeen trace; };
struct ReportLoss { DeviceName device; std::uint32_t count = 0; std::string why; };
struct ReportResult { RawResult result; };
/// The instant at which a person pressed. `clock_uncertainty`: of the clock of the page, half-width; that of a hand comes on top.
/// `watch`: whose it was, where one person types those of several; "": the own one.
struct AddImpulse { RaceId race; TimingPoint point; std::optional<LaneNumber> lane; RaceTime at; Duration clock_uncertainty{}; std::string watch{}; };
/// What a watch that was begun with the start shows: `time` is added to the start as the journal has it, so that the race's time is the one that was
/// read, to the nanosecond. `watch` as above. `instead_of`: a crossing by hand of its newest start that was taken or typed
/// wrong, and is void from then on; the new one is of the same watch.
struct AddWatchTime { RaceId race; TimingPoint point; std::optional<LaneNumber> lane; Duration time{}; std::string watch{}; std::optional<ImpulseId> instead_of{}; };
struct VoidImpulse { ImpulseId impulse; };
struct RestoreImpulse { ImpulseId impulse; };
struct AssignImpulse { ImpulseId impulse; RaceId race; TimingPoint point; std::optional<LaneNumber> lane; };

/// Buttons, beams and pads are tried: what they send from now on is no race's. Refused while a race is open; arming one ends it.
struct BeginInputTest {};
struct EndInputTest {};

// --- results ---
/// `picture`: of the race's newest start, that the rows' columns are of; the times are those of the columns then. `kept`: one
/// reader's reading, beside what others read; it counts only once a reading is given without it.
struct ReadPhoto { RaceId race; std::string document; Duration resolution{}; std::vector<PhotoRow> rows; std::optional<Digest> picture{}; bool kept = false; };
/// A result file that waits for a race (unknown to the programme, or newer than the official result) is of this one.
struct ApplyPhoto { RaceId race; std::string document; };
struct SetStatus { RaceId race; LaneNumber lane; ResultStatus status{}; };
struct SetPenalty { RaceId race; LaneNumber lane; Duration penalty{}; };
/// By the schedule that the rule set names. `count`: all told; 0 takes it back.
struct GivePenalty { RaceId race; LaneNumber lane; std::string code; std::uint32_t count = 0; };
/// No lane: the pads of the whole heat. Needs a reason.
struct MarkPad { RaceId race; TimingPoint point; std::optional<LaneNumber> lane; bool failed = true; };
/// As read, in the running direction; absent: takes it back.
struct EnterWind { RaceId race; std::optional<std::int64_t> speed_mm_s; };
struct RaiseObjection { RaceId race; LaneNumber lane; };
struct ResolveObjection { RaceId race; LaneNumber lane; bool upheld = false; };
struct PublishResult { RaceId race; };
/// `accept_warnings`: the official has seen every warning and confirms all the same; needs a reason.
struct ConfirmResult { RaceId race; bool accept_warnings = false; };
struct ReopenResult { RaceId race; };
/// Of a change to what was official that waits for a second person: taken back by whoever asked, or declined by another. Needs a reason.
/// `change`, `digest`: what was seen to wait; refused where another change waits by then.
struct WithdrawProposal { RaceId race; OfficialChange change{}; std::optional<Digest> digest{}; };
struct AbandonRace { RaceId race; };
struct OrderRerow { RaceId race; std::vector<LaneNumber> lanes; };
/// It was a mistake: the race goes on, or stands as it stood. Each needs a reason. Refused where another race has the start line by now.
struct WithdrawAbandonment { RaceId race; };
struct WithdrawRerow { RaceId race; };
/// Published by mistake, and not official since. Needs a reason.
struct WithdrawResult { RaceId race; };
struct SelectRace { RaceId race; };
/// Turns all scoreboards that no address keeps on a face. `text`: of a message, and of nothing else; at most limits::message_characters in
/// limits::message_lines lines, as message_of() leaves it.
struct ShowOnBoard { BoardFace shows{}; std::string text{}; };
/// A crew that another race put out may row in this one all the same, or may not after all. Needs a reason.
struct GiveLeave { RaceId race; LaneNumber lane; bool may_row = true; };
/// Between all crews of one dead heat, by Order::chance.
struct DrawLots { RaceId race; std::vector<LaneNumber> lanes; };

// --- redundancy ---
/// Where a device's contact comes in.
struct DeviceChannel { DeviceName device; ChannelName channel; };
/// Two impulses of one contact, one of system A and one of B: named, or the newest ones of two channels.
struct CheckSync { std::vector<ImpulseId> impulses; std::vector<DeviceChannel> channels; };
/// What the judgement proposes: `correction` is what the official saw, cut to the microsecond, and must still be so.
struct AcceptReplacement { RaceId race; TimingPoint point; std::optional<LaneNumber> lane; ImpulseId impulse; Duration correction{}; };
struct WithdrawReplacement { RaceId race; ImpulseId replacement; };

using Command = std::variant<OpenMeet, RegisterRuleSet, DeclareEvent, EnterCrew, ScheduleRace, RescheduleRace, DrawLanes, CallRace,
                             ArmRace, GiveAttention, WithdrawAttention, OrderStart, RecallRace, DecideFalseStart, ShowCard, WithdrawCard,
                             ReportImpulse, ReportTrace, ReportLoss, ReportResult, AddImpulse, AddWatchTime, VoidImpulse, RestoreImpulse, AssignImpulse,
                             ReadPhoto, ApplyPhoto, SetStatus, SetPenalty, RaiseObjection, ResolveObjection, PublishResult, ConfirmResult,
                             ReopenResult, AbandonRace, OrderRerow, SelectRace, CheckSync, AcceptReplacement, WithdrawReplacement,
                             DrawLots, BeginInputTest, EndInputTest, GiveLeave,
                             RegisterProgression, ChooseProgression, DrawNextRound,
                             ImportEntries, SubstituteMembers, ScratchCrew, DelayFrom, OrderRaces, PostponeRace, CancelRace,
                             RegisterRecordRules, RegisterRecord, StateRecordFact,
                             GivePenalty, MarkPad, EnterWind,
                             AnnounceStart, CallRoll, EndPause, WithdrawProposal,
                             WithdrawRecall, SettleTie, AdvanceCrew, WithdrawAbandonment, WithdrawRerow, WithdrawResult, WithdrawCall, WithdrawArm, ShowOnBoard>;

/// A command, who gave it, and when the server took it.
struct Order {
    Command command;
    Origin origin;
    RaceTime at;
    std::string chance{};  ///< drawn by the server when it took an official's order: the seed of lots, recorded with them
    std::vector<ClockDoubt> doubtful_clocks{};  ///< as the server saw them when it took the order to arm a race
    std::vector<TimingPoint> read_back{};       ///< which of the outputs a start has are wired back to an input; of the same order
    Duration timeline_slewed{};                 ///< by `at` (see Stamp)
};

/// What became of an order.
struct Accepted {
    Seq seq;             ///< of the last entry it became; of the first time, for a repeated command id
    bool repeated = false;
    bool recorded = true;   ///< false: carried out in memory, the journal could not be written
};
using Outcome = Result<Accepted>;

/// Whether a role may give an order at all. Deny by default; fails with errc::not_allowed.
/// Reports come from devices and are open to no role.
[[nodiscard]] Result<void> check_authority(Role role, const Command& command);

}  // namespace bowball::engine
