// Words of swimming's rules in a document. Stands before archive.hpp, which must know them.
#pragma once
#include "formats/words.hpp"
#include "rules/swimming_time.hpp"

namespace bowball::formats {

inline std::string word_of(rules::DifferenceCheck check) { return std::string{to_string(check)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::DifferenceCheck& value) { return settle(rules::parse_difference_check(text), value); }
inline std::string word_of(rules::BackupCorrection correction) { return std::string{to_string(correction)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::BackupCorrection& value) { return settle(rules::parse_backup_correction(text), value); }

}  // namespace bowball::formats
