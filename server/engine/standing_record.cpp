#include "engine/standing_record.hpp"

namespace bowball::engine {

std::string_view to_string(RecordKind kind) {
    switch (kind) {
        case RecordKind::world: return "world";
        case RecordKind::continental: return "continental";
        case RecordKind::national: return "national";
        case RecordKind::meet: return "meet";
        case RecordKind::personal: return "personal";
        case RecordKind::season: return "season";
    }
    return "unknown";
}

Result<RecordKind> parse_record_kind(std::string_view text) {
    for (const auto kind : {RecordKind::world, RecordKind::continental, RecordKind::national, RecordKind::meet, RecordKind::personal, RecordKind::season}) {
        if (to_string(kind) == text) return kind;
    }
    return Error{errc::bad_input, "A record is world, continental, national, meet, personal or season."};
}

std::string_view mark_of(RecordKind kind) {
    switch (kind) {
        case RecordKind::world: return "WR";
        case RecordKind::continental: return "CR";
        case RecordKind::national: return "NR";
        case RecordKind::meet: return "MR";
        case RecordKind::personal: return "PB";
        case RecordKind::season: return "SB";
    }
    return "";
}

bool replaces(const StandingRecord& fresh, const StandingRecord& known) {
    const auto same = fresh.kind == known.kind && fresh.event == known.event && fresh.distance_m == known.distance_m && fresh.teams == known.teams;
    return same && (!is_own(fresh.kind) || fresh.holder == known.holder);
}

}  // namespace bowball::engine
