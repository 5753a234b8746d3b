#include "relay/log_message.hpp"

#include "formats/entry.hpp"

namespace bowball::relay {
namespace {

constexpr std::size_t hash_digits = 64;

}  // namespace

std::string encode_row(const journal::Row& row) {
    auto message = to_hex(row.hash);
    if (!row.text.empty()) message.append(" ").append(row.text);
    return message;
}

Result<journal::Row> decode_row(Seq seq, std::string_view message) {
    const auto hash = parse_digest(message.substr(0, hash_digits));
    const auto has_line = message.size() > hash_digits;
    if (!hash || (has_line && (message[hash_digits] != ' ' || message.size() == hash_digits + 1)))
        return Error{errc::bad_input, "Message " + std::to_string(seq.value()) + " of the stream is no entry of a journal."};
    return journal::Row{seq, has_line ? std::string{message.substr(hash_digits + 1)} : std::string{}, *hash};
}

bool is_open(const journal::Row& row) {
    if (row.text.empty()) return false;
    const auto entry = formats::decode_entry(row.text);
    return entry && formats::is_public(entry->event) && !formats::names_years_of_birth(entry->event);
}

}  // namespace bowball::relay
