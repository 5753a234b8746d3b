// The answer to "what if" as JSON.
#pragma once
#include <string>

#include "formats/view_fields.hpp"
#include "views/what_if.hpp"

namespace bowball::formats {

template <class A> void fields(A& a, views::WhatIfAnswer::Rules& v) {
    a("rules", v.rules);
    a("threshold_ns", v.threshold_ns);
    a("algorithm", v.algorithm);
    a("parameters", v.parameters);
    a("prefer", v.prefer);
    a("digest", v.digest);
}
template <class A> void fields(A& a, views::WhatIfAnswer::Side& v) {
    a("reaction_ns", v.reaction_ns);
    a("uncertainty_ns", v.uncertainty_ns);
    a("reaction_text", v.reaction_text);
    a("algorithm", v.algorithm);
    a("parameters", v.parameters);
    a("problem", v.problem);
    a("faults", v.faults);
    a("status", v.status);
    a("card", v.card);
    a("rank", v.rank);
    a("rank_shared", v.rank_shared);
    a("time", v.time);
}
template <class A> void fields(A& a, views::WhatIfAnswer::Row& v) { a("crew", v.crew); a("now", v.now); a("then", v.then); a("differs", v.differs); }
template <class A> void fields(A& a, views::WhatIfAnswer& v) {
    a("header", v.header);
    a("seq", v.seq);
    a("rule_sets", v.rule_sets);
    a("now", v.now);
    a("then", v.then);
    a("rows", v.rows);
}

[[nodiscard]] std::string encode_what_if(const views::WhatIfAnswer& answer);

}  // namespace bowball::formats
