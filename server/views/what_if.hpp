// A race as it is judged and as it would be by other rules, side by side: for officials who ask, never a result.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/what_if.hpp"
#include "views/views.hpp"

namespace bowball::views {

struct WhatIfAnswer {
    RaceHeader header;
    std::uint64_t seq = 0;                     ///< the newest entry that it rests on
    std::vector<std::string> rule_sets;        ///< that can be asked for, by id
    /// By what it is judged.
    struct Rules {
        std::string rules;                     ///< id and version: "rowing 1"
        std::optional<std::int64_t> threshold_ns;   ///< null: no limit
        std::string algorithm;                 ///< "baseline_sigma" and so on
        std::string parameters;                ///< of it
        std::string prefer;                    ///< "trace" or "sensor", where a lane has both
        std::string digest;                    ///< of everything that the rule set says, 64 hexadecimal digits
    };
    Rules now;
    Rules then;
    /// A crew, judged one way.
    struct Side {
        std::optional<std::int64_t> reaction_ns;    ///< since the signal, exact
        std::int64_t uncertainty_ns = 0;       ///< half-width, 95 %
        std::string reaction_text;             ///< seconds, cut as the rules show them
        std::string algorithm;                 ///< that made the reaction; empty: a sensor, or none
        std::string parameters;
        std::string problem;                   ///< why the trace gives no onset
        std::vector<std::string> faults;       ///< "reaction", "late_release" ...
        std::string status;
        std::string card;
        std::optional<std::uint16_t> rank;
        bool rank_shared = false;
        std::optional<ShownTime> time;
        friend bool operator==(const Side&, const Side&) = default;
    };
    struct Row {
        ShownCrew crew;
        Side now;
        Side then;
        bool differs = false;
    };
    std::vector<Row> rows;                     ///< by lane
};

/// Fails as engine::what_if() does.
[[nodiscard]] Result<WhatIfAnswer> project_what_if(const engine::MeetState& state, RaceId race, const engine::WhatIf& question);

}  // namespace bowball::views
