// A journal whose disk may take its time: a race waits for it as long as it has patience, and then goes on from memory.
#pragma once
#include <chrono>
#include <memory>

#include "journal/journal.hpp"

namespace bowball::journal {

/// A commit takes a few milliseconds, and on a bad card some tens. Who looks at a page must know within a second that nothing is recorded.
inline constexpr std::chrono::milliseconds patience_with_disks{400};

/// Does all that touches the disk on threads of its own. An append that is not back in time fails with errc::io_failed while it is still
/// under way; the next one with the same entries finds out what became of it. Whoever ends it does not wait for a disk that hangs.
[[nodiscard]] std::unique_ptr<Journal> make_patient_journal(std::unique_ptr<Journal> inner, std::chrono::milliseconds patience = patience_with_disks);

}  // namespace bowball::journal
