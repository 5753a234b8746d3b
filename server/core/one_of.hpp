// Reads the name of an enumerator, as rule sets, orders and journals write it.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace bowball {

/// The value whose to_string() is `text`. Fails with errc::bad_input; the error lists the names there are.
template <class Enum, std::size_t N>
[[nodiscard]] Result<Enum> parse_one_of(std::string_view text, const std::array<Enum, N>& values) {
    std::string names;
    for (const auto value : values) {
        if (text == to_string(value)) return value;
        names += (names.empty() ? "" : ", ") + std::string{to_string(value)};
    }
    return Error{errc::bad_input, "\"" + std::string{text} + "\" is not one of: " + names + "."};
}

}  // namespace bowball
