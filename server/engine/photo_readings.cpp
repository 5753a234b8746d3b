#include "engine/photo_readings.hpp"

#include <algorithm>
#include <set>

namespace bowball::engine {
namespace {

/// -1, 0 or 1: the first before, beside or behind the second. By place where both have one: neighbouring columns may be a dead heat.
int order_of(const PhotoRow& a, const PhotoRow& b) {
    const auto sign = [](auto one, auto other) { return one < other ? -1 : one > other ? 1 : 0; };
    return a.place && b.place ? sign(*a.place, *b.place) : sign(*a.time, *b.time);
}

struct Twice {
    const PhotoRow* one;
    const PhotoRow* other;
};

/// Lanes whose time both read.
std::vector<Twice> read_by_both(const KeptReading& one, const KeptReading& other) {
    std::vector<Twice> both;
    for (const auto& row : one.rows) {
        const auto same = std::ranges::find(other.rows, row.lane, &PhotoRow::lane);
        if (same != other.rows.end() && row.time && same->time) both.push_back({&row, &*same});
    }
    return both;
}

void compare(const KeptReading& one, const KeptReading& other, std::set<LaneNumber>& disputed) {
    const auto both = read_by_both(one, other);
    const auto column = std::max(one.resolution, other.resolution);
    for (const auto& lane : both) {
        if (std::chrono::abs(*lane.one->time - *lane.other->time) > column) disputed.insert(lane.one->lane);
    }
    for (const auto& a : both) {
        for (const auto& b : both) {
            if (order_of(*a.one, *b.one) != order_of(*a.other, *b.other)) disputed.insert({a.one->lane, b.one->lane});
        }
    }
}

}  // namespace

Duration resolution_of(Duration said, const std::vector<PhotoRow>& rows) {
    if (said > 0ns) return said;
    Duration step = 1s;
    for (const auto& row : rows) {
        while (row.time && step > 1us && *row.time % step != 0ns) step /= 10;
    }
    const auto has_times = std::ranges::any_of(rows, [](const PhotoRow& row) { return row.time.has_value(); });
    return has_times ? step : 1ms;
}

Duration time_of_column(const Picture& picture, std::uint32_t column) {
    const auto since = (std::uint64_t{column} * 2'000'000'000 / picture.lines_per_s + 1) / 2;
    return picture.column_0 + Duration{static_cast<std::int64_t>(since)};
}

Duration length_of_column(const Picture& picture) { return Duration{(1'000'000'000 + std::int64_t{picture.lines_per_s} - 1) / picture.lines_per_s}; }

Result<void> check_order(const std::vector<PhotoRow>& rows) {
    std::vector<const PhotoRow*> read;
    for (const auto& row : rows) {
        if (row.place && row.column) read.push_back(&row);
    }
    std::ranges::sort(read, {}, [](const PhotoRow* row) { return *row->column; });
    const auto lanes = [](const PhotoRow& a, const PhotoRow& b) { return "Lanes " + std::to_string(a.lane.value()) + " and " + std::to_string(b.lane.value()); };
    for (std::size_t i = 0; i < read.size(); ++i) {
        for (std::size_t k = i + 1; k < read.size(); ++k) {
            const auto& first = *read[i];
            const auto& second = *read[k];
            const auto apart = *second.column - *first.column;
            if (*second.place < *first.place) return Error{errc::bad_input, lanes(first, second) + ": the places are not in the order of the columns."};
            if (apart == 0 && *first.place != *second.place) return Error{errc::bad_input, lanes(first, second) + " are read in one column: that is a dead heat."};
            if (apart > 1 && *first.place == *second.place)
                return Error{errc::bad_input, lanes(first, second) + " are read " + std::to_string(apart) + " columns apart: that is no dead heat."};
        }
    }
    return {};
}

std::vector<LaneNumber> lanes_in_dispute(const Race& race) {
    std::set<LaneNumber> disputed;
    const auto& all = race.kept_readings;
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t k = i + 1; k < all.size(); ++k) {
            if (all[i].runs == race.runs.size() && all[k].runs == race.runs.size()) compare(all[i], all[k], disputed);
        }
    }
    return {disputed.begin(), disputed.end()};
}

}  // namespace bowball::engine
