#include "rules/penalty_schedule.hpp"

#include <algorithm>
#include <map>

namespace bowball::rules {
namespace {

const PenaltyRule* find_rule(const PenaltySchedule& schedule, const std::string& code) {
    const auto found = std::ranges::find(schedule.rules, code, &PenaltyRule::code);
    return found == schedule.rules.end() ? nullptr : &*found;
}

bool goes_in_a_circle(const PenaltySchedule& schedule, const PenaltyRule& first) {
    const auto* rule = &first;
    for (std::size_t steps = 0; rule != nullptr; ++steps) {
        if (steps > schedule.rules.size()) return true;
        rule = find_rule(schedule, rule->becomes);
    }
    return false;
}

/// An hour a time and a thousand times: more is a slip of the finger.
constexpr Duration longest = 1h;
constexpr std::uint32_t most_times = 1000;

}  // namespace

Result<void> check(const PenaltySchedule& schedule) {
    if (schedule.id.empty()) return Error{errc::bad_input, "id: a schedule of penalties needs a name."};
    for (std::size_t i = 0; i < schedule.rules.size(); ++i) {
        const auto& rule = schedule.rules[i];
        const auto where = "rules[" + std::to_string(i) + "]";
        if (rule.code.empty()) return Error{errc::bad_input, where + ".code: a penalty needs a code."};
        if (find_rule(schedule, rule.code) != &rule) return Error{errc::bad_input, where + ".code: \"" + rule.code + "\" is named twice."};
        if (rule.each < 0ns || rule.each > longest) return Error{errc::bad_input, where + ".each: between zero and an hour."};
        if (!rule.becomes.empty() && rule.most == 0) return Error{errc::bad_input, where + ".becomes: say after how many times, with most."};
        if (goes_in_a_circle(schedule, rule)) return Error{errc::bad_input, where + ".becomes: the codes go round in a circle."};
    }
    return {};
}

Result<PenaltyTotal> total_penalty(const PenaltySchedule& schedule, const std::vector<Occurrences>& occurrences) {
    std::map<std::string, std::uint32_t> counts;
    for (const auto& one : occurrences) {
        if (find_rule(schedule, one.code) == nullptr) return Error{errc::not_found, "The schedule " + schedule.id + " knows no penalty " + one.code + ". Choose another, or enter seconds."};
        if (one.count > most_times || counts[one.code] + one.count > most_times) return Error{errc::bad_input, one.code + " more than a thousand times? Check the number."};
        counts[one.code] += one.count;
    }
    PenaltyTotal total;
    for (const auto& [code, count] : counts) {
        // What passes the bound goes on to the next code, until it is a status.
        auto left = count;
        for (const auto* rule = find_rule(schedule, code); left > 0; rule = find_rule(schedule, rule->becomes)) {
            const auto here = rule->most > 0 ? std::min(left, rule->most) : left;
            total.time += rule->each * (rule->per_occurrence ? here : 1U);
            left -= here;
            if (left == 0 || rule->becomes.empty()) break;
            if (find_rule(schedule, rule->becomes) == nullptr) {
                total.status = rule->becomes;
                break;
            }
        }
    }
    return total;
}

}  // namespace bowball::rules
