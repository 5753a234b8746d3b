#include "race/notary.hpp"

#include "journal/checkpoint.hpp"
#include "journal/signed_note.hpp"

namespace bowball::race {

std::optional<views::TopicView> Notary::look(const std::string& epoch, const journal::Head& head, HostTime now, WallTime wall, bool at_once) {
    const auto is_due = at_once || !signed_at_ || now - *signed_at_ >= rhythm;
    if (!is_due || head.seq == signed_) return std::nullopt;
    signed_ = head.seq;
    signed_at_ = now;
    const journal::Checkpoint checkpoint{journal::origin_of(epoch), head, wall};
    views::CheckpointView view;
    view.origin = checkpoint.origin;
    view.entries = head.seq.value();
    view.hash = to_hex(head.hash);
    view.signed_us = to_us(wall);
    view.note = sign(journal::to_text(checkpoint));
    view.key = journal::VerifierKey{name_, key_.public_key()}.text();
    return views::TopicView{"meet/checkpoint", views::Audience::everyone, head.seq, std::move(view)};
}

std::string Notary::sign(const std::string& text) const { return journal::sign_note(text, name_, key_); }

}  // namespace bowball::race
