// The venue's signing key: made at the first start, kept in the data folder, and what strangers check its signatures with.
#pragma once
#include <string>

#include "core/signature.hpp"
#include "race/notary.hpp"

namespace bowball {

/// The file with the key to check them, beside a journal.
[[nodiscard]] std::string verifier_key_of(const std::string& journal_file);

/// Reads `signing.key` (32 bytes as hexadecimal digits, mode 0600) or makes it, and writes `signing.pub` beside it. Fails with
/// errc::io_failed, or with errc::bad_input where the file holds no key: it is never replaced, for what it signed could not be checked then.
[[nodiscard]] Result<race::Notary> make_notary(const std::string& data_dir);

}  // namespace bowball
