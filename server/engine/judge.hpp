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

/// Races in whose list an impulse at `at` may stand because of a run: one that was on then, or armed next, or over last before.
[[nodiscard]] std::vector<RaceId> races_about(const MeetState& state, RaceTime at);

/// The race, other than `except`, that is to be rowed first: by its time, what was cancelled or waits for a new time behind all others. Nothing where
/// there is no other.
[[nodiscard]] std::optional<RaceId> first_of_programme(const MeetState& state, std::optional<RaceId> except = std::nullopt);

/// The race that was called last; before any was, the first of the programme. With it stands what comes while no race is on.
[[nodiscard]] bool is_at_hand(const MeetState& state, RaceId race);

/// Seals a judgement: SHA-256 over the results, ranks, times and their sources, in a fixed text form.
[[nodiscard]] Digest digest_of(const Judgement& judgement);

/// The buzzer for the officials: something is wrong with the start that was made last, and nobody has decided yet.
[[nodiscard]] std::optional<OutputOrder> wanted_alarm(const MeetState& state);

}  // namespace bowball::engine
