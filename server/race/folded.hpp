// The journal as a start finds it: folded once, with what is wrong with it. Judges nothing, writes nothing.
#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "engine/fold.hpp"
#include "journal/journal.hpp"

namespace bowball::race {

struct Folded {
    engine::MeetState state;                            ///< lost entries are on its quarantine
    std::optional<engine::ServerStarted> last_start;
    WallTime newest_wall;                               ///< of the newest entry
    std::vector<journal::Flaw> flaws;                   ///< the first hundred
    std::uint64_t flaw_count = 0;
};

/// One more entry, for whoever folds them as they come.
void fold_in(Folded& folded, const engine::Entry& entry);

/// Folds the whole journal in one pass, over what is wrong; `replay`, if given, sees each entry.
/// Fails with errc::io_failed if the file itself cannot be read.
[[nodiscard]] Result<Folded> fold_journal(const journal::Journal& journal, const std::function<void(const engine::Entry&)>& replay = {});

/// What is wrong, in a sentence for the health view and the log; empty if nothing is.
[[nodiscard]] std::string describe_flaws(const Folded& folded);

}  // namespace bowball::race
