// The fields of a progression table, for files under config/rules/progression and for journals.
#pragma once

#include "rules/progression_table.hpp"

namespace bowball::rules {

template <class A>
void fields(A& a, Route& r) {
    a("places", r.places);
    a("fastest", r.fastest);
    a("drawn", r.drawn);
    a("rest", r.rest);
    a("order", r.order);
    a("to", r.to);
}

template <class A>
void fields(A& a, RaceGroup& g) {
    a("id", g.id);
    a("races", g.races);
    a("lanes", g.lanes);
    a.optional_group("lane_order", g.lane_order);
    a("rowed", g.rowed);
    a("instead", g.instead);
    a("take_from", g.take_from);
    a("tie_by_place", g.tie_by_place);
    a("routes", g.routes);
}

template <class A>
void fields(A& a, ProgressionCase& c) {
    a("entries", c.entries);
    a("entry", c.entry);
    a("groups", c.groups);
}

template <class A>
void fields(A& a, UnlikeTimesRules& u) {
    a("policy", u.policy);
    a.span("within", u.within);
    a.span("hand_addition", u.hand_addition);
}

template <class A>
void fields(A& a, ProgressionTable& t) {
    a("id", t.id);
    a("title", t.title);
    a("version", t.version);
    a("source", t.source);
    a("lanes", t.lanes);
    a("lane_drawing", t.lane_drawing);
    a.optional_group("filling", t.filling);
    a("fewest_in_final", t.fewest_in_final);
    a("tie_by_place", t.tie_by_place);
    a("tie_by_time", t.tie_by_time);
    a.span("tie_unit", t.tie_unit);
    a("tie_rounding", t.tie_rounding);
    a.optional_group("unlike_times", t.unlike_times);
    a("fill_up", t.fill_up);
    a("not_finished_continues", t.not_finished_continues);
    a("not_started_continues", t.not_started_continues);
    a("replace_withdrawn", t.replace_withdrawn);
    a("cases", t.cases);
}

}  // namespace bowball::rules
