// Facts about the way of an event from its entries to its finals. Part of Event (event.hpp).
#pragma once
#include <string>
#include <vector>

#include "engine/vocabulary.hpp"
#include "rules/progression_table.hpp"

namespace bowball::engine {

struct ProgressionRegistered {
    rules::ProgressionTable table;
    friend bool operator==(const ProgressionRegistered&, const ProgressionRegistered&) = default;
};
/// The event goes from its entries to its finals by this table, which is embedded whole. The seed is that of all its draws.
struct ProgressionChosen {
    EventCode event;
    rules::ProgressionTable table;
    std::vector<CrewId> entries;      ///< each once; the seeded ones first, the best in front
    std::uint32_t seeded = 0;
    std::string seed;
    friend bool operator==(const ProgressionChosen&, const ProgressionChosen&) = default;
};

/// An official's order of crews that the table cannot put in order: a tie, or times taken in unlike ways.
struct TieSettled {
    EventCode event;
    std::vector<CrewId> crews;        ///< first the one that goes on first
    std::string where{};              ///< the cut (rules::OpenTie); empty, as in journals of before: wherever all these crews are tied
    bool taken_back = false;          ///< what was settled there is settled no more
    friend bool operator==(const TieSettled&, const TieSettled&) = default;
};
/// The crew goes on to the next round whatever its place and time (qR, qJ), or does not after all.
struct CrewAdvanced {
    RaceId race;                      ///< that it rowed in
    CrewId crew;
    AdvancedBy by{};
    bool advanced = true;
    friend bool operator==(const CrewAdvanced&, const CrewAdvanced&) = default;
};

}  // namespace bowball::engine
