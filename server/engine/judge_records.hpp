// Which results of a race are records, and what each still needs to be one. Pure; nothing here changes a result.
#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "engine/judgement.hpp"
#include "rules/record_rules.hpp"

namespace bowball::engine {

struct RecordMark {
    LaneNumber lane;
    std::string mark;                    ///< "WR", "=MR", "PB"
    StandingRecord standing;             ///< as it stood before this race: what an earlier one of the meet made of it
    std::optional<RaceId> set_in;        ///< that race
    std::shared_ptr<const rules::RecordRules> rules;
    rules::RecordClaim claim;            ///< equalled or broken
};

/// Of a race whose crews are all in: results with a place and a time against the records of the event, by lane, the gravest
/// kind first. Of the records that are open to all, only the fastest of the race can have broken one; crews with equal published
/// times both. A claim whose facts nobody has given is open. A record that was broken by an official result of this meet, eligible
/// by all that is known, stands as broken for the races that were started later.
[[nodiscard]] std::vector<RecordMark> judge_records(const MeetState& state, const Race& race, const Judgement& judgement);

/// Whether races of the event can mean something to each other's records.
[[nodiscard]] bool has_records(const MeetState& state, const EventCode& event);

}  // namespace bowball::engine
