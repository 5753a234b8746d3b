// In which unit a time of athletics is published; always to the next longer one (World Athletics 19). Pure.
#pragma once
#include "rules/rounding.hpp"

namespace bowball::rules {

enum class AthleticsTiming : std::uint8_t {
    photo_finish,  ///< fully automatic
    hand,
    transponder,   ///< off the track only; gun time
};

struct AthleticsRace {
    std::int32_t distance_m = 100;
    bool off_stadium = false;  ///< partly or wholly outside: road, cross country, walks
};

/// 1/100 s on the track to 10,000 m, 1/10 s beyond, 1 s off the stadium; by hand 1/10 s on the track; by transponder 1 s.
[[nodiscard]] constexpr Duration athletics_unit(const AthleticsRace& race, AthleticsTiming timing) {
    if (race.off_stadium || timing == AthleticsTiming::transponder) return 1s;
    if (timing == AthleticsTiming::hand || race.distance_m > 10'000) return 100ms;
    return 10ms;
}
[[nodiscard]] inline Duration athletics_time(Duration read, const AthleticsRace& race, AthleticsTiming timing) {
    return round(read, athletics_unit(race, timing), Rounding::up);
}

}  // namespace bowball::rules
