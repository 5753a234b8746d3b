// Orders as text: what a page or a script sends.
#pragma once
#include <string>
#include <string_view>

#include "engine/command.hpp"

namespace bowball::formats {

struct ParsedCommand {
    std::string id;         ///< made by the client; the same id twice is carried out once
    engine::Command command;
    std::string reason;
};

/// Reads {"v":1,"kind":"command","id":"...","command":"call_race","reason":"...","data":{"race":12}}. Times in data are
/// microseconds (at_us, penalty_us). What devices report is not accepted from text.
/// Fails with errc::bad_input or errc::too_large; the text names the key.
[[nodiscard]] Result<ParsedCommand> parse_command(std::string_view text);

/// What makes an order sent twice one order. Fails with errc::bad_input.
[[nodiscard]] Result<void> check_id(std::string_view id);

/// "call_race".
[[nodiscard]] std::string_view name_of(const engine::Command& command);

}  // namespace bowball::formats
