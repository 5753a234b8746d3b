#include "journal/checkpoint.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/signature.hpp"
#include "core/text.hpp"

namespace bowball::journal {
namespace {

constexpr std::string_view origin_prefix = "bowball/";
constexpr std::string_view time_prefix = "time_us ";

/// Takes the first line off; absent where none is left.
std::optional<std::string_view> take_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

Error no_checkpoint(const std::string& why) { return {errc::bad_input, "This is no checkpoint of a journal: " + why + "."}; }

}  // namespace

std::string origin_of(const std::string& epoch) { return std::string{origin_prefix} + epoch; }

std::string to_text(const Checkpoint& checkpoint) {
    const auto& hash = checkpoint.head.hash.bytes;
    return checkpoint.origin + "\n" + std::to_string(checkpoint.head.seq.value()) + "\n" + to_base64({reinterpret_cast<const char*>(hash.data()), hash.size()}) + "\n" +
           std::string{time_prefix} + std::to_string(to_us(checkpoint.at)) + "\n";
}

Result<Checkpoint> parse_checkpoint(const std::string& text) {
    std::string_view rest = text;
    const auto origin = take_line(rest);
    const auto size = take_line(rest);
    const auto hash = take_line(rest);
    if (!origin || !size || !hash || !origin->starts_with(origin_prefix)) return no_checkpoint("three lines are wanted, origin, entries and hash");
    Checkpoint read;
    read.origin = *origin;
    const auto entries = parse_number(*size);
    if (!entries) return no_checkpoint("its second line is no number of entries");
    const auto bytes = parse_base64(*hash);
    if (!bytes || bytes->size() != read.head.hash.bytes.size()) return no_checkpoint("its third line is no hash");
    read.head.seq = Seq{*entries};
    std::ranges::copy(*bytes, read.head.hash.bytes.begin());
    while (const auto line = take_line(rest)) {
        const auto us = line->starts_with(time_prefix) ? parse_number(line->substr(time_prefix.size())) : std::nullopt;
        if (us && *us <= INT64_MAX) read.at = WallTime{std::chrono::microseconds{static_cast<std::int64_t>(*us)}};
    }
    return read;
}

std::string checkpoints_of(const std::string& journal_file) { return journal_file + ".checkpoints"; }

}  // namespace bowball::journal
