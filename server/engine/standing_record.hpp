// A record as it stands: whose, of what kind, in which event. What a result needs to be one is in rules/record_rules.hpp.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "core/time.hpp"

namespace bowball::engine {

enum class RecordKind : std::uint8_t { world, continental, national, meet, personal, season };
/// "world", "continental" ...
[[nodiscard]] std::string_view to_string(RecordKind kind);
/// Fails with errc::bad_input.
[[nodiscard]] Result<RecordKind> parse_record_kind(std::string_view text);
/// What a result sheet says: "WR", "CR", "NR", "MR", "PB", "SB".
[[nodiscard]] std::string_view mark_of(RecordKind kind);
/// Personal and season bests are of their holder alone; of the others the race's fastest is one at most.
[[nodiscard]] constexpr bool is_own(RecordKind kind) { return kind == RecordKind::personal || kind == RecordKind::season; }

struct StandingRecord {
    RecordKind kind = RecordKind::meet;
    EventCode event;
    std::int32_t distance_m = 0;        ///< 0: of every distance of the event
    Duration time{};
    std::string holder;                 ///< a crew's name, or a person's
    std::string noc{};
    std::string date{};                 ///< as the organiser wrote it
    std::string place{};
    std::vector<std::string> teams{};   ///< first words of codes: only their crews can break it; empty: every crew
    friend bool operator==(const StandingRecord&, const StandingRecord&) = default;
};
/// Whether the one takes the place of the other: the same kind of the same event, and of the same holder or teams.
[[nodiscard]] bool replaces(const StandingRecord& fresh, const StandingRecord& known);

}  // namespace bowball::engine
