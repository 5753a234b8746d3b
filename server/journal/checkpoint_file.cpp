#include "journal/checkpoint_file.hpp"

#include "core/note_pieces.hpp"

namespace bowball::journal {

SignedCheckpoints read_checkpoints(std::string_view text, const VerifierKey& key) {
    SignedCheckpoints read;
    const auto pieces = pieces_of(text);
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto& piece = pieces[i];
        const auto damage = [&](std::string why) { read.damaged.push_back({i + 1, piece.byte, std::move(why)}); };
        if (piece.note.empty()) {
            damage("This is no whole note.");
            continue;
        }
        ++read.whole;
        const auto body = open_note(piece.note, key);
        auto checkpoint = body ? parse_checkpoint(*body) : Result<Checkpoint>{body.error()};
        if (!checkpoint) damage(checkpoint.error().text);
        else read.good.push_back(std::move(*checkpoint));
        if (piece.has_more) damage("Something that belongs to no note stands behind it.");
    }
    return read;
}

}  // namespace bowball::journal
