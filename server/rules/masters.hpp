// Masters: the age of a crew, its category, and what its age takes off its time. Pure; the tables are data.
//
// Four models are in use (rules of the sports 2.11): a factor per boat class, seconds by category and expected time, a time
// that grows exponentially with age, and nothing. A staggered start is the additive model paid in advance: who has most taken
// off starts first.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/adjusted_time.hpp"
#include "core/result.hpp"

namespace bowball::rules {

enum class AgeRounding : std::uint8_t {
    down,     ///< World Rowing: 54.9 is 54
    nearest,  ///< USRowing, older text: 54.5 is 55
};
[[nodiscard]] std::string_view to_string(AgeRounding rounding);
[[nodiscard]] Result<AgeRounding> parse_age_rounding(std::string_view text);

enum class HandicapModel : std::uint8_t { none, factor, additive, exponential };
[[nodiscard]] std::string_view to_string(HandicapModel model);
[[nodiscard]] Result<HandicapModel> parse_handicap_model(std::string_view text);

struct AgeCategory {
    std::string code;
    std::uint32_t from = 0;  ///< crew age, inclusive
    friend bool operator==(const AgeCategory&, const AgeCategory&) = default;
};
/// Of a boat class: what its time is multiplied by, in millionths. 0.894 is 894000.
struct ClassFactor {
    std::string boat_class;
    std::int64_t millionths = 1'000'000;
    friend bool operator==(const ClassFactor&, const ClassFactor&) = default;
};
/// Seconds taken off by category, of a crew whose class would need so long over the distance.
struct HandicapRow {
    Duration expected{};
    std::vector<std::uint32_t> seconds;  ///< in the order of the categories
    friend bool operator==(const HandicapRow&, const HandicapRow&) = default;
};
/// What a class needs over 1000 m: the expected time of the additive model is made of it.
struct ClassStandard {
    std::string boat_class;
    Duration per_1000_m{};
    friend bool operator==(const ClassStandard&, const ClassStandard&) = default;
};
/// T(age) = T_ref * exp(k * (age - age_ref)); k per year of age, in millionths.
struct AgeGrowth {
    std::string boat_class;
    std::int64_t millionths_per_year = 0;
    friend bool operator==(const AgeGrowth&, const AgeGrowth&) = default;
};

struct MastersRules {
    std::string id;
    std::string title;
    std::string source;
    std::uint32_t youngest = 27;                 ///< age that a member reaches in the year
    AgeRounding age_rounding = AgeRounding::down;
    bool by_birth_years = false;                 ///< years of birth stand over a category that was entered; else the other way round
    std::vector<AgeCategory> categories;         ///< from the youngest on
    HandicapModel model = HandicapModel::none;
    std::vector<ClassFactor> factors;
    std::vector<HandicapRow> rows;               ///< from the shortest expected time on
    std::vector<AgeGrowth> growth;
    std::uint32_t reference_age = 27;
    std::vector<ClassStandard> standards;        ///< additive model
    friend bool operator==(const MastersRules&, const MastersRules&) = default;
};
/// The text begins with the key. Refuses categories, rows out of order, rows of another length than the categories.
[[nodiscard]] Result<void> check(const MastersRules& rules);

/// Age as of 31 December. Fails with errc::bad_input for a birth in the future or more than 120 years ago.
[[nodiscard]] Result<std::uint32_t> age_in(std::uint32_t year, std::uint32_t birth_year);

/// The mean of the rowers' ages, in whole years; a coxswain is not among them. Fails with errc::bad_input on none, or on one
/// younger than the rules allow.
[[nodiscard]] Result<std::uint32_t> crew_age(const std::vector<std::uint32_t>& ages, const MastersRules& rules);

/// Fails with errc::not_found for a crew younger than the first category.
[[nodiscard]] Result<AgeCategory> category_of(std::uint32_t crew_age, const MastersRules& rules);

/// What the table takes off, linear between its rows. Fails with errc::not_found outside of them or on an unknown category.
[[nodiscard]] Result<Duration> additive_handicap(const MastersRules& rules, const std::string& category, Duration expected);

/// A class standard over 1000 m, at the distance of the race.
[[nodiscard]] Result<Duration> expected_time(Duration standard_per_1000_m, std::int32_t distance_m);

struct MastersCrew {
    std::string boat_class;
    std::uint32_t age = 0;              ///< crew_age()
    std::optional<Duration> expected;   ///< additive model: expected_time()
};
/// The crew's time with its handicap by the rules' model. Fails with errc::not_found where a table says nothing of the crew.
[[nodiscard]] Result<AdjustedTime> adjust(const MastersRules& rules, const MastersCrew& crew, Duration raw, Duration penalty);

/// When each starts, so that equal performances arrive together: who has most taken off at zero.
[[nodiscard]] std::vector<Duration> staggered_starts(const std::vector<Duration>& handicaps);

}  // namespace bowball::rules
