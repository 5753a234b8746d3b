// Small helpers for text: no locale, no allocation where none is needed.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bowball {

/// Without blanks, tabs, CR and LF at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
/// The parts between separators; always at least one, parts may be empty.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
/// The whole of `text` as a decimal number without sign. Absent if anything else stands there, or if it is too large.
[[nodiscard]] std::optional<std::uint64_t> parse_number(std::string_view text);
/// ASCII letters in lower case; other bytes unchanged.
[[nodiscard]] std::string to_lower(std::string_view text);
/// True if the bytes are well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms).
[[nodiscard]] bool is_utf8(std::string_view text);
/// UTF-8 made from Windows-1252, the code page of most timing computers. Undefined bytes become U+FFFD.
[[nodiscard]] std::string utf8_from_windows_1252(std::string_view bytes);
/// For messages and logs: control and non-ASCII bytes as \xNN, cut at `most` bytes with "...".
[[nodiscard]] std::string printable(std::string_view bytes, std::size_t most = 120);

/// The word of the list that differs from `word` in the fewest letters, at most two; else empty. For "did you mean".
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace bowball
