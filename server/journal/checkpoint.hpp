// What a journal had come to, as a text that can be signed, printed and kept by strangers: C2SP's checkpoint of a log
// (c2sp.org/tlog-checkpoint).
//
//   bowball/<epoch>          the journal
//   <entries>                its newest entry
//   base64(hash)             of that row: the end of the chain stands where a tree's root would
//   time_us <number>         when, microseconds since 1970 (UTC) by the clock of the server; an extension line
#pragma once
#include <string>

#include "core/time.hpp"
#include "journal/journal.hpp"

namespace bowball::journal {

struct Checkpoint {
    std::string origin;
    Head head;
    WallTime at;
};

[[nodiscard]] std::string origin_of(const std::string& epoch);
[[nodiscard]] std::string to_text(const Checkpoint& checkpoint);
/// The file beside a journal that has its signed checkpoints, one after another.
[[nodiscard]] std::string checkpoints_of(const std::string& journal_file);
/// Reads the text of a note. Fails with errc::bad_input.
[[nodiscard]] Result<Checkpoint> parse_checkpoint(const std::string& text);

}  // namespace bowball::journal
