// Facts about records: what stands, and what is known of a race that a record needs. Part of event.hpp.
#pragma once
#include <optional>
#include <string>

#include "engine/standing_record.hpp"
#include "rules/record_rules.hpp"

namespace bowball::engine {

struct RecordRulesRegistered {
    rules::RecordRules rules;
    friend bool operator==(const RecordRulesRegistered&, const RecordRulesRegistered&) = default;
};
/// A record as it stands before the meet, or since a race of it. Embeds what it needs. Replaces the one of the same kind.
struct RecordRegistered {
    StandingRecord record;
    rules::RecordRules rules;
    friend bool operator==(const RecordRegistered&, const RecordRegistered&) = default;
};
/// Something that a record needs to be known of a race, or of one crew in it: wind, a zero test. Absent: taken back.
struct RecordFactStated {
    RaceId race;
    std::optional<LaneNumber> lane;      ///< absent: of all lanes
    std::string fact;
    std::optional<std::int64_t> value;   ///< yes is 1, no is 0
    friend bool operator==(const RecordFactStated&, const RecordFactStated&) = default;
};

}  // namespace bowball::engine
