// Which results of a race are records, and what each still needs to be one. Pure; nothing here changes a result.
#pragma once
#include <vector>

#include "engine/judgement.hpp"
#include "rules/record_rules.hpp"

namespace bowball::engine {

struct RecordMark {
    LaneNumber lane;
    std::string mark;                    ///< "WR", "=MR", "PB"
    const KnownRecord* record = nullptr; ///< lives as long as the state that was judged
    rules::RecordClaim claim;            ///< equalled or broken
};

/// Of a race whose crews are all in: results with a place and a time against the records of the event, by lane, the gravest
/// kind first. Of the records that are open to all, only the fastest of the race can have broken one; crews with equal published
/// times both. A claim whose facts nobody has given is open.
[[nodiscard]] std::vector<RecordMark> judge_records(const MeetState& state, const Race& race, const Judgement& judgement);

}  // namespace bowball::engine
