// Journal entries as text: one canonical line of JSON each, and back.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/event.hpp"

namespace bowball::formats {

struct JsonDocument;

/// The word for a fact: "impulse_seen".
[[nodiscard]] std::string_view kind_of(const engine::Event& event);
/// The race that a fact names, if it names one.
[[nodiscard]] std::optional<RaceId> race_of(const engine::Event& event);

/// One line, without a line feed. The same entry gives the same bytes, on every machine: the hash chain is over these.
[[nodiscard]] std::string encode_entry(const engine::Entry& entry);
/// Fails with errc::bad_input; the text names the key.
[[nodiscard]] Result<engine::Entry> decode_entry(std::string_view line);
/// The same of a line that has been parsed.
[[nodiscard]] Result<engine::Entry> decode_entry(const JsonDocument& line);

/// Whether a fact belongs on the public log.
[[nodiscard]] bool is_public(const engine::Event& event);
/// True where it says in which years people were born: a result needs the crew's category, and nobody's year.
[[nodiscard]] bool names_years_of_birth(const engine::Event& event);
/// When the impulse was seen that the entry records, microseconds of race time; nothing if it records none.
[[nodiscard]] std::optional<std::int64_t> edge_us_of(const engine::Entry& entry);
/// The entry for the public log: the same without the name of the person, the order's id, and years of birth.
[[nodiscard]] std::string encode_public_entry(const engine::Entry& entry);

}  // namespace bowball::formats
