// The tables of a sport that rule sets name under [tables]: swimming times, exchanges, penalties, masters. Inside formats only.
#pragma once
#include <string>
#include <vector>

#include "formats/swimming_file.hpp"
#include "rules/rule_set.hpp"

namespace bowball::formats {

/// Under [tables] of a rule file; "none" drops what the parent named, and what is not named stays the parent's.
struct TableNames {
    std::string swimming_times;
    std::string relay;
    std::string penalties;
    std::string masters;
};

template <class A>
void fields(A& a, TableNames& t) {
    a("swimming_times", t.swimming_times);
    a("relay", t.relay);
    a("penalties", t.penalties);
    a("masters", t.masters);
}

struct RuleTables {
    SwimmingRules swimming;
    std::vector<rules::PenaltySchedule> penalties;
    std::vector<rules::MastersRules> masters;
};

/// Of the folders swimming, penalties and masters beside the rule sets; one that does not exist holds none.
/// Fails with errc::bad_input, errc::io_failed.
[[nodiscard]] Result<RuleTables> load_rule_tables(const std::string& folder);

/// Puts the named tables into the set, whole. Fails with errc::bad_input on a name that no table has.
[[nodiscard]] Result<void> embed(const TableNames& names, const RuleTables& tables, const std::string& where, rules::RuleSet& set);

}  // namespace bowball::formats
