// What follows where a place by time is decided between a time by hand and one by machine. Pure.
#pragma once
#include <array>
#include <string_view>

#include "core/one_of.hpp"
#include "core/time.hpp"
#include "rules/timing_grade.hpp"

namespace bowball::rules {

/// What is done where a place by time is decided between times that were taken in unlike ways (timing_grade.hpp).
enum class UnlikeTimes : std::uint8_t {
    compare,  ///< nothing: they are compared as they are
    note,     ///< the same, and it is said
    settle,   ///< nothing depends on it before an official has put those crews in order
};
[[nodiscard]] inline std::string_view to_string(UnlikeTimes what) {
    switch (what) {
        case UnlikeTimes::compare: return "compare";
        case UnlikeTimes::note: return "note";
        case UnlikeTimes::settle: return "settle";
    }
    return "unknown";
}
[[nodiscard]] inline Result<UnlikeTimes> parse_unlike_times(std::string_view text) { return parse_one_of(text, std::array{UnlikeTimes::compare, UnlikeTimes::note, UnlikeTimes::settle}); }

struct UnlikeTimesRules {
    UnlikeTimes policy = UnlikeTimes::compare;
    Duration within = 500ms;     ///< times that lie further apart are told apart, however they were taken
    Duration hand_addition{};    ///< to a time by hand before it is compared; more than zero: it is then like the others
    friend bool operator==(const UnlikeTimesRules&, const UnlikeTimesRules&) = default;
};

}  // namespace bowball::rules
