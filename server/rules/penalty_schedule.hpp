// Penalties in time, as head races and coastal races give them. Pure; the schedule is data.
#pragma once
#include <string>
#include <vector>

#include "core/result.hpp"
#include "core/time.hpp"

namespace bowball::rules {

/// What one kind of offence costs.
struct PenaltyRule {
    std::string code;            ///< "BUOY"
    std::string title;
    Duration each{};             ///< added each time
    bool per_occurrence = true;  ///< false: once, however often
    std::uint32_t most = 0;      ///< so many times at most; 0: no bound
    std::string becomes;         ///< what more than `most` is: another code of the schedule, or a status such as "DSQ"; "": no more
    friend bool operator==(const PenaltyRule&, const PenaltyRule&) = default;
};
struct PenaltySchedule {
    std::string id;
    std::string title;
    std::string source;
    std::vector<PenaltyRule> rules;
    friend bool operator==(const PenaltySchedule&, const PenaltySchedule&) = default;
};
/// The text begins with the key. Refuses negative times, a code twice, codes that become each other in a circle.
[[nodiscard]] Result<void> check(const PenaltySchedule& schedule);

/// What a crew did, and how often.
struct Occurrences {
    std::string code;
    std::uint32_t count = 1;
};
struct PenaltyTotal {
    Duration time{};
    std::string status;  ///< "DSQ" and the like, where an offence became that; else empty
    friend bool operator==(const PenaltyTotal&, const PenaltyTotal&) = default;
};
/// Fails with errc::not_found on a code that the schedule does not have.
[[nodiscard]] Result<PenaltyTotal> total_penalty(const PenaltySchedule& schedule, const std::vector<Occurrences>& occurrences);

}  // namespace bowball::rules
