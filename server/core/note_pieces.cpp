#include "core/note_pieces.hpp"

#include <algorithm>

namespace bowball {
namespace {

constexpr std::string_view beginning = "bowball/";
constexpr std::string_view dash = "\xE2\x80\x94 ";   // an em dash and a blank

/// How long the note at the beginning of `piece` is; 0 where it is none.
std::size_t length_of_note(std::string_view piece) {
    const auto empty_line = piece.starts_with(beginning) ? piece.find("\n\n") : std::string_view::npos;
    if (empty_line == std::string_view::npos) return 0;
    auto end = empty_line + 2;
    while (piece.substr(end).starts_with(dash)) {
        const auto line = piece.find('\n', end);
        if (line == std::string_view::npos) break;
        end = line + 1;
    }
    return end == empty_line + 2 ? 0 : end;
}

NotePiece piece_at(std::string_view piece, std::size_t byte) {
    const auto length = length_of_note(piece);
    const auto rest = piece.substr(length);
    return {byte, std::string{piece.substr(0, length)}, length > 0 && !rest.empty() && rest != "\n"};
}

}  // namespace

std::vector<NotePiece> pieces_of(std::string_view text) {
    std::vector<NotePiece> pieces;
    std::size_t from = 0;
    while (from < text.size()) {
        const auto to = std::min(text.find(beginning, from + 1), text.size());
        pieces.push_back(piece_at(text.substr(from, to - from), from));
        from = to;
    }
    return pieces;
}

std::size_t whole_bytes(std::string_view text) {
    const auto pieces = pieces_of(text);
    const auto last = std::find_if(pieces.rbegin(), pieces.rend(), [](const NotePiece& piece) { return !piece.note.empty(); });
    if (last == pieces.rend()) return 0;
    const auto end = last->byte + last->note.size();
    return end + (text.substr(end).starts_with('\n') ? 1 : 0);
}

}  // namespace bowball
