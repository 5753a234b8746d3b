// What a list of entries would do to the meet, before anything happens: what is new, what would change, who is known and not on
// the list. Pure: the same rows and the same meet make the same plan, and its digest says which plan an official agreed to.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/digest.hpp"
#include "engine/event.hpp"

namespace bowball::engine {

struct MeetState;

/// One line of a list of entries, as it was read.
struct EntryRow {
    std::size_t line = 0;                      ///< of the file, from 1
    EventCode event;
    std::string event_title;
    std::optional<std::uint32_t> crew;         ///< the number by which the meet knows the crew, where the list has one
    std::string code;                          ///< "NED", "OXF 1"
    std::string noc;
    std::string name;
    std::string club;
    std::uint16_t bow = 0;
    std::uint16_t seed = 0;
    std::vector<std::string> members;          ///< bow to stroke, then the cox
    bool coxed = false;
    bool scratched = false;
    // Of masters.
    std::string category;                      ///< "C"
    std::vector<std::uint16_t> birth_years;    ///< bow to stroke, then the cox; 0: not told
    std::optional<Duration> handicap;
    friend bool operator==(const EntryRow&, const EntryRow&) = default;
};

/// A line of the list and what there is to say of it.
struct EntryRemark {
    std::size_t line = 0;
    std::string text;                          ///< a sentence
    friend bool operator==(const EntryRemark&, const EntryRemark&) = default;
};

struct FieldChange {
    std::string field;                         ///< "name", "members" ...
    std::string before;
    std::string after;
    friend bool operator==(const FieldChange&, const FieldChange&) = default;
};
struct PlannedEntry {
    std::size_t line = 0;
    CrewEntered crew;
    std::vector<FieldChange> changes;          ///< none: it is new
    bool late = false;                         ///< after the draw of its event: needs a reason
    friend bool operator==(const PlannedEntry&, const PlannedEntry&) = default;
};
struct PlannedScratch {
    std::size_t line = 0;
    CrewId crew;
    bool late = false;                         ///< its event is drawn
    friend bool operator==(const PlannedScratch&, const PlannedScratch&) = default;
};

struct EntryPlan {
    std::vector<EventDeclared> events;         ///< new ones
    std::vector<PlannedEntry> added;
    std::vector<PlannedEntry> changed;
    std::vector<PlannedScratch> scratched;     ///< whom the list says to be scratched, and the meet not yet
    std::vector<CrewEntered> absent;           ///< known and not on the list: nothing is done with them
    std::size_t unchanged = 0;
    std::vector<EntryRemark> problems;         ///< rows that are left out
    std::vector<EntryRemark> warnings;

    [[nodiscard]] bool is_empty() const { return events.empty() && added.empty() && changed.empty() && scratched.empty(); }
    [[nodiscard]] bool is_late() const;
};

[[nodiscard]] EntryPlan plan_entries(const MeetState& state, const std::vector<EntryRow>& rows);
/// Of what would be done; problems and warnings change it too, for who agreed has seen others.
[[nodiscard]] Digest digest_of(const EntryPlan& plan);

/// Whether the crews of the event are drawn: by a progression, or one of its races has been armed or read. Later is late.
[[nodiscard]] bool is_drawn(const MeetState& state, const EventCode& event);

/// What differs between two entries of one crew, for people.
[[nodiscard]] std::vector<FieldChange> changes_between(const CrewEntered& before, const CrewEntered& after);

}  // namespace bowball::engine
