// The file beside a journal that has its signed checkpoints, cut into its notes: a full disk or a power cut may have left half a note in it, and
// whole ones behind. Says nothing of what is signed.
//
// A note begins at each "bowball/", which stands nowhere else in one. It goes on to its first empty line and over the lines after it that begin with
// a dash. What is no whole note is damage, and no reason to leave out what follows.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bowball {

/// What stands between two beginnings of notes.
struct NotePiece {
    std::size_t byte = 0;     ///< where it begins in the file, from 0
    std::string note;         ///< empty: half a note, or something else
    bool has_more = false;    ///< something that belongs to no note stands behind it
};
[[nodiscard]] std::vector<NotePiece> pieces_of(std::string_view text);

/// How long the file is up to the end of its last whole note, with the empty line behind that; 0 without one.
[[nodiscard]] std::size_t whole_bytes(std::string_view text);

}  // namespace bowball
