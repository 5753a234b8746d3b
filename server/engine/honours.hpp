// Medals and points of the meet, from what its races gave. Rules of the sports 6.
#pragma once
#include <string>
#include <vector>

#include "engine/outcome.hpp"

namespace bowball::engine {

enum class Medal : std::uint8_t { gold, silver, bronze };
[[nodiscard]] std::string_view to_string(Medal medal);

struct MedalWon {
    EventCode event;
    RaceId race;
    Medal medal{};
    CrewId crew;
    std::string team;
};

struct MedalRow {
    std::string team;
    std::uint32_t gold = 0;
    std::uint32_t silver = 0;
    std::uint32_t bronze = 0;
    std::uint16_t rank = 0;      ///< 1, 2, 2, 4: equal counts share it
    [[nodiscard]] std::uint32_t total() const { return gold + silver + bronze; }
};

/// Places 1 to 3 of the event, by event: in final A, or behind it where two race for gold and the losers of the semi-finals for bronze (beach
/// sprint). Two golds leave no silver, two silvers no bronze.
[[nodiscard]] std::vector<MedalWon> medals_of(const MeetState& state, const RaceOutcomes& outcomes);
/// By gold, then silver, then bronze, then name.
[[nodiscard]] std::vector<MedalRow> medal_table(const std::vector<MedalWon>& medals);

struct PointsWon {
    EventCode event;
    RaceId race;
    CrewId crew;
    std::string team;
    std::size_t place = 0;
    std::int64_t milli = 0;      ///< thousandths of a point, with the bonus
    std::int64_t bonus_milli = 0;
};

struct PointsRow {
    std::string team;
    std::int64_t milli = 0;
    std::vector<std::uint32_t> places;   ///< how many first, second, ... places scored: breaks ties
    std::uint16_t rank = 0;
};

/// What each crew scored, by the points rules of the race that it scored in.
[[nodiscard]] std::vector<PointsWon> points_of(const MeetState& state, const RaceOutcomes& outcomes);
/// By points, then more wins, more second places, ..., then name.
[[nodiscard]] std::vector<PointsRow> points_table(const std::vector<PointsWon>& points);

}  // namespace bowball::engine
