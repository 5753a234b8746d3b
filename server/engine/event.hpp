// Facts: what happened, in the past tense. The journal is a list of these, and the state of the meet is a fold over it.
// Nothing here is a judgement that a machine could derive again; those live in judge_*.hpp.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "core/digest.hpp"
#include "core/embedded.hpp"
#include "core/role.hpp"
#include "engine/impulse_events.hpp"
#include "engine/progression_events.hpp"
#include "engine/record_events.hpp"
#include "engine/redundancy_events.hpp"
#include "engine/sport_events.hpp"
#include "engine/start_events.hpp"
#include "engine/vocabulary.hpp"
#include "rules/rule_set.hpp"

namespace bowball::engine {

// --- the server and its clocks ---

/// The server opened the journal. Ties the three clocks of the computer together, so that stamps of before and after a
/// restart can be understood.
struct ServerStarted {
    std::string version;
    HostTime host;       ///< monotonic clock at `race`
    RaceTime race;
    WallTime wall;
    std::string boot;    ///< names this boot of the computer: HostTime compares only within one
    bool simulated = false;  ///< a demo or an exercise: never to be taken for a regatta
    /// How far the venue's timeline had been slewed at `race`, in the count of its impulses (see Stamp). Where it could not be carried
    /// over from the entry before, because the computer itself was started anew, what it may be off by is counted in.
    Duration timeline_slewed{};
    Duration raw{};                ///< CLOCK_MONOTONIC_RAW at `host`: what was slewed while no server ran shows against it; zero: not read
    std::int64_t trim_ppb = 0;     ///< how much faster than that one the monotonic clock runs when nobody slews it
    friend bool operator==(const ServerStarted&, const ServerStarted&) = default;
};
/// Time went by and nothing else did: lets deadlines pass in the fold.
struct DeadlinePassed {
    friend bool operator==(const DeadlinePassed&, const DeadlinePassed&) = default;
};

// --- the programme ---

struct MeetOpened {
    std::string name;
    std::string venue;
    std::int32_t course_m = 2000;
    friend bool operator==(const MeetOpened&, const MeetOpened&) = default;
};
struct RuleSetRegistered {
    Embedded<rules::RuleSet> rules;
    friend bool operator==(const RuleSetRegistered&, const RuleSetRegistered&) = default;
};
struct EventDeclared {
    EventCode code;     ///< "W1x"
    std::string title;  ///< "Women's Single Sculls"
    friend bool operator==(const EventDeclared&, const EventDeclared&) = default;
};
struct CrewEntered {
    CrewId crew;
    EventCode event;
    std::string code;  ///< what a board shows: "NED", "OXF 1"
    std::string name;
    std::string club;
    std::vector<std::string> members;  ///< bow to stroke, then the cox
    bool coxed = false;                ///< the last of them is the cox
    std::string noc{};                 ///< "NED"; empty: not told
    std::uint16_t bow = 0;             ///< the number on its bow; 0: none
    std::uint16_t seed = 0;            ///< 1: the best of its event; 0: drawn
    std::string category{};            ///< entered: of age ("D") or of boats in a mixed event ("W8+"); "": by the years of birth
    std::vector<std::uint32_t> birth_years{};   ///< of the rowers; a coxswain's does not count
    std::optional<std::int64_t> handicap_ms{};  ///< entered: stands over every table's
    friend bool operator==(const CrewEntered&, const CrewEntered&) = default;
};
struct RaceScheduled {
    RaceId race;
    EventCode event;
    std::string phase;  ///< "H1", "SA/B1", "FA"
    std::string title;  ///< "Women's Single Sculls, Heat 1"
    WallTime scheduled_at;
    std::int32_t distance_m = 2000;
    std::string rules;      ///< id of a registered rule set
    std::string photo_key;  ///< "event-round-heat" as the photo-finish system knows it
    std::uint16_t advance = 0;  ///< so many go on by their place; 0: the programme does not tell
    friend bool operator==(const RaceScheduled&, const RaceScheduled&) = default;
};
struct RaceRescheduled {
    RaceId race;
    WallTime scheduled_at;
    friend bool operator==(const RaceRescheduled&, const RaceRescheduled&) = default;
};
/// The crew rows no more races of its event, or does so after all. What lanes it had says StatusSet.
struct CrewScratched {
    CrewId crew;
    bool scratched = true;
    friend bool operator==(const CrewScratched&, const CrewScratched&) = default;
};
/// The race is put off, nobody knows yet until when. A new time (RaceRescheduled) ends that.
struct RacePostponed {
    RaceId race;
    friend bool operator==(const RacePostponed&, const RacePostponed&) = default;
};
/// The race will not be rowed. It stays in the programme; a new time brings it back.
struct RaceCancelled {
    RaceId race;
    friend bool operator==(const RaceCancelled&, const RaceCancelled&) = default;
};
struct LanesDrawn {
    RaceId race;
    std::vector<LaneDraw> lanes;
    friend bool operator==(const LanesDrawn&, const LanesDrawn&) = default;
};

// --- tests of inputs ---

/// Officials try buttons, beams and pads. No race is open; what comes from here on is a test and nobody's.
struct InputTestBegun {
    friend bool operator==(const InputTestBegun&, const InputTestBegun&) = default;
};
/// Over: by order, or because a race was armed.
struct InputTestEnded {
    friend bool operator==(const InputTestEnded&, const InputTestEnded&) = default;
};

// --- results ---

/// The picture was read, wholly or in part. Lanes named here replace what an earlier reading said of them.
struct PhotoRead {
    RaceId race;
    std::string document;
    Duration resolution{};  ///< of the times read
    bool from_camera = false;  ///< out of a result file; else a judge read it
    std::vector<PhotoRow> rows;
    Picture picture{};   ///< from which columns became times, where a picture was imported
    bool kept = false;   ///< one reader's reading, beside what others read: nothing counts of it
    friend bool operator==(const PhotoRead&, const PhotoRead&) = default;
};
/// A result file came for a race that the programme does not know. Kept until a person says which race it is.
struct PhotoUnmatched {
    RawResult result;
    friend bool operator==(const PhotoUnmatched&, const PhotoUnmatched&) = default;
};
struct StatusSet {
    RaceId race;
    LaneNumber lane;
    ResultStatus status{};
    friend bool operator==(const StatusSet&, const StatusSet&) = default;
};
/// A judge lets a crew row that another race put out, or takes that back. For just this expulsion: another needs another leave.
struct LeaveGiven {
    RaceId race;
    BarredLane barred;
    bool may_row = true;
    friend bool operator==(const LeaveGiven&, const LeaveGiven&) = default;
};
/// All time penalties of a crew in a race together; zero takes them back.
struct PenaltySet {
    RaceId race;
    LaneNumber lane;
    Duration penalty{};
    friend bool operator==(const PenaltySet&, const PenaltySet&) = default;
};
struct ObjectionRaised {
    RaceId race;
    LaneNumber lane;
    friend bool operator==(const ObjectionRaised&, const ObjectionRaised&) = default;
};
struct ObjectionResolved {
    RaceId race;
    LaneNumber lane;
    bool upheld = false;
    friend bool operator==(const ObjectionResolved&, const ObjectionResolved&) = default;
};
struct ResultPublished {  ///< unofficial
    RaceId race;
    friend bool operator==(const ResultPublished&, const ResultPublished&) = default;
};
/// Official. `digest` seals what was confirmed; a later fold that differs is drift, and shown as such.
struct ResultConfirmed {
    RaceId race;
    std::uint16_t revision = 0;  ///< 0 the first time
    Digest digest;
    std::vector<BarredLane> barred{};   ///< as it was then: what other races do later changes nothing here
    friend bool operator==(const ResultConfirmed&, const ResultConfirmed&) = default;
};
/// Four eyes: the first of the two persons who must agree before something official changes. The second one's order carries it out.
struct ChangeProposed {
    RaceId race;
    OfficialChange change{};
    std::optional<Digest> digest{};   ///< of what it rests on (four_eyes.cpp): on another state it is another proposal. Before, of the result alone
    std::optional<CrewId> crew{};     ///< that is to be advanced
    bool taken_back = false;          ///< it is to be advanced no more
    std::string where{};              ///< the cut whose settled tie is to be taken back; before, "" for that too
    friend bool operator==(const ChangeProposed&, const ChangeProposed&) = default;
};
/// What waited for a second person waits no more: whoever asked has thought better of it, or another declines.
struct ProposalWithdrawn {
    RaceId race;
    OfficialChange change{};
    friend bool operator==(const ProposalWithdrawn&, const ProposalWithdrawn&) = default;
};
struct ResultReopened {
    RaceId race;
    friend bool operator==(const ResultReopened&, const ResultReopened&) = default;
};
struct RaceAbandoned {
    RaceId race;
    bool keeps_penalties = false;   ///< of who was to row again: those of before stand beside those of since. False in journals of older servers
    friend bool operator==(const RaceAbandoned&, const RaceAbandoned&) = default;
};
/// The race is to be rowed again by these lanes. Arming it begins a new run.
struct RerowOrdered {
    RaceId race;
    std::vector<LaneNumber> lanes;
    friend bool operator==(const RerowOrdered&, const RerowOrdered&) = default;
};
/// That it was abandoned was a mistake: the race stands as it stood, and what was sensed meanwhile is its own, as if it had gone on.
struct AbandonmentWithdrawn {
    RaceId race;
    friend bool operator==(const AbandonmentWithdrawn&, const AbandonmentWithdrawn&) = default;
};
/// That it is to be rowed again was a mistake; likewise.
struct RerowWithdrawn {
    RaceId race;
    bool keeps_penalties = false;   ///< of before also where one of since was taken back. False in journals of older servers
    friend bool operator==(const RerowWithdrawn&, const RerowWithdrawn&) = default;
};
/// That it was published was a mistake: it is no result until it is published again.
struct ResultWithdrawn {
    RaceId race;
    friend bool operator==(const ResultWithdrawn&, const ResultWithdrawn&) = default;
};
/// Pages that follow the current race turn to this one.
struct RaceSelected {
    RaceId race;
    friend bool operator==(const RaceSelected&, const RaceSelected&) = default;
};

/// An official chose what the scoreboards show.
struct BoardSteered {
    BoardFace shows{};
    std::string text{};   ///< of a message; "" with every other face
    friend bool operator==(const BoardSteered&, const BoardSteered&) = default;
};

/// Lots were drawn between crews that hold one place. The order follows from the seed (rules/draw.hpp), and stands here as it fell.
struct LotsDrawn {
    RaceId race;
    RunNumber run;
    std::string seed;
    std::vector<LaneNumber> lanes;   ///< first the one that goes on first
    friend bool operator==(const LotsDrawn&, const LotsDrawn&) = default;
};

using Event = std::variant<ServerStarted, DeadlinePassed, MeetOpened, RuleSetRegistered, EventDeclared, CrewEntered, RaceScheduled,
                           RaceRescheduled, LanesDrawn, RaceCalled, RaceArmed, AttentionGiven, AttentionWithdrawn, StartOrdered, RaceRecalled,
                           FalseStartDecided, CardShown, CardWithdrawn, ImpulseSeen, ImpulseVoided, ImpulseRestored,
                           ImpulseAssigned, ImpulsesLost, PhotoRead, PhotoUnmatched, StatusSet, PenaltySet, ObjectionRaised,
                           ObjectionResolved, ResultPublished, ResultConfirmed, ResultReopened, RaceAbandoned, RerowOrdered,
                           RaceSelected, SyncChecked, ReplacementAccepted, ReplacementWithdrawn, TraceSeen,
                           LotsDrawn, InputTestBegun, InputTestEnded, LeaveGiven,
                           ProgressionRegistered, ProgressionChosen,
                           CrewScratched, RacePostponed, RaceCancelled, RecordRulesRegistered, RecordRegistered, RecordFactStated,
                           PenaltyGiven, PadMarked, WindRead,
                           StartAnnounced, RollCalled, ChangeProposed, ProposalWithdrawn, RecallWithdrawn,
                           TieSettled, CrewAdvanced, AbandonmentWithdrawn, RerowWithdrawn, ResultWithdrawn, CallWithdrawn, ArmWithdrawn, BoardSteered>;

/// Where an entry came from.
struct Origin {
    Actor actor;             ///< name "" and role viewer for devices and the server itself
    std::string command_id;  ///< the client-made id of the order; "" for machines
    std::string reason;
    friend bool operator==(const Origin&, const Origin&) = default;
};

/// One line of the journal.
struct Entry {
    Seq seq;
    RaceTime at;    ///< when the server took it
    WallTime wall;  ///< the same by the wall clock, for people
    Origin origin;
    Event event;
    friend bool operator==(const Entry&, const Entry&) = default;
};

}  // namespace bowball::engine
