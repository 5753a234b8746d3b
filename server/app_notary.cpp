#include "app_notary.hpp"

#include <sodium.h>

#include <filesystem>
#include <fstream>

#include "core/text.hpp"
#include "formats/toml_file.hpp"
#include "io/private_file.hpp"
#include "journal/signed_note.hpp"

namespace bowball {
namespace {

constexpr const char* signer = "bowball";

Digest draw_seed() {
    Digest seed;
    randombytes_buf(seed.bytes.data(), seed.bytes.size());
    return seed;
}

Result<Digest> seed_in(const std::string& file) {
    std::error_code unknown;
    if (std::filesystem::exists(file, unknown) || unknown) {
        const auto text = formats::read_text_file(file);
        if (!text) return text.error();
        const auto seed = parse_digest(trim(*text));
        if (!seed) return Error{errc::bad_input, file + " holds no key (64 hexadecimal digits). Bring it back from a backup, or move it away: then a new one is made, and what was signed before needs the old signing.pub."};
        return seed;
    }
    const auto seed = draw_seed();
    if (const auto written = io::write_private_file(file, to_hex(seed) + "\n"); !written) return written.error();
    return seed;
}

/// Written beside and renamed: a server that is killed meanwhile leaves the file whole.
Result<void> publish(const std::string& file, const std::string& text) {
    if (const auto there = formats::read_text_file(file); there && *there == text) return {};
    const auto beside = file + ".new";
    std::error_code failed;
    std::ofstream out{beside, std::ios::binary | std::ios::trunc};
    out << text;
    out.close();
    if (out) std::filesystem::rename(beside, file, failed);
    if (!out || failed) return Error{errc::io_failed, file + " cannot be written."};
    return {};
}

}  // namespace

std::string verifier_key_of(const std::string& journal_file) { return (std::filesystem::path{journal_file}.parent_path() / "signing.pub").string(); }

Result<race::Notary> make_notary(const std::string& data_dir) {
    const auto seed = seed_in(data_dir + "/signing.key");
    if (!seed) return seed.error();
    const auto key = SigningKey::from_seed(*seed);
    const auto text = journal::VerifierKey{signer, key.public_key()}.text() + "\n";
    if (const auto written = publish(data_dir + "/signing.pub", text); !written) return written.error();
    return race::Notary{signer, key};
}

}  // namespace bowball
