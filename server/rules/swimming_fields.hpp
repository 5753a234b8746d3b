// The fields of swimming's rules, for files under config/rules/swimming and for journals.
#pragma once

#include "rules/relay_exchange.hpp"
#include "rules/swimming_time.hpp"

namespace bowball::rules {

template <class A>
void fields(A& a, SwimmingTimeRules& r) {
    a("id", r.id);
    a("title", r.title);
    a("source", r.source);
    a.span("difference_limit", r.difference_limit);
    a("difference_check", r.difference_check);
    a("lane_failed", r.lane_failed);
    a("heat_failed", r.heat_failed);
}

template <class A>
void fields(A& a, RelayRules& r) {
    a("id", r.id);
    a("title", r.title);
    a("source", r.source);
    a.span("tolerance", r.tolerance);
    a.span("decides_alone_within", r.decides_alone_within);
    a("dual_confirmation", r.dual_confirmation);
}

template <class A>
void fields(A& a, RelayRace& r) {
    a("legs", r.legs);
    a.optional_group("exchange", r.exchange);
}

}  // namespace bowball::rules
