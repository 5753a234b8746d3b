// The state of the meet: what the fold over the journal holds. Facts in their places; its races are in race_state.hpp.
//
// Impulses are one ledger for the whole meet, ordered by stamp, and a race is a window on it. So the order in which
// impulses arrive cannot matter: whoever asks gets the same answer (judge.hpp).
#pragma once
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/output.hpp"
#include "engine/race_state.hpp"

namespace bowball::engine {

/// By which table an event goes from its entries to its finals.
struct EventProgression {
    std::shared_ptr<const rules::ProgressionTable> table;
    std::vector<CrewId> entries;
    std::uint32_t seeded = 0;
    std::string seed;
    Decision by;
    struct Settled {
        std::vector<CrewId> crews;
        Decision by;
        std::string where{};        ///< the cut; empty: wherever all these crews are tied
    };
    std::vector<Settled> settled;   ///< oldest first; at most limits::settled_ties
};

/// How a crew was entered before it was entered anew.
struct CrewChange {
    CrewEntered before;
    Decision by;
};

struct KnownRecord {
    StandingRecord record;
    std::shared_ptr<const rules::RecordRules> rules;
    Decision by;
};

struct SyncCheck {
    SyncChecked seen;
    Decision by;
};

/// From when to when inputs were tested, and between which entries of the journal.
struct InputTest {
    Decision began;
    std::optional<Decision> ended;
    std::set<DeviceName> heard;   ///< whose impulses came in between
};

/// What an official chose for the scoreboards.
struct BoardChoice {
    BoardFace shows{};
    std::string text;   ///< of a message
    Decision by;
};

struct Quarantined {
    Seq seq;
    std::string why;
};

struct MeetState {
    Seq head;                     ///< newest entry folded
    RaceTime now;                 ///< newest entry's time: how late it is, as far as the fold can know
    std::string name;
    std::string venue;
    std::int32_t course_m = 0;
    bool simulated = false;
    /// The server's newest start, and how far the timeline had been slewed by then.
    struct Start {
        RaceTime at;
        Duration timeline_slewed{};
        friend bool operator==(const Start&, const Start&) = default;
    };
    Start last_start;
    std::map<std::string, std::shared_ptr<const rules::RuleSet>> rule_sets;
    std::map<std::string, std::shared_ptr<const rules::ProgressionTable>> progression_tables;
    std::map<EventCode, std::string> events;   ///< titles
    std::map<EventCode, EventProgression> progressions;
    std::map<CrewId, CrewEntered> crews;
    std::map<CrewId, std::vector<CrewChange>> crew_changes;   ///< oldest first; at most limits::crew_changes of a crew
    std::map<CrewId, Decision> scratched;
    std::map<std::string, std::shared_ptr<const rules::RecordRules>> record_rules;
    std::vector<KnownRecord> records;          ///< at most limits::records
    std::map<RaceId, Race> races;
    std::optional<RaceId> current;
    std::optional<RaceId> previous;
    std::optional<BoardChoice> board;          ///< absent: nobody has chosen, the boards go round by themselves
    std::vector<LedgerImpulse> ledger;         ///< by (stamp.at, id)
    std::vector<std::pair<ImpulseId, RaceTime>> impulse_index;  ///< by id: where in the ledger an impulse stands
    std::size_t traces = 0;                    ///< in the ledger
    std::vector<PhotoUnmatched> unmatched_photos;
    std::vector<SyncCheck> sync_checks;        ///< oldest first
    std::vector<InputTest> input_tests;        ///< oldest first; the last one may be on; at most limits::input_tests
    std::vector<Loss> losses;                  ///< oldest first
    std::optional<OutputOrder> equipment;      ///< what the start equipment was last ordered to do
    std::map<std::string, Seq> commands;       ///< ids of orders already carried out: the newest of them
    std::deque<std::string> commands_by_age;   ///< oldest first, bounded by limits::remembered_commands
    std::vector<Quarantined> quarantine;

    [[nodiscard]] const Race* race(RaceId id) const;
    /// As it was entered when entry `as_of` was folded: what an official result rests on. Null where there is no such crew.
    [[nodiscard]] const CrewEntered* crew(CrewId id, Seq as_of) const;
    [[nodiscard]] const LedgerImpulse* impulse(ImpulseId id) const;
    /// Of the race's newest run; of one that only a camera saw, those by which it was made official; before that as the programme names them. Never null.
    [[nodiscard]] std::shared_ptr<const rules::RuleSet> rules_of(const Race& race) const;
};

}  // namespace bowball::engine
