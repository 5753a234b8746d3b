// Values that stand as one word in a document: each with the way there and the way back.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/role.hpp"
#include "core/timing_point.hpp"
#include "engine/vocabulary.hpp"
#include "rules/rule_set.hpp"

namespace bowball::formats {

/// Puts what was read into `value`; else what is wrong with the word.
template <class T>
std::optional<std::string> settle(Result<T> read, T& value) {
    if (!read) return read.error().text;
    value = *read;
    return std::nullopt;
}

inline std::string word_of(TimingPoint point) { return to_string(point); }
inline std::optional<std::string> read_word(std::string_view text, TimingPoint& value) { return settle(parse_timing_point(text), value); }
inline std::string word_of(Source source) { return std::string{to_string(source)}; }
inline std::optional<std::string> read_word(std::string_view text, Source& value) { return settle(parse_source(text), value); }
inline std::string word_of(Role role) { return std::string{to_string(role)}; }
inline std::optional<std::string> read_word(std::string_view text, Role& value) { return settle(parse_role(text), value); }

inline std::string word_of(Edge edge) { return edge == Edge::rising ? "rising" : "falling"; }
inline std::optional<std::string> read_word(std::string_view text, Edge& value) {
    if (text != "rising" && text != "falling") return "an edge is rising or falling";
    value = text == "rising" ? Edge::rising : Edge::falling;
    return std::nullopt;
}
inline std::string word_of(Trust trust) { return trust == Trust::good ? "good" : "suspect"; }
inline std::optional<std::string> read_word(std::string_view text, Trust& value) {
    if (text != "good" && text != "suspect") return "trust is good or suspect";
    value = text == "good" ? Trust::good : Trust::suspect;
    return std::nullopt;
}

inline std::string word_of(engine::ResultStatus status) { return std::string{code_of(status)}; }
inline std::optional<std::string> read_word(std::string_view text, engine::ResultStatus& value) { return settle(engine::parse_status(text), value); }
inline std::string word_of(engine::CardColour colour) { return std::string{to_string(colour)}; }
inline std::optional<std::string> read_word(std::string_view text, engine::CardColour& value) { return settle(engine::parse_card_colour(text), value); }
inline std::string word_of(engine::RecallCause cause) { return std::string{to_string(cause)}; }
inline std::optional<std::string> read_word(std::string_view text, engine::RecallCause& value) { return settle(engine::parse_recall_cause(text), value); }
inline std::string word_of(engine::OfficialChange change) { return std::string{to_string(change)}; }
inline std::optional<std::string> read_word(std::string_view text, engine::OfficialChange& value) { return settle(engine::parse_official_change(text), value); }
inline std::string word_of(engine::Announcement how) { return std::string{to_string(how)}; }
inline std::optional<std::string> read_word(std::string_view text, engine::Announcement& value) { return settle(engine::parse_announcement(text), value); }
inline std::string word_of(engine::Verdict verdict) { return std::string{to_string(verdict)}; }
inline std::optional<std::string> read_word(std::string_view text, engine::Verdict& value) { return settle(engine::parse_verdict(text), value); }

inline std::string word_of(engine::BoardFace face) { return std::string{to_string(face)}; }
inline std::optional<std::string> read_word(std::string_view text, engine::BoardFace& value) { return settle(engine::parse_board_face(text), value); }
inline std::string word_of(engine::AdvancedBy by) { return std::string{to_string(by)}; }
inline std::optional<std::string> read_word(std::string_view text, engine::AdvancedBy& value) { return settle(engine::parse_advanced_by(text), value); }

inline std::string word_of(rules::Rounding rounding) { return std::string{to_string(rounding)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::Rounding& value) { return settle(rules::parse_rounding(text), value); }
inline std::string word_of(rules::OnsetAlgorithm algorithm) { return std::string{to_string(algorithm)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::OnsetAlgorithm& value) { return settle(rules::parse_onset_algorithm(text), value); }
inline std::string word_of(rules::ReactionSource source) { return std::string{to_string(source)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::ReactionSource& value) { return settle(rules::parse_reaction_source(text), value); }
inline std::string word_of(rules::TiePolicy policy) { return std::string{to_string(policy)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::TiePolicy& value) { return settle(rules::parse_tie_policy(text), value); }
inline std::string word_of(rules::TiedPoints tied) { return std::string{to_string(tied)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::TiedPoints& value) { return settle(rules::parse_tied_points(text), value); }
inline std::string word_of(rules::PointsScope scope) { return std::string{to_string(scope)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::PointsScope& value) { return settle(rules::parse_points_scope(text), value); }
inline std::string word_of(rules::StartKind kind) { return std::string{to_string(kind)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::StartKind& value) { return settle(rules::parse_start_kind(text), value); }
inline std::string word_of(rules::Consequence consequence) { return std::string{to_string(consequence)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::Consequence& value) { return settle(rules::parse_consequence(text), value); }
inline std::string word_of(rules::WarningScope scope) { return std::string{to_string(scope)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::WarningScope& value) { return settle(rules::parse_warning_scope(text), value); }
inline std::string word_of(rules::DisqualificationScope scope) { return std::string{to_string(scope)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::DisqualificationScope& value) { return settle(rules::parse_disqualification_scope(text), value); }
inline std::string word_of(rules::ReferencePolicy policy) { return std::string{to_string(policy)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::ReferencePolicy& value) { return settle(rules::parse_reference_policy(text), value); }
inline std::string word_of(rules::TwoWatches two) { return std::string{to_string(two)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::TwoWatches& value) { return settle(rules::parse_two_watches(text), value); }
inline std::string word_of(rules::RankKey key) { return std::string{to_string(key)}; }
inline std::optional<std::string> read_word(std::string_view text, rules::RankKey& value) { return settle(rules::parse_rank_key(text), value); }

}  // namespace bowball::formats
