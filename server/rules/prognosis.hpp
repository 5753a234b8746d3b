// Where a crew will finish, from its time on the way. Shown while a race is on, with its interval; never a result.
// Rules of the sports 6: T = t * R, R the mean of finish / split of crews that were timed before, else of an even pace.
#pragma once
#include <optional>
#include <vector>

#include "core/time.hpp"

namespace bowball::rules {

/// One crew's time on the way and at the finish, of a race that is over.
struct SplitToFinish {
    Duration split{};
    Duration finish{};
    friend bool operator==(const SplitToFinish&, const SplitToFinish&) = default;
};

struct Prognosis {
    Duration time{};
    Duration low{};          ///< the finish is expected between the two in 95 of 100 cases
    Duration high{};
    std::size_t crews = 0;   ///< it rests on so many; 0: on an even pace
    friend bool operator==(const Prognosis&, const Prognosis&) = default;
};

/// Fewer crews than this say too little of the next one: an even pace is assumed.
inline constexpr std::size_t fewest_for_prognosis = 5;

struct PrognosisRules {
    /// Half-width of the interval around an even pace, in percent of the time still to come. An assumption, not a measurement.
    std::int32_t even_pace_percent = 5;
    friend bool operator==(const PrognosisRules&, const PrognosisRules&) = default;
};

/// `split` is the time at `metres` of `distance_m`. None unless 0 < metres < distance_m and the time is above zero.
/// With fewest_for_prognosis crews or more the interval is that of one more crew of the same kind (Student's t, 95 %).
[[nodiscard]] std::optional<Prognosis> predict(Duration split, std::int32_t metres, std::int32_t distance_m, const std::vector<SplitToFinish>& history,
                                               const PrognosisRules& rules);

}  // namespace bowball::rules
