// What a journal says of one start: judged from its facts, on whatever computer it lies. Reads the journal it is given and nothing else.
#pragma once
#include <string>
#include <vector>

#include "engine/race_state.hpp"
#include "journal/journal.hpp"
#include "views/views.hpp"

namespace bowball::cases {

struct StartCase {
    std::string meet;
    std::string epoch;
    journal::Head head;
    Seq judged_at;                     ///< the newest entry while the race was in that run; after it another run was armed
    views::RefereeView view;           ///< of then: what the referee's page shows
    std::vector<engine::PhotoPicture> pictures;   ///< of the race
    std::vector<std::string> verdict;  ///< the same in plain sentences
};

/// Folds the journal and judges the start. Fails with errc::unknown_race, with errc::not_found where the race never was in that run, and
/// with errc::io_failed or errc::corrupt where the journal cannot be read.
[[nodiscard]] Result<StartCase> judge_start(const journal::Journal& journal, RaceId race, RunNumber run);

/// What was found at the start, and who decided what of it and why: a sentence each.
[[nodiscard]] std::vector<std::string> verdict_of(const views::RefereeView& view);

}  // namespace bowball::cases
