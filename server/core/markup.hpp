// Text of people inside markup of machines. Pure.
#pragma once
#include <string>
#include <string_view>

namespace bowball {

/// For a text or a quoted attribute of HTML and XML 1.0: the letters that mean something there as entities, control characters (which
/// XML does not know at all, section 2.2) as blanks.
[[nodiscard]] std::string escape_markup(std::string_view text);

}  // namespace bowball
