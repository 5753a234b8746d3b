// A journal whose disk may take its time: a race waits for it as long as it has patience, and then goes on from memory.
//
// All that touches the disk after the opening is done by threads that nobody waits for. One append at a time is under way; while it is, others
// fail at once and nothing more is kept here than the copy of what that one writes, so the race bounds what waits. What became of it is found
// out by the next append: what came to the disk after all is not written twice.
#pragma once
#include <chrono>
#include <memory>

#include "journal/journal.hpp"

namespace bowball::journal {

/// How long who calls waits for a disk.
struct Patience {
    /// A commit takes a few milliseconds, and on a bad card some tens. Who looks at a page must know within a second that nothing is recorded.
    std::chrono::milliseconds append{400};
    /// After one that was late, until one was on time: on a disk that is late each time a recall would wait each second.
    std::chrono::milliseconds after_late{20};
    std::chrono::milliseconds marker{100};     ///< of what is not recorded; beside the append before it
    std::chrono::milliseconds spill{10'000};   ///< into each of two places: a million entries, and a stop that does not take for ever
    std::chrono::milliseconds closing{4'000};  ///< the WAL goes into the file: three syncs of a slow disk
};

/// An append that is not back in time fails with errc::io_failed while it is still under way. Who ends the journal waits a few seconds for its
/// disk and no longer. read() and walk() are of the opening: they wait for the disk, and fail with errc::io_failed while an append is under way.
/// Fails with std::system_error where no threads can be had.
[[nodiscard]] std::unique_ptr<Journal> make_patient_journal(std::unique_ptr<Journal> inner, Patience patience = {});

}  // namespace bowball::journal
