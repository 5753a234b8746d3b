// The report of an import: what would happen, as JSON for the page and as text for a terminal.
#pragma once
#include <string>

#include "formats/entry_list.hpp"

namespace bowball::formats {

/// docs/protocol.md says what stands in it.
[[nodiscard]] std::string encode_report(const EntryList& list, const engine::EntryPlan& plan);
/// For a terminal.
[[nodiscard]] std::string describe_report(const EntryList& list, const engine::EntryPlan& plan);

}  // namespace bowball::formats
