#include "relay/takeover.hpp"

#include "core/text.hpp"
#include "formats/entry.hpp"
#include "relay/beat.hpp"

namespace bowball::relay {
namespace {

constexpr std::string_view word = "takeover";

}  // namespace

std::string takeover_id(const std::string& from, const std::string& to) { return std::string{word} + " " + from + " " + to; }

std::optional<Takeover> takeover_of(const engine::Entry& entry) {
    if (!std::holds_alternative<engine::ServerStarted>(entry.event)) return std::nullopt;
    const auto parts = split(entry.origin.command_id, ' ');
    if (parts.size() != 3 || parts[0] != word || !is_epoch(parts[1]) || !is_epoch(parts[2])) return std::nullopt;
    return Takeover{std::string{parts[1]}, std::string{parts[2]}, entry.origin.actor, entry.origin.reason};
}

std::optional<Takeover> takeover_of(const journal::Row& row) {
    // Decoding a row for nothing is dear where a day's journal is copied.
    if (row.text.find(word) == std::string::npos) return std::nullopt;
    const auto entry = formats::decode_entry(row.text);
    return entry ? takeover_of(*entry) : std::nullopt;
}

journal::Row row_after(const journal::Head& head, const engine::Entry& entry) {
    auto text = formats::encode_entry(entry);
    const auto hash = sha256(head.hash, text);
    return {entry.seq, std::move(text), hash};
}

std::string describe(const Takeover& takeover, Seq seq) {
    const auto who = takeover.actor.name.empty() ? std::string{"by itself"} : "by order of " + printable(takeover.actor.name, 100);
    return "Another server has taken this meet over with entry " + std::to_string(seq.value()) + ", " + who + ": " + printable(takeover.reason, 400) +
           " This server takes no orders any more; what its devices send is still recorded here. Work at the other one, and start this one anew with --standby.";
}

}  // namespace bowball::relay
