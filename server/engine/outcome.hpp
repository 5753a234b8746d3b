// What a race gave to the meet, once its result is official: places for medals and points, and times that tell how the next
// crews of the event may fare.
#pragma once
#include <map>
#include <vector>

#include "engine/judgement.hpp"
#include "rules/outcome.hpp"
#include "rules/round.hpp"

namespace bowball::engine {

struct RaceOutcome {
    RaceId race;
    EventCode event;
    std::string phase;
    rules::Round round;
    std::int32_t distance_m = 0;
    std::size_t drawn = 0;                       ///< crews in the lanes, with those that did not start
    bool is_cancelled = false;                   ///< nobody waits for it
    bool is_official = false;                    ///< else nothing below is filled
    std::optional<Seq> as_of;                    ///< lots that were drawn later are not of this result; absent: all are
    std::shared_ptr<const rules::RuleSet> rules;
    struct Place {
        CrewId crew;
        std::uint16_t place = 0;
        std::optional<Duration> time;            ///< published
        friend bool operator==(const Place&, const Place&) = default;
    };
    std::vector<Place> places;                   ///< best first
    std::vector<rules::CrewResult> crews;        ///< all of them, with exact times: for the rounds after it
    /// Of crews that came in without a penalty, at the point of so many metres.
    std::map<std::int32_t, std::vector<rules::SplitToFinish>> splits;
    friend bool operator==(const RaceOutcome&, const RaceOutcome&) = default;
};

using RaceOutcomes = std::map<RaceId, RaceOutcome>;

[[nodiscard]] RaceOutcome outcome_of(const Race& race, const Judgement& judgement);
/// What the rounds after it would be made of, were these places official: crews alone, nothing for points and prognosis.
[[nodiscard]] RaceOutcome outcome_of(const Race& race, const std::vector<OfficialPlace>& places);

/// Split and finish of every crew timed at that point in other races of the event over the same distance.
[[nodiscard]] std::vector<rules::SplitToFinish> history_of(const RaceOutcomes& outcomes, const Race& race, std::int32_t metres);

/// A crew's place in its event: the finals follow each other, B after all who were drawn in A.
struct Standing {
    CrewId crew;
    std::size_t place = 0;
    std::size_t level = 1;                       ///< so many crews hold this place
    RaceId race;
};
/// By event. Of finals with an official result only.
[[nodiscard]] std::map<EventCode, std::vector<Standing>> standings_of(const RaceOutcomes& outcomes);

}  // namespace bowball::engine
