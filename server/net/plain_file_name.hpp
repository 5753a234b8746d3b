// What a file is called for whoever keeps it.
#pragma once
#include <string>

namespace bowball::net {

/// The name with letters, digits, '-', '_' and '.' only: a header is no place for what somebody called a device.
[[nodiscard]] std::string plain_file_name(std::string name);

}  // namespace bowball::net
