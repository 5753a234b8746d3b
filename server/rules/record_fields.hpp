// The fields of records' rules and of penalty schedules, for files under config/rules and for journals.
#pragma once

#include "rules/penalty_schedule.hpp"
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

template <class A>
void fields(A& a, PenaltyRule& p) {
    a("code", p.code);
    a("title", p.title);
    a.span("each", p.each);
    a("per_occurrence", p.per_occurrence);
    a("most", p.most);
    a("becomes", p.becomes);
}
template <class A>
void fields(A& a, PenaltySchedule& s) {
    a("id", s.id);
    a("title", s.title);
    a("source", s.source);
    a("rules", s.rules);
}

}  // namespace bowball::rules
