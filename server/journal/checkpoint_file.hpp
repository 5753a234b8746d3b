// The signed checkpoints of a journal, as a verifier reads them from their file: each for itself, whatever became of the one before it.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "journal/checkpoint.hpp"
#include "journal/signed_note.hpp"

namespace bowball::journal {

struct DamagedNote {
    std::size_t number = 0;   ///< from 1
    std::size_t byte = 0;     ///< where it begins in the file, from 0
    std::string why;
};

struct SignedCheckpoints {
    std::vector<Checkpoint> good;
    std::vector<DamagedNote> damaged;   ///< torn, changed, or signed by somebody else
    std::size_t whole = 0;              ///< whole notes, whoever signed them
};
/// Takes each note for itself.
[[nodiscard]] SignedCheckpoints read_checkpoints(std::string_view text, const VerifierKey& key);

}  // namespace bowball::journal
