// The codes of the National Olympic Committees, as a file: config/nocs.toml. Facts of the IOC's list, for warnings only.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace bowball::formats {

struct Noc {
    std::string code;        ///< three capital letters: "NED"
    std::string name;        ///< in English
    std::string continent;   ///< "africa", "america", "asia", "europe", "oceania"; empty: of none
};

/// [[nocs]]. Fails with errc::bad_input: file:line:column: path, and what is wrong.
[[nodiscard]] Result<std::vector<Noc>> read_nocs(std::string_view text, const std::string& file);
/// Fails with errc::io_failed too.
[[nodiscard]] Result<std::vector<Noc>> load_nocs(const std::string& file);

}  // namespace bowball::formats
