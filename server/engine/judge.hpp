// Judges a race: from the facts in the state to its start, its results and everything a person should look at.
#pragma once
#include "core/output.hpp"
#include "engine/judgement.hpp"

namespace bowball::engine {

/// The judgement of a race's newest run. The judged impulses point into `state`.
[[nodiscard]] Judgement judge(const MeetState& state, const Race& race);

/// The same by other rules; null: by the race's own. Which impulses are the race's is not asked anew.
[[nodiscard]] Judgement judge_by(const MeetState& state, const Race& race, std::shared_ptr<const rules::RuleSet> instead);

/// Races in whose list an impulse at `at` stands that no race claims: those that were over last before it. None while one is on.
[[nodiscard]] std::vector<RaceId> races_over_before(const MeetState& state, RaceTime at);

/// Seals a judgement: SHA-256 over the results, ranks, times and their sources, in a fixed text form.
[[nodiscard]] Digest digest_of(const Judgement& judgement);

/// The buzzer for the officials: something is wrong with the start that was made last, and nobody has decided yet.
[[nodiscard]] std::optional<OutputOrder> wanted_alarm(const MeetState& state);

}  // namespace bowball::engine
