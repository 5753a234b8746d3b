// Signed notes, keys and checkpoints, as strangers keep them and bring them back: none is read that the key did not sign.
#include "journal/signed_note.hpp"

#include "core/text.hpp"
#include "fuzz/decoder.hpp"
#include "journal/checkpoint.hpp"

namespace bowball::fuzz {
namespace {

const std::string name = "bowball/AB12CD34EF56";

const SigningKey& a_key() {
    static const auto key = SigningKey::from_seed(sha256("a seed of the fuzzer's own"));
    return key;
}

journal::Checkpoint a_checkpoint() { return {journal::origin_of("AB12CD34EF56"), {Seq{398}, sha256("the end")}, WallTime{1'784'883'600'000'000us}}; }

bool check_checkpoint(const std::string& text) {
    const auto read = journal::parse_checkpoint(text);
    if (!read) {
        demand(is_utf8(read.error().text), "a refusal is not UTF-8");
        return false;
    }
    const auto again = journal::parse_checkpoint(journal::to_text(*read));
    demand(again && again->origin == read->origin && again->head.seq == read->head.seq && again->head.hash == read->head.hash && again->at == read->at, "written anew it is another");
    return true;
}

bool decode(std::string_view bytes) {
    const journal::VerifierKey ours{name, a_key().public_key()};
    auto accepted = false;
    for (const auto& note : journal::split_notes(bytes)) {
        demand(bytes.find(note) != std::string_view::npos, "a note that is not there");
        const auto text = journal::open_note(note, ours);
        // Ed25519 signs one text in one way: what opens is what was signed.
        if (text) demand(journal::sign_note(*text, name, a_key()).substr(0, text->size()) == *text && note.starts_with(*text + "\n"), "another text than was signed");
        if (text) demand(*text == journal::to_text(a_checkpoint()), "a note opens that nobody signed: " + *text);
        accepted = accepted || text.has_value();
    }
    // With a signature of ours any text is a note.
    if (!bytes.empty()) {
        const auto text = std::string{bytes} + "\n";
        const auto note = journal::sign_note(text, name, a_key());
        const auto opened = journal::open_note(note, ours);
        demand(opened && *opened == text, "a note that was signed does not open: " + printable(text));
    }
    const auto key = journal::VerifierKey::parse(bytes);
    if (key) demand(key->text() == bytes, "a key that is written otherwise");
    accepted = check_checkpoint(std::string{bytes}) || accepted;
    return accepted || key.has_value();
}

std::vector<std::string> seeds() {
    const auto text = journal::to_text(a_checkpoint());
    const auto note = journal::sign_note(text, name, a_key());
    return {text, note, note + "\n" + note + "\n", journal::VerifierKey{name, a_key().public_key()}.text()};
}

}  // namespace

extern const Decoder signed_note_decoder{decode, {}, seeds, 4096, 3'000};

}  // namespace bowball::fuzz
