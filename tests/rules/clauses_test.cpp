// Where the rule book says it: texts that a result bears.
#include "rules/clauses.hpp"

#include <gtest/gtest.h>

#include "rules/rule_set.hpp"

namespace bowball::rules {
namespace clauses_test {

TEST(Clauses, OfTwoHundredLettersAreTakenAndLongerOnesAreNot) {
    RuleSet rules;
    for (auto* clause : {&rules.clauses.false_start, &rules.clauses.time, &rules.clauses.place}) {
        *clause = std::string(200, 'x');
        EXPECT_TRUE(check(rules).has_value());
        *clause += 'x';
        EXPECT_FALSE(check(rules).has_value());
        clause->clear();
    }
}

}  // namespace clauses_test
}  // namespace bowball::rules
