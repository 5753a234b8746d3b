// Cards and what they lead to: the ladder of consequences, climbed in the order of the decisions.
#pragma once
#include <vector>

#include "engine/state.hpp"

namespace bowball::engine {

/// A crew was held responsible for a false start, or was shown a card by hand.
struct Offence {
    LaneNumber lane;         ///< 0: the crew is drawn no more
    CrewId crew;
    rules::Consequence consequence{};
    bool by_ladder = true;   ///< false: the card was shown by hand
    Decision by;
};

/// Every offence in this race, all runs, oldest first. A card shown by hand is a step on the ladder as well: late at
/// the start and then a false start make two yellow cards, and two are an exclusion (rules of the sports 2.2).
/// Where the rule set says so (StartRules::cards_apart) they are two ladders.
/// A yellow card shown by hand is yellow where it is the first, whatever the ladder does to a false start.
/// Of several decisions about one run the newest counts.
[[nodiscard]] std::vector<Offence> offences(const MeetState& state, const Race& race, const rules::RuleSet* instead = nullptr);

/// The status that a consequence brings; none for a warning or a yellow card.
[[nodiscard]] ResultStatus status_of(rules::Consequence consequence);
/// What the offences mean for one lane, or one crew: excluded, disqualified or none.
[[nodiscard]] ResultStatus penalty_status(const std::vector<Offence>& offences, LaneNumber lane);
[[nodiscard]] ResultStatus penalty_status(const std::vector<Offence>& offences, CrewId crew);
/// True if the lane carries a yellow card and nothing worse.
[[nodiscard]] bool carries_yellow(const std::vector<Offence>& offences, LaneNumber lane);

}  // namespace bowball::engine
