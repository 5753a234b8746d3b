// Opens the case of a start on another computer: is it what the server signed, and does the same follow from its journal? Needs no server,
// no network and no data folder.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"
#include "cases/case_note.hpp"

namespace bowball::cases {

struct OpenedCase {
    CaseNote note;
    std::string key;                       ///< that its signatures were checked with, name+id+base64
    bool key_is_its_own = false;           ///< it came with the archive: whoever forged the one may have forged both
    std::uint64_t entries = 0;             ///< of the journal, that the chain holds over
    std::size_t checkpoints = 0;           ///< that agree with it
    std::vector<std::string> verdict;      ///< as it follows from the journal; empty where that could not be judged
    std::vector<std::string> differences;  ///< a sentence each, naming the file; empty: all is as it was signed, and the verdict is the same
};

/// `key`: as the venue announced it; empty: the archive's own. Writes the journal into a folder of its own among the temporary files, and
/// removes it. Fails where there is no case to speak of: with errc::bad_input for what is no archive, no note or no key, with
/// errc::corrupt where the note bears no signature of the key, and with errc::io_failed where that folder cannot be made.
[[nodiscard]] Result<OpenedCase> open_case(std::string_view archive, std::string_view key);

}  // namespace bowball::cases
