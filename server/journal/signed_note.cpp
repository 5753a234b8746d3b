#include "journal/signed_note.hpp"

#include <algorithm>
#include <optional>

namespace bowball::journal {
namespace {

constexpr std::string_view dash = "\xE2\x80\x94 ";   // an em dash and a blank
constexpr char ed25519 = 1;
constexpr std::size_t id_bytes = 4;

template <class Bytes>
std::string text_of(const Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

std::string hex_of(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (const auto c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

Error no_key() { return {errc::bad_input, "A key is written name+id+base64, as the server says it."}; }

/// The signature of this key in one line of a note; absent where the line is of another.
std::optional<Signature> signature_in(std::string_view line, const VerifierKey& key) {
    if (!line.starts_with(dash)) return std::nullopt;
    line.remove_prefix(dash.size());
    const auto blank = line.find(' ');
    if (blank == std::string_view::npos || line.substr(0, blank) != key.name) return std::nullopt;
    const auto bytes = parse_base64(line.substr(blank + 1));
    Signature signature;
    if (!bytes || bytes->size() != id_bytes + signature.size() || !bytes->starts_with(key.id())) return std::nullopt;
    std::copy(bytes->begin() + id_bytes, bytes->end(), signature.begin());
    return signature;
}

}  // namespace

std::string VerifierKey::id() const { return text_of(sha256(name + '\n' + ed25519 + text_of(key)).bytes).substr(0, id_bytes); }

std::string VerifierKey::text() const { return name + "+" + hex_of(id()) + "+" + to_base64(ed25519 + text_of(key)); }

Result<VerifierKey> VerifierKey::parse(std::string_view text) {
    const auto first = text.find('+');
    const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos || first == 0) return no_key();
    const auto bytes = parse_base64(text.substr(second + 1));
    VerifierKey read{std::string{text.substr(0, first)}, {}};
    if (!bytes || bytes->size() != 1 + read.key.size() || (*bytes)[0] != ed25519) return no_key();
    std::copy(bytes->begin() + 1, bytes->end(), read.key.begin());
    if (read.text() != text) return no_key();   // its id is not that of the key
    return read;
}

std::string sign_note(const std::string& text, const std::string& name, const SigningKey& key) {
    const VerifierKey verifier{name, key.public_key()};
    return text + "\n" + std::string{dash} + name + " " + to_base64(verifier.id() + text_of(key.sign(text))) + "\n";
}

Result<std::string> open_note(const std::string& note, const VerifierKey& key) {
    const auto end = note.rfind("\n\n");
    if (end == std::string::npos || note.back() != '\n') return Error{errc::bad_input, "This is no signed note: a text, an empty line and a signature."};
    const auto text = note.substr(0, end + 1);
    auto rest = std::string_view{note}.substr(end + 2);
    while (!rest.empty()) {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(line.size() + 1);
        if (const auto signature = signature_in(line, key); signature && is_signed(key.key, text, *signature)) return text;
    }
    return Error{errc::corrupt, "The note bears no good signature of " + key.name + "."};
}

std::vector<std::string> split_notes(std::string_view text) {
    std::vector<std::string> notes;
    for (;;) {
        const auto body = text.find("\n\n");
        const auto end = body == std::string_view::npos ? body : text.find("\n\n", body + 2);
        if (end == std::string_view::npos) break;
        notes.emplace_back(text.substr(0, end + 1));
        text.remove_prefix(end + 2);
    }
    if (!text.empty() && text.find("\n\n") != std::string_view::npos && text.back() == '\n') notes.emplace_back(text);   // a single note, as it is printed
    return notes;
}

}  // namespace bowball::journal
