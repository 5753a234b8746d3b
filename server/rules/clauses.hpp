// Where the rule book says it.
#pragma once
#include <string>

namespace bowball::rules {

/// The clauses that a rule set follows, as its sport names them: "World Athletics Technical Rules 16.7, 16.8". Shown with what was decided by
/// them; nothing is judged by these texts. Empty: the set names none.
struct Clauses {
    std::string false_start;
    std::string time;   ///< how times are taken, rounded and published
    std::string place;
    friend bool operator==(const Clauses&, const Clauses&) = default;
};

template <class A>
void fields(A& a, Clauses& c) {
    a("false_start", c.false_start);
    a("time", c.time);
    a("place", c.place);
}

}  // namespace bowball::rules
