// The fields of a masters' table, for files under config/rules/masters and for journals.
#pragma once

#include "rules/masters.hpp"

namespace bowball::rules {

template <class A>
void fields(A& a, AgeCategory& c) {
    a("code", c.code);
    a("from", c.from);
}
template <class A>
void fields(A& a, ClassFactor& f) {
    a("boat_class", f.boat_class);
    a("millionths", f.millionths);
}
template <class A>
void fields(A& a, HandicapRow& r) {
    a.span("expected", r.expected);
    a("seconds", r.seconds);
}
template <class A>
void fields(A& a, AgeGrowth& g) {
    a("boat_class", g.boat_class);
    a("millionths_per_year", g.millionths_per_year);
}
template <class A>
void fields(A& a, ClassStandard& s) {
    a("boat_class", s.boat_class);
    a.span("per_1000_m", s.per_1000_m);
}
template <class A>
void fields(A& a, MastersRules& m) {
    a("id", m.id);
    a("title", m.title);
    a("source", m.source);
    a("youngest", m.youngest);
    a("age_rounding", m.age_rounding);
    a.mark("by_birth_years", m.by_birth_years);
    a("categories", m.categories);
    a("model", m.model);
    a("factors", m.factors);
    a("rows", m.rows);
    a("growth", m.growth);
    a("reference_age", m.reference_age);
    a.optional_group("standards", m.standards);
}

}  // namespace bowball::rules
