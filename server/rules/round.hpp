// Which round of an event a race belongs to, read from the short name that programmes give it: "H2", "QF1", "SA/B1", "FA".
#pragma once
#include <cstdint>
#include <string_view>

namespace bowball::rules {

enum class RoundKind : std::uint8_t {
    preliminary,    ///< "P", "PR", "X": a race for lanes, nobody goes out
    time_trial,     ///< "TT"
    heat,           ///< "H1"
    repechage,      ///< "R1"
    quarterfinal,   ///< "Q1", "QF1"
    semifinal,      ///< "S1", "SF1", "SA/B1"
    final,          ///< "F", "FA", "Final B"
    other,
};
[[nodiscard]] std::string_view to_string(RoundKind kind);

struct Round {
    RoundKind kind = RoundKind::other;
    char letter = 0;   ///< of a final: 'A' is raced for the medals, also where the name says just "F". 0 for other rounds

    [[nodiscard]] bool is_for_medals() const { return kind == RoundKind::final && letter == 'A'; }
    friend bool operator==(const Round&, const Round&) = default;
};

/// Small and capital letters are alike. A name that means nothing here is RoundKind::other.
[[nodiscard]] Round round_of(std::string_view phase);

}  // namespace bowball::rules
