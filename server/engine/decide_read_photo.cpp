// Decides what becomes of a reading that a person made: typed, or by columns of an imported picture; entered, or kept beside others'.
#include <algorithm>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "engine/decide_steps.hpp"
#include "engine/photo_readings.hpp"

namespace bowball::engine {
namespace {

Result<void> check_rows(const Race& race, const std::vector<PhotoRow>& rows) {
    if (rows.empty()) return Error{errc::bad_input, "A reading names at least one lane."};
    for (const auto& row : rows) {
        if (const auto lane = need_lane(race, row.lane); !lane) return lane.error();
        if (row.place && *row.place == 0) return Error{errc::bad_input, "Places are numbered from 1."};
        if (row.watches.size() > rules::most_watches || std::ranges::any_of(row.watches, [](Duration watch) { return watch <= 0ns; }))
            return Error{errc::bad_input, "A lane has up to three watches, each longer than zero."};
        if (row.time && *row.time <= 0ns) return Error{errc::bad_input, "A time read from the picture is longer than zero."};
    }
    return {};
}

/// The picture that is meant, and the times of the columns: whoever reads says where, never when.
Result<void> read_columns(const Race& race, const Digest& sha256, PhotoRead& read) {
    const auto of_this_start = [&](const PhotoPicture& one) { return one.runs == race.runs.size() && one.picture.digest == sha256; };
    const auto seen = std::ranges::find_if(race.pictures, of_this_start);
    if (seen == race.pictures.end()) return Error{errc::not_found, "The picture that was read is not one of this start of " + name_of(race.id()) + " any more. Look at the newest one."};
    read.document = seen->document;
    read.picture = seen->picture;
    read.resolution = length_of_column(seen->picture);
    for (auto& row : read.rows) {
        if (!row.column) continue;
        if (*row.column >= seen->picture.width) return Error{errc::bad_input, "Lane " + std::to_string(row.lane.value()) + ": the picture has " + std::to_string(seen->picture.width) + " columns."};
        row.time = time_of_column(seen->picture, *row.column);
        if (*row.time <= 0ns) return Error{errc::bad_input, "Lane " + std::to_string(row.lane.value()) + ": that column is before the start."};
    }
    return check_order(read.rows);
}

Result<void> may_keep(const Order& order, const Race& race, const PhotoRead& read) {
    if (!is_there(read.picture)) return Error{errc::bad_input, "A reading that is kept beside others names its picture."};
    if (std::ranges::any_of(read.rows, [](const PhotoRow& row) { return !row.column; })) return Error{errc::bad_input, "A reading that is kept beside others names a column for each lane."};
    const auto others = std::ranges::count_if(race.kept_readings, [&](const KeptReading& one) { return one.runs == race.runs.size() && one.by.actor.name != order.origin.actor.name; });
    if (static_cast<std::size_t>(others) >= limits::photo_readers) return Error{errc::too_many, std::to_string(limits::photo_readers) + " people have read this picture. Compare what they read."};
    return {};
}

/// While readers differ about a lane nobody enters it, but for one who is above them and says why.
Result<void> may_enter(const Order& order, const Race& race, const PhotoRead& read) {
    const auto disputed = lanes_in_dispute(race);
    std::string named;
    for (const auto lane : disputed) {
        const auto is_entered = std::ranges::any_of(read.rows, [&](const PhotoRow& row) { return row.lane == lane && !is_blank(row); });
        if (is_entered) named += (named.empty() ? "" : ", ") + std::to_string(lane.value());
    }
    if (named.empty()) return {};
    const auto role = order.origin.actor.role;
    if (role != Role::referee && role != Role::admin)
        return Error{errc::not_allowed, "The readers differ about lane " + named + ". Let them read again, or let a referee choose."};
    return need_reason(order, "for choosing where readers differ: lane " + named);
}

}  // namespace

Decided decide(const MeetState& state, const Order& order, const ReadPhoto& command) {
    const auto race = need_race(state, command.race);
    if (!race) return race.error();
    if (const auto open = need_not_official(**race); !open) return open.error();
    if (const auto sound = check_rows(**race, command.rows); !sound) return sound.error();
    PhotoRead read{command.race, command.document, resolution_of(command.resolution, command.rows), false, command.rows, {}, command.kept};
    if (command.picture) {
        if (const auto placed = read_columns(**race, *command.picture, read); !placed) return placed.error();
    }
    if (const auto may = command.kept ? may_keep(order, **race, read) : may_enter(order, **race, read); !may) return may.error();
    return Events{std::move(read)};
}

}  // namespace bowball::engine
