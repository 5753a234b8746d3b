// That another server leads, kept beside the journal: a server that is started again must not lead once more before it has asked the hub.
#pragma once
#include <string>

#include "core/result.hpp"

namespace bowball {

/// Of the journal `epoch`. Fails with errc::io_failed.
[[nodiscard]] Result<void> keep_superseded(const std::string& data_dir, const std::string& epoch, const std::string& why);
/// Why it takes no orders; empty where the journal of this name leads.
[[nodiscard]] std::string superseded_by(const std::string& data_dir, const std::string& epoch);

}  // namespace bowball
