// What must never happen, happened: the one exception that a fuzzed thing is killed by.
#pragma once
#include <stdexcept>
#include <string>

namespace bowball::fuzz {

/// What must never be, is; `what()` names it.
class Violation : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Throws Violation unless it holds.
inline void demand(bool holds, const std::string& what) {
    if (!holds) throw Violation{what};
}

}  // namespace bowball::fuzz
