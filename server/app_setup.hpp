// What the set-up page asks of the program: what is plugged in and known here, and a configuration that is checked and written.
#pragma once
#include <string>

#include "formats/config.hpp"
#include "net/setup_desk.hpp"

namespace bowball {

/// Where the configuration of this server is, or would be.
struct SetupPlace {
    std::string file;        ///< absolute
    bool is_used = false;    ///< this server was started with it
    std::string data_dir;    ///< as the file would name it
    std::string rules;       ///< folder
};

/// The file that was given, else bowball.toml beside the data folder.
[[nodiscard]] SetupPlace setup_place(const std::string& given, const std::string& data_dir, const std::string& rules);
/// All that a start would refuse and the reader of the file cannot see: drivers, their links and settings, videos, certificates.
[[nodiscard]] Result<void> check_parts(const formats::Config& config);
[[nodiscard]] net::SetupSource setup_source(SetupPlace place);

}  // namespace bowball
