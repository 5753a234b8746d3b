// Bounds of case files: archives that leave the server and are opened by strangers. Each with its reason.
#pragma once
#include <cstddef>
#include <cstdint>

#include "core/time.hpp"

namespace bowball::limits {

/// Files in an archive that is opened: journal, notes and papers, and the pictures and videos of a race.
inline constexpr std::size_t tar_files = 256;
/// Of a picture or a video that goes into a case: two minutes of a good recording. A longer one is named, not copied.
inline constexpr std::uint64_t case_frame_bytes = 256ULL * 1024 * 1024;
/// Of an archive. Who opens it holds it in memory; no larger one is made.
inline constexpr std::uint64_t case_bytes = 2048ULL * 1024 * 1024;
/// Of the signed note in it, one line: a thousand times what the start of six boats has.
inline constexpr std::size_t case_note_bytes = 16 * 1024 * 1024;
/// Archives kept in the data folder; the oldest goes when another is made.
inline constexpr std::size_t cases_kept = 4;
/// Being made at once, or waiting to be: each copies the journal.
inline constexpr std::size_t cases_waiting = 2;
/// For copying, folding and writing a day's journal, before whoever asked is told that the disk hangs.
inline constexpr Duration case_within = 120s;

}  // namespace bowball::limits
