#include "net/byte_range.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace bowball::net {

std::optional<ByteRange> parse_byte_range(std::string_view header, std::uint64_t size) {
    constexpr std::string_view unit = "bytes=";
    if (!header.starts_with(unit) || size == 0) return std::nullopt;
    const auto wanted = trim(header.substr(unit.size()));
    const auto dash = wanted.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    const auto from = wanted.substr(0, dash);
    const auto to = wanted.substr(dash + 1);
    const auto first = parse_number(from);
    const auto last = parse_number(to);
    if ((!first && !from.empty()) || (!last && !to.empty())) return std::nullopt;
    if (!first) {
        if (!last || *last == 0) return std::nullopt;
        return ByteRange{size - std::min(size, *last), size - 1};  // so many from the end
    }
    if (*first >= size || (last && *last < *first)) return std::nullopt;
    return ByteRange{*first, std::min(last.value_or(size - 1), size - 1)};
}

}  // namespace bowball::net
