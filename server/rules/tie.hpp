// What follows where two crews are equal and only one can go on. Pure.
#pragma once
#include <array>
#include <string_view>

#include "core/one_of.hpp"

namespace bowball::rules {

/// A progression table names several, tried in their order until one decides; a rule set names one for each round.
enum class TiePolicy : std::uint8_t {
    rerow,                 ///< the tied crews race again; nothing is decided until they have
    both_advance_if_lane,  ///< all of them, where lanes are free; else the next policy
    share_rank,            ///< the place is shared; who goes on is for an official to say
    draw,                  ///< by lot, with the recorded seed
};

[[nodiscard]] inline std::string_view to_string(TiePolicy policy) {
    switch (policy) {
        case TiePolicy::rerow: return "rerow";
        case TiePolicy::both_advance_if_lane: return "both_advance_if_lane";
        case TiePolicy::share_rank: return "share_rank";
        case TiePolicy::draw: return "draw";
    }
    return "unknown";
}
[[nodiscard]] inline Result<TiePolicy> parse_tie_policy(std::string_view text) {
    return parse_one_of(text, std::array{TiePolicy::rerow, TiePolicy::both_advance_if_lane, TiePolicy::share_rank, TiePolicy::draw});
}

}  // namespace bowball::rules
