#include "rules/record_rules.hpp"

#include <algorithm>

namespace bowball::rules {
namespace {

constexpr std::uint32_t most_decimals = 9;

std::string shown(std::int64_t value, const RecordPredicate& predicate) {
    if (predicate.decimals == 0) return std::to_string(value);
    const auto negative = value < 0;
    auto digits = std::to_string(negative ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value));
    if (digits.size() <= predicate.decimals) digits.insert(0, predicate.decimals + 1 - digits.size(), '0');
    digits.insert(digits.size() - predicate.decimals, ".");
    return (negative ? "-" : value > 0 ? "+" : "") + digits;
}

bool is_yes_or_no(const RecordPredicate& predicate) { return predicate.at_least == 1 && !predicate.at_most; }

std::string wanted(const RecordPredicate& predicate) {
    if (predicate.at_least && predicate.at_most) return "between " + shown(*predicate.at_least, predicate) + " and " + shown(*predicate.at_most, predicate);
    if (predicate.at_least) return "at least " + shown(*predicate.at_least, predicate);
    return "at most " + shown(*predicate.at_most, predicate);
}

bool is_needed(const RecordPredicate& predicate, const RecordEvidence& evidence) {
    if (predicate.up_to_m > 0 && evidence.distance_m > predicate.up_to_m) return false;
    return predicate.events.empty() || std::ranges::find(predicate.events, evidence.event) != predicate.events.end();
}

PredicateFinding find(const RecordPredicate& predicate, const RecordEvidence& evidence) {
    const auto fact = evidence.facts.find(predicate.fact);
    if (fact == evidence.facts.end()) return {predicate.name, std::nullopt, predicate.fact + " not known"};
    const auto value = fact->second;
    const auto holds = (!predicate.at_least || value >= *predicate.at_least) && (!predicate.at_most || value <= *predicate.at_most);
    if (is_yes_or_no(predicate)) return {predicate.name, holds, predicate.fact + (holds ? " yes" : " no")};
    return {predicate.name, holds, predicate.fact + " " + shown(value, predicate) + " (" + wanted(predicate) + ")"};
}

Comparison compare(const RecordRules& rules, Duration time, std::optional<Duration> record) {
    if (!record) return Comparison::first;
    const auto own = round(time, rules.unit, rules.rounding);
    const auto old = round(*record, rules.unit, rules.rounding);
    if (own == old) return Comparison::equalled;
    return own < old ? Comparison::broken : Comparison::slower;
}

}  // namespace

std::string_view to_string(Comparison comparison) {
    switch (comparison) {
        case Comparison::slower: return "slower";
        case Comparison::equalled: return "equalled";
        case Comparison::broken: return "broken";
        case Comparison::first: return "first";
    }
    return "unknown";
}

std::string_view to_string(Eligibility eligibility) {
    switch (eligibility) {
        case Eligibility::eligible: return "eligible";
        case Eligibility::not_eligible: return "not_eligible";
        case Eligibility::open: return "open";
    }
    return "unknown";
}

Result<void> check(const RecordRules& rules) {
    if (rules.id.empty()) return Error{errc::bad_input, "id: a record needs a name."};
    if (rules.unit <= 0ns) return Error{errc::bad_input, "unit: must be longer than zero."};
    for (std::size_t i = 0; i < rules.needs.size(); ++i) {
        const auto& one = rules.needs[i];
        const auto where = "needs[" + std::to_string(i) + "]";
        if (one.name.empty() || one.fact.empty()) return Error{errc::bad_input, where + ": say the name and the fact."};
        if (!one.at_least && !one.at_most) return Error{errc::bad_input, where + ": say at_least or at_most, or both."};
        if (one.at_least && one.at_most && *one.at_least > *one.at_most) return Error{errc::bad_input, where + ": at_least is over at_most: nothing would hold."};
        if (one.decimals > most_decimals) return Error{errc::bad_input, where + ".decimals: at most nine."};
    }
    return {};
}

RecordClaim judge_record(const RecordRules& rules, const RecordEvidence& evidence, Duration time, std::optional<Duration> record) {
    RecordClaim claim;
    claim.comparison = compare(rules, time, record);
    for (const auto& predicate : rules.needs) {
        if (is_needed(predicate, evidence)) claim.findings.push_back(find(predicate, evidence));
    }
    const auto fails = std::ranges::any_of(claim.findings, [](const PredicateFinding& f) { return f.holds == false; });
    const auto unknown = std::ranges::any_of(claim.findings, [](const PredicateFinding& f) { return !f.holds; });
    claim.eligibility = fails ? Eligibility::not_eligible : unknown ? Eligibility::open : Eligibility::eligible;
    return claim;
}

std::string describe(const RecordClaim& claim) {
    std::string text;
    switch (claim.comparison) {
        case Comparison::slower: return {};
        case Comparison::equalled: text = "time equal"; break;
        case Comparison::broken: text = "time better"; break;
        case Comparison::first: text = "no record before"; break;
    }
    switch (claim.eligibility) {
        case Eligibility::eligible: return text + ", eligible";
        case Eligibility::not_eligible: text += ", not eligible"; break;
        case Eligibility::open: text += ", not yet known to be eligible"; break;
    }
    auto separator = std::string{": "};
    for (const auto& finding : claim.findings) {
        const auto speaks = claim.eligibility == Eligibility::not_eligible ? finding.holds == false : !finding.holds.has_value();
        if (!speaks) continue;
        text += separator + finding.evidence;
        separator = ", ";
    }
    return text;
}

}  // namespace bowball::rules
