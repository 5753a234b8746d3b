// Words of masters' tables in a document. Stands before archive.hpp, which must know them.
#pragma once
#include "formats/words.hpp"
#include "rules/masters.hpp"

namespace bowball::formats {

inline std::string word_of(rules::AgeRounding rounding) { return std::string{to_string(rounding)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::AgeRounding& value) { return settle(rules::parse_age_rounding(text), value); }
inline std::string word_of(rules::HandicapModel model) { return std::string{to_string(model)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::HandicapModel& value) { return settle(rules::parse_handicap_model(text), value); }

}  // namespace bowball::formats
