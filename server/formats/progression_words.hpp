// Words of progression tables in a document. archive.hpp knows them.
#pragma once
#include "formats/words.hpp"
#include "rules/progression_table.hpp"

namespace bowball::formats {

inline std::string word_of(rules::LaneDrawing drawing) { return std::string{to_string(drawing)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::LaneDrawing& value) { return settle(rules::parse_lane_drawing(text), value); }
inline std::string word_of(rules::Filling filling) { return std::string{to_string(filling)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::Filling& value) { return settle(rules::parse_filling(text), value); }
inline std::string word_of(rules::RouteOrder order) { return std::string{to_string(order)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::RouteOrder& value) { return settle(rules::parse_route_order(text), value); }
inline std::string word_of(rules::Rowed rowed) { return std::string{to_string(rowed)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::Rowed& value) { return settle(rules::parse_rowed(text), value); }

inline std::string word_of(rules::UnlikeTimes what) { return std::string{to_string(what)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::UnlikeTimes& value) { return settle(rules::parse_unlike_times(text), value); }

}  // namespace bowball::formats
