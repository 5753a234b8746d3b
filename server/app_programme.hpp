// What the files say of the meet, as orders for the race: rule sets, and the programme as far as the journal lacks it.
#pragma once
#include <string>
#include <vector>

#include "engine/command.hpp"
#include "engine/state.hpp"

namespace bowball {

struct FileOrder {
    engine::Command command;
    engine::Origin origin;   ///< names the file's digest and the order's place in it: given again it is harmless
};

/// The orders that `state` lacks. A journal that holds another programme, or this one whole, is the truth: the file was
/// only its beginning. One that holds half of it, for the server died at its first start, gets the rest.
/// Fails with errc::bad_input; the text says file:line:column.
[[nodiscard]] Result<std::vector<FileOrder>> orders_of_files(const std::string& rules, const std::string& programme, const engine::MeetState& state, WallTime start);

}  // namespace bowball
