// Whether a result is a record: better or equal, and eligible. Pure; what a record needs is data.
//
// Each predicate names a fact and the range in which it must lie, so that a sheet can say "time better, not eligible: wind +2.1
// (at most +2.0)". A fact that nobody has given leaves the claim open: it is neither eligible nor refused.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/result.hpp"
#include "rules/rounding.hpp"

namespace bowball::rules {

/// "wind" must be at most 20 tenths; "reaction_times" must be 1 (yes) up to 400 m.
struct RecordPredicate {
    std::string name;                     ///< for people: "legal wind"
    std::string fact;                     ///< key of the evidence: "wind"
    std::optional<std::int64_t> at_least;
    std::optional<std::int64_t> at_most;
    std::uint32_t decimals = 0;           ///< of the fact when shown: 1 shows 21 as 2.1
    std::int32_t up_to_m = 0;             ///< needed only in races so long; 0: in all
    std::vector<std::string> events;      ///< needed only in these; empty: in all
    friend bool operator==(const RecordPredicate&, const RecordPredicate&) = default;
};
struct RecordRules {
    std::string id;
    std::string title;                    ///< "World Best Time"
    std::string source;
    Duration unit = 10ms;                 ///< official resolution: equal in it is equalled, not broken
    Rounding rounding = Rounding::down;
    std::vector<RecordPredicate> needs;
    friend bool operator==(const RecordRules&, const RecordRules&) = default;
};
/// The text begins with the key.
[[nodiscard]] Result<void> check(const RecordRules& rules);

/// What is known of a result. Yes is 1, no is 0.
struct RecordEvidence {
    std::string event;
    std::int32_t distance_m = 0;
    std::map<std::string, std::int64_t> facts;
};

enum class Comparison : std::uint8_t { slower, equalled, broken, first };
[[nodiscard]] std::string_view to_string(Comparison comparison);
enum class Eligibility : std::uint8_t { eligible, not_eligible, open };
[[nodiscard]] std::string_view to_string(Eligibility eligibility);

struct PredicateFinding {
    std::string name;
    std::optional<bool> holds;            ///< absent: the fact is not known
    std::string evidence;                 ///< "wind +2.1 (at most +2.0)", "zero_test not known"
    friend bool operator==(const PredicateFinding&, const PredicateFinding&) = default;
};
struct RecordClaim {
    Comparison comparison = Comparison::slower;
    Eligibility eligibility = Eligibility::open;
    std::vector<PredicateFinding> findings;  ///< only predicates that are needed here
    friend bool operator==(const RecordClaim&, const RecordClaim&) = default;
};
/// `record` absent: there is none yet. `time`: as read; both are brought to the official resolution.
[[nodiscard]] RecordClaim judge_record(const RecordRules& rules, const RecordEvidence& evidence, Duration time, std::optional<Duration> record);

/// "time better, not eligible: wind +2.1 (at most +2.0)"; empty where the time is slower.
[[nodiscard]] std::string describe(const RecordClaim& claim);

}  // namespace bowball::rules
