// Signed notes as C2SP writes them (c2sp.org/signed-note): a text, an empty line, and a line for each signature.
//
//   — <name of the key> base64(id of the key, 4 bytes; signature, 64 bytes)
//
// The id is the beginning of SHA-256(name, 0A, 01, public key); 01 stands for Ed25519.
#pragma once
#include <string>
#include <vector>

#include "core/signature.hpp"

namespace bowball::journal {

/// Whom to trust: the key by its name. Written name+id+base64(01, key).
struct VerifierKey {
    std::string name;
    PublicKey key{};
    [[nodiscard]] std::string text() const;
    /// Four bytes.
    [[nodiscard]] std::string id() const;
    /// Fails with errc::bad_input.
    [[nodiscard]] static Result<VerifierKey> parse(std::string_view text);
    friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};

/// `text` ends with a line feed; `name` has no blank and no '+'.
[[nodiscard]] std::string sign_note(const std::string& text, const std::string& name, const SigningKey& key);

/// The text of a note, if this key signed it; other signatures are left unread. Fails with errc::bad_input where it is no note, and
/// with errc::corrupt where the key did not sign it.
[[nodiscard]] Result<std::string> open_note(const std::string& note, const VerifierKey& key);

/// The notes of a file that holds one after another, each with an empty line behind it. A last one that a crash cut off is left out.
[[nodiscard]] std::vector<std::string> split_notes(std::string_view text);

}  // namespace bowball::journal
