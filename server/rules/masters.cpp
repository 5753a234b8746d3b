#include "rules/masters.hpp"

#include <algorithm>
#include <array>

#include "core/one_of.hpp"
#include "rules/scaled.hpp"

namespace bowball::rules {
namespace {

Error refuse(std::string text) { return {errc::bad_input, std::move(text)}; }

template <class Row>
Result<Row> row_of(const std::vector<Row>& rows, const std::string& boat_class, const MastersRules& rules) {
    const auto found = std::ranges::find(rows, boat_class, &Row::boat_class);
    if (found == rows.end()) return Error{errc::not_found, "The masters' table " + rules.id + " says nothing of " + boat_class + ". Add a line for it."};
    return *found;
}

Result<Duration> handicap_of(const MastersRules& rules, const MastersCrew& crew, Duration raw) {
    switch (rules.model) {
        case HandicapModel::none: return 0ns;
        case HandicapModel::factor: {
            const auto row = row_of(rules.factors, crew.boat_class, rules);
            if (!row) return row.error();
            const auto adjusted = scaled(raw, row->millionths, 1'000'000);
            if (!adjusted) return adjusted;
            return raw - *adjusted;
        }
        case HandicapModel::additive: {
            const auto category = category_of(crew.age, rules);
            if (!category) return category.error();
            if (!crew.expected) return Error{errc::not_found, "The additive handicap needs the expected time of the class. Enter its standard."};
            return additive_handicap(rules, category->code, *crew.expected);
        }
        case HandicapModel::exponential: {
            const auto row = row_of(rules.growth, crew.boat_class, rules);
            if (!row) return row.error();
            const auto years = std::int64_t{crew.age} - std::int64_t{rules.reference_age};
            const auto adjusted = times_exp(raw, -row->millionths_per_year * years);
            if (!adjusted) return adjusted;
            return raw - *adjusted;
        }
    }
    return 0ns;
}

}  // namespace

std::string_view to_string(AgeRounding rounding) {
    switch (rounding) {
        case AgeRounding::down: return "down";
        case AgeRounding::nearest: return "nearest";
    }
    return "unknown";
}
Result<AgeRounding> parse_age_rounding(std::string_view text) { return parse_one_of(text, std::array{AgeRounding::down, AgeRounding::nearest}); }

std::string_view to_string(HandicapModel model) {
    switch (model) {
        case HandicapModel::none: return "none";
        case HandicapModel::factor: return "factor";
        case HandicapModel::additive: return "additive";
        case HandicapModel::exponential: return "exponential";
    }
    return "unknown";
}
Result<HandicapModel> parse_handicap_model(std::string_view text) {
    return parse_one_of(text, std::array{HandicapModel::none, HandicapModel::factor, HandicapModel::additive, HandicapModel::exponential});
}

Result<void> check(const MastersRules& rules) {
    if (rules.id.empty()) return refuse("id: a masters' table needs a name.");
    if (rules.categories.empty()) return refuse("categories: name at least one.");
    if (std::ranges::adjacent_find(rules.categories, std::greater_equal<>{}, &AgeCategory::from) != rules.categories.end())
        return refuse("categories: from the youngest to the oldest, each once.");
    if (std::ranges::adjacent_find(rules.rows, std::greater_equal<>{}, &HandicapRow::expected) != rules.rows.end())
        return refuse("rows: from the shortest expected time to the longest, each once.");
    for (std::size_t i = 0; i < rules.rows.size(); ++i) {
        const auto where = "rows[" + std::to_string(i) + "]";
        if (rules.rows[i].seconds.size() != rules.categories.size()) return refuse(where + ".seconds: one for each category.");
        if (std::ranges::any_of(rules.rows[i].seconds, [](std::uint32_t s) { return s > 3600; })) return refuse(where + ".seconds: more than an hour is no handicap.");
    }
    if (rules.model == HandicapModel::additive && rules.rows.empty()) return refuse("rows: the additive model needs them.");
    const auto is_odd = [](const ClassFactor& factor) { return factor.millionths < 100'000 || factor.millionths > 10'000'000; };
    if (std::ranges::any_of(rules.factors, is_odd)) return refuse("factors: between 0.1 and 10, in millionths.");
    if (std::ranges::any_of(rules.standards, [](const ClassStandard& s) { return s.per_1000_m <= 0ns || s.per_1000_m > 1h; })) return refuse("standards: longer than zero, an hour at most.");
    const auto is_steep = [](const AgeGrowth& growth) { return growth.millionths_per_year < -100'000 || growth.millionths_per_year > 100'000; };
    if (std::ranges::any_of(rules.growth, is_steep)) return refuse("growth: at most a tenth a year.");
    return {};
}

Result<std::uint32_t> age_in(std::uint32_t year, std::uint32_t birth_year) {
    if (birth_year > year || year - birth_year > 120) return refuse("Born in " + std::to_string(birth_year) + "? Check the year of birth.");
    return year - birth_year;
}

Result<std::uint32_t> crew_age(const std::vector<std::uint32_t>& ages, const MastersRules& rules) {
    if (ages.empty()) return refuse("The crew has no rowers with an age. Enter their years of birth.");
    auto sum = std::uint64_t{0};
    for (const auto age : ages) {
        if (age < rules.youngest) return refuse("A member is " + std::to_string(age) + "; masters are " + std::to_string(rules.youngest) + " or older in the year.");
        sum += age;
    }
    const auto count = std::uint64_t{ages.size()};
    const auto years = rules.age_rounding == AgeRounding::nearest ? (2 * sum + count) / (2 * count) : sum / count;
    return static_cast<std::uint32_t>(years);
}

Result<AgeCategory> category_of(std::uint32_t crew_age, const MastersRules& rules) {
    const auto next = std::ranges::upper_bound(rules.categories, crew_age, {}, &AgeCategory::from);
    if (next == rules.categories.begin()) return Error{errc::not_found, "A crew of " + std::to_string(crew_age) + " years is too young for every category of " + rules.id + "."};
    return *std::prev(next);
}

Result<Duration> additive_handicap(const MastersRules& rules, const std::string& category, Duration expected) {
    const auto found = std::ranges::find(rules.categories, category, &AgeCategory::code);
    if (found == rules.categories.end()) return Error{errc::not_found, "There is no category " + category + " in " + rules.id + "."};
    const auto column = static_cast<std::size_t>(found - rules.categories.begin());
    if (rules.rows.empty() || expected < rules.rows.front().expected || expected > rules.rows.back().expected)
        return Error{errc::not_found, "The table " + rules.id + " says nothing of an expected time of " + format_time(expected, 1s) + ". Enter the handicap by hand."};
    const auto above = std::ranges::lower_bound(rules.rows, expected, {}, &HandicapRow::expected);
    const auto high = std::chrono::seconds{above->seconds[column]};
    if (above->expected == expected) return high;
    const auto& below = *std::prev(above);
    const Duration low = std::chrono::seconds{below.seconds[column]};
    const auto part = scaled(high - low, (expected - below.expected).count(), (above->expected - below.expected).count());
    if (!part) return part;
    return low + *part;
}

Result<Duration> expected_time(Duration standard_per_1000_m, std::int32_t distance_m) { return scaled(standard_per_1000_m, distance_m, 1000); }

Result<AdjustedTime> adjust(const MastersRules& rules, const MastersCrew& crew, Duration raw, Duration penalty) {
    const auto handicap = handicap_of(rules, crew, raw);
    if (!handicap) return handicap.error();
    return adjusted_time(raw, *handicap, penalty);
}

std::vector<Duration> staggered_starts(const std::vector<Duration>& handicaps) {
    std::vector<Duration> starts;
    if (handicaps.empty()) return starts;
    const auto most = std::ranges::max(handicaps);
    for (const auto handicap : handicaps) starts.push_back(most - handicap);
    return starts;
}

}  // namespace bowball::rules
