// What teams and crews took home.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace bowball::views {

/// The medal table, from official finals.
struct MedalsView {
    struct Row {
        std::uint16_t rank = 0;
        std::string team;
        std::uint32_t gold = 0;
        std::uint32_t silver = 0;
        std::uint32_t bronze = 0;
        std::uint32_t total = 0;
    };
    std::vector<Row> rows;
    struct Won {
        std::string event;
        std::string event_title;
        std::uint32_t race = 0;
        std::string medal;                    ///< "gold", "silver", "bronze"
        std::uint32_t crew = 0;
        std::string code;
        std::string name;
    };
    std::vector<Won> medals;                  ///< by event, best first
};

/// Points of the teams, from official results, where the rule set gives any.
struct PointsView {
    struct Row {
        std::uint16_t rank = 0;
        std::string team;
        std::string points_text;              ///< "23.5"
        std::int64_t points_milli = 0;
        std::vector<std::uint32_t> places;    ///< how many first, second ... places scored: they break ties
    };
    std::vector<Row> rows;
    struct Won {
        std::string event;
        std::string event_title;
        std::uint32_t race = 0;
        std::uint32_t place = 0;
        std::uint32_t crew = 0;
        std::string code;
        std::string name;
        std::string points_text;              ///< with the bonus
        std::string bonus_text;               ///< for the fastest of the round; empty: none
    };
    std::vector<Won> scored;
};

}  // namespace bowball::views
