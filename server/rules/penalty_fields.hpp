// The fields of penalty schedules, for files under config/rules/penalties and for journals.
#pragma once

#include "rules/penalty_schedule.hpp"

namespace bowball::rules {

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
