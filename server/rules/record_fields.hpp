// The fields of records' rules, for files under config/rules and for journals.
#pragma once

#include "rules/record_rules.hpp"

namespace bowball::rules {

template <class A>
void fields(A& a, RecordPredicate& p) {
    a("name", p.name);
    a("fact", p.fact);
    a("at_least", p.at_least);
    a("at_most", p.at_most);
    a("decimals", p.decimals);
    a("up_to_m", p.up_to_m);
    a("events", p.events);
}
template <class A>
void fields(A& a, RecordRules& r) {
    a("id", r.id);
    a("title", r.title);
    a("source", r.source);
    a.span("unit", r.unit);
    a("rounding", r.rounding);
    a("needs", r.needs);
}

}  // namespace bowball::rules
