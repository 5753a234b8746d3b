// A list of entries out of a file: rows that are understood, and for every other one its line and why. Decides nothing: what a
// list would do to the meet is engine/entry_plan.hpp.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/entry_plan.hpp"
#include "formats/noc_file.hpp"

namespace bowball::formats {

struct EntryList {
    std::vector<engine::EntryRow> rows;
    std::vector<engine::EntryRemark> problems;   ///< rows that are left out
    std::vector<engine::EntryRemark> warnings;   ///< rows that are taken, and should be looked at
    std::string encoding;
    char separator = ',';
    Digest digest;                               ///< of the file's bytes
};

/// CSV with a row of headers among its first rows: known_columns() in any of several languages, in any order.
/// `nocs` empty: codes are not looked at. Fails where nothing of the file can be used: errc::bad_input, too_large.
[[nodiscard]] Result<EntryList> read_entries(std::string_view bytes, const std::vector<Noc>& nocs);

}  // namespace bowball::formats
