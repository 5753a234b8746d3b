// Files with secrets that others of this computer can read: said at the start and by check-config. A regatta is not kept from starting by it.
#pragma once
#include <string>
#include <vector>

#include "formats/config.hpp"

namespace bowball {

/// A sentence for each such file that the relay names: password, credentials, key of TLS.
[[nodiscard]] std::vector<std::string> exposed_secrets(const formats::RelayConfig& relay);
/// And those of the whole configuration: the relay's, the server's own key of TLS, and `file`, where it was read from, if keys of sensors stand in it.
[[nodiscard]] std::vector<std::string> exposed_secrets(const formats::Config& config, const std::string& file);

}  // namespace bowball
