// The cut between those who go on and those who do not, and what is done where it falls between equals. Pure.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "rules/outcome.hpp"
#include "rules/rounding.hpp"
#include "rules/tie.hpp"
#include "rules/unlike_times.hpp"

namespace bowball::rules {

/// A crew that might go on, with what it did in which race.
struct Candidate {
    std::string race;
    CrewResult result;  ///< its time already in the unit in which races are compared
};

/// Crews that nothing tells apart.
using Equals = std::vector<Candidate>;

/// By time over all races, the fastest first; then placed without a time, placed last, not finished, not started. Within one race the order of
/// finish stands over a watch's time, which lies between the machines' times of the crews ahead and behind; machines' times are never changed.
/// Excluded, disqualified and withdrawn crews must not be among them.
[[nodiscard]] std::vector<Equals> by_time(std::vector<Candidate> candidates);
/// By place, then time: all winners first, the fastest of them in front.
[[nodiscard]] std::vector<Equals> by_place(std::vector<Candidate> candidates);
/// By place alone: for the crews of one race.
[[nodiscard]] std::vector<Equals> by_place_only(std::vector<Candidate> candidates);

/// What an official or a re-row decided: these crews in this order. With `where` it is said of just this cut and just these crews; without,
/// as lots between crews of one place are drawn, of every cut whose crews are all named.
struct TieDecision {
    std::vector<CrewId> order;
    std::string where = {};
    Seq by = {};                 ///< the entry that an official's word stands in; 0: nobody's word, or not told
    friend bool operator==(const TieDecision&, const TieDecision&) = default;
};

/// A tie that waits for a re-row, or for an official where no policy decides.
struct OpenTie {
    std::string where;           ///< names the cut: "SA/B1 place 3 to FA", "H by time to FA", "H to FB"
    std::vector<CrewId> crews;
    std::size_t places = 0;      ///< how many of them may go on
    TiePolicy policy = TiePolicy::rerow;
    bool is_unlike = false;      ///< no tie: their times were taken in unlike ways, and an official puts them in order
    /// Of unlike times: who beat whom in their own race, the winner first. No order may turn that round.
    std::vector<std::pair<CrewId, CrewId>> beaten{};
    friend bool operator==(const OpenTie&, const OpenTie&) = default;
};
/// A tie that an official's word has settled.
struct SettledTie {
    std::string where;
    std::vector<CrewId> order;   ///< first the one that goes on first
    std::size_t places = 0;      ///< how many of them went on
    bool is_unlike = false;
    Seq by;                      ///< TieDecision::by
    friend bool operator==(const SettledTie&, const SettledTie&) = default;
};
/// Lots that were drawn, for the record.
struct Drawn {
    std::string label;
    std::vector<CrewId> order;
    friend bool operator==(const Drawn&, const Drawn&) = default;
};

struct CutRules {
    const std::vector<TiePolicy>& policies;
    std::size_t free_lanes = 0;  ///< beyond the places that are cut for
    std::string_view seed;
    const std::vector<TieDecision>& decisions;
    std::string label;           ///< of the lots: what it is must never change, or lots would fall anew
    std::string where = {};      ///< OpenTie::where; empty: the label
    [[nodiscard]] const std::string& place() const { return where.empty() ? label : where; }
};
struct Cut {
    std::vector<Equals> in;      ///< in order
    std::vector<Equals> out;
    std::optional<OpenTie> tie;  ///< open: in and out hold only those who are not part of it
    std::optional<Drawn> drawn;
    std::vector<SettledTie> settled;
    bool is_doubtful = false;    ///< unlike timing may have decided it
};

/// The first `places` crews. Crews of one race that show the same time are told apart by their places in it.
[[nodiscard]] Cut cut(const std::vector<Equals>& ranked, std::size_t places, const CutRules& rules);
/// The same of crews by_time() of different races. Unlike timing may have decided it where on both sides of the cut are crews of different grades
/// whose times lie close; these then are an open tie, where the policy is to settle it and no decision names them all.
[[nodiscard]] Cut cut_by_time(const std::vector<Equals>& ranked, std::size_t places, const CutRules& rules, const UnlikeTimesRules& unlike);

}  // namespace bowball::rules
