// Words of records in a document. archive.hpp knows them.
#pragma once
#include "engine/standing_record.hpp"
#include "formats/words.hpp"

namespace bowball::formats {

inline std::string word_of(engine::RecordKind kind) { return std::string{to_string(kind)}; }
inline std::optional<std::string> read_word(std::string_view text, engine::RecordKind& value) { return settle(engine::parse_record_kind(text), value); }

}  // namespace bowball::formats
