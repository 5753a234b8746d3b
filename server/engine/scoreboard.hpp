// What the scoreboards show: the message as it goes there. Pure.
#pragma once
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace bowball::engine {

/// The text of a message: its lines without blanks around them, empty ones left out, other control characters dropped, and so are those that turn the
/// direction of what follows them (Unicode UAX 9, explicit formatting): nobody sees them in a field, and they would tear the line that they stand in.
/// Fails with errc::bad_input where nothing is left to be read, where it has more than limits::message_lines lines or limits::message_characters
/// characters, and where the bytes are no UTF-8.
[[nodiscard]] Result<std::string> message_of(std::string_view text);

}  // namespace bowball::engine
