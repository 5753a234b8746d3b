// Judges what is added to a crew's time and taken from it: penalties by the schedule, handicaps by the table of masters or as entered.
#include <algorithm>

#include "engine/judge_steps.hpp"

namespace bowball::engine {
namespace {

const CrewEntered* crew_of(const Case& the_case, const LaneState& lane) { return the_case.state.crew(lane.crew, the_case.as_of); }

std::uint32_t year_of(const Race& race) {
    const auto day = std::chrono::floor<std::chrono::days>(race.programme.scheduled_at);
    const std::chrono::year_month_day date{std::chrono::sys_days{day.time_since_epoch()}};
    return static_cast<std::uint32_t>(static_cast<int>(date.year()));
}

Result<std::uint32_t> age_of(const CrewEntered& crew, const rules::MastersRules& masters, const Race& race) {
    std::vector<std::uint32_t> ages;
    for (const auto born : crew.birth_years) {
        const auto age = rules::age_in(year_of(race), born);
        if (!age) return age;
        ages.push_back(*age);
    }
    return rules::crew_age(ages, masters);
}

bool is_of_age(const std::string& category, const rules::MastersRules& masters) {
    return std::ranges::find(masters.categories, category, &rules::AgeCategory::code) != masters.categories.end();
}

/// Years of birth where they count before all else; else the youngest of the category that was entered; else again the years.
Result<std::uint32_t> age_or_category(const CrewEntered& crew, const rules::MastersRules& masters, const Race& race) {
    if (masters.by_birth_years && !crew.birth_years.empty()) return age_of(crew, masters, race);
    const auto entered = std::ranges::find(masters.categories, crew.category, &rules::AgeCategory::code);
    if (entered != masters.categories.end()) return entered->from;
    return age_of(crew, masters, race);
}

Result<rules::AgeCategory> category_by_years(const CrewEntered& crew, const rules::MastersRules& masters, const Race& race) {
    const auto age = age_of(crew, masters, race);
    if (!age) return age.error();
    return rules::category_of(*age, masters);
}

bool knows_class(const rules::MastersRules& masters, const std::string& boat_class) {
    const auto has = [&](const auto& rows) { return std::ranges::any_of(rows, [&](const auto& row) { return row.boat_class == boat_class; }); };
    return has(masters.factors) || has(masters.growth) || has(masters.standards);
}

/// Several classes in one event are told apart by what was entered as the crew's category.
std::string class_of(const CrewEntered& crew, const rules::MastersRules& masters, const Race& race) {
    return knows_class(masters, crew.category) ? crew.category : race.programme.event;
}

Result<rules::AdjustedTime> by_table(const Case& the_case, const CrewEntered& crew, Duration raw, Duration penalty) {
    const auto& masters = the_case.rules->masters;
    rules::MastersCrew known{class_of(crew, masters, the_case.race), 0, {}};
    if (masters.model != rules::HandicapModel::factor) {
        const auto age = age_or_category(crew, masters, the_case.race);
        if (!age) return age.error();
        known.age = *age;
    }
    const auto standard = std::ranges::find(masters.standards, known.boat_class, &rules::ClassStandard::boat_class);
    if (standard != masters.standards.end()) {
        const auto expected = rules::expected_time(standard->per_1000_m, the_case.race.programme.distance_m);
        if (!expected) return expected.error();
        known.expected = *expected;
    }
    return rules::adjust(masters, known, raw, penalty);
}

}  // namespace

rules::PenaltyTotal penalty_of(const Case& the_case, const LaneState& lane) {
    rules::PenaltyTotal total;
    // decide() let no other code through; a race armed anew by another schedule leaves what it does not know.
    auto known = lane.occurrences;
    std::erase_if(known, [&](const rules::Occurrences& one) { return std::ranges::find(the_case.rules->penalties.rules, one.code, &rules::PenaltyRule::code) == the_case.rules->penalties.rules.end(); });
    if (const auto by_schedule = rules::total_penalty(the_case.rules->penalties, known)) total = *by_schedule;
    total.time += lane.penalty;
    return total;
}

ResultStatus status_of(const rules::PenaltyTotal& penalty) {
    const auto status = parse_status(penalty.status);
    return status ? *status : ResultStatus::none;
}

Result<rules::AdjustedTime> adjust(const Case& the_case, const LaneState& lane, Duration raw, Duration penalty) {
    const auto* crew = crew_of(the_case, lane);
    if (rules::is_paid_at_the_start(*the_case.rules)) return rules::adjusted_time(raw, 0ns, penalty);
    if (crew != nullptr && crew->handicap_ms) return rules::adjusted_time(raw, std::chrono::milliseconds{*crew->handicap_ms}, penalty);
    const auto has_model = the_case.rules->masters.model != rules::HandicapModel::none;
    if (crew == nullptr || !has_model) return rules::adjusted_time(raw, 0ns, penalty);
    return by_table(the_case, *crew, raw, penalty);
}

std::optional<Duration> handicap_in_advance(const Case& the_case, const LaneState& lane) {
    const auto* crew = crew_of(the_case, lane);
    if (crew == nullptr) return std::nullopt;
    if (crew->handicap_ms) return std::chrono::milliseconds{*crew->handicap_ms};
    const auto model = the_case.rules->masters.model;
    if (model == rules::HandicapModel::none) return 0ns;
    if (model != rules::HandicapModel::additive) return std::nullopt;
    const auto found = by_table(the_case, *crew, 0ns, 0ns);
    return found ? std::optional{found->handicap} : std::nullopt;
}

std::string category_of(const Case& the_case, const LaneState& lane) {
    const auto* crew = crew_of(the_case, lane);
    if (crew == nullptr) return {};
    const auto& masters = the_case.rules->masters;
    if (masters.id.empty() || crew->birth_years.empty()) return crew->category;
    const auto stands_over_years = !crew->category.empty() && !(masters.by_birth_years && is_of_age(crew->category, masters));
    if (stands_over_years) return crew->category;
    const auto category = category_by_years(*crew, masters, the_case.race);
    return category ? category->code : crew->category;
}

std::optional<std::string> doubt_of_category(const Case& the_case, const LaneState& lane) {
    const auto* crew = crew_of(the_case, lane);
    const auto& masters = the_case.rules->masters;
    if (crew == nullptr || masters.id.empty() || !masters.by_birth_years || crew->birth_years.empty()) return std::nullopt;
    const auto category = category_by_years(*crew, masters, the_case.race);
    if (!category) return category.error().text;
    if (!is_of_age(crew->category, masters) || crew->category == category->code) return std::nullopt;
    return "entered in category " + crew->category + ", and its years of birth make it " + category->code + ". " + category->code + " counts. Correct the entry.";
}

}  // namespace bowball::engine
