// What the demo's officials see of a batch: who did something to which race, and where each race stands. Pure.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/event.hpp"
#include "views/views.hpp"

namespace bowball::demo {

struct Observed {
    struct Stand {
        RaceId race;
        std::string state;                        ///< of the header: "running", "official" ...
    };
    struct Armed {
        RaceId race;
        RunNumber run;
    };
    std::vector<Stand> stands;                    ///< of the whole programme, in its order; empty: nothing has changed
    std::vector<Armed> armed;
    std::vector<engine::LanesDrawn> drawn;
    std::vector<engine::StatusSet> statuses;
    std::vector<engine::RerowOrdered> rerows;
    std::vector<engine::FalseStartDecided> decided;
    bool by_people = false;                       ///< somebody gave an order about a race or a crossing
    std::vector<RaceId> in_hand;                  ///< that such an order names
};

/// `own`: names of the demo's officials. All others with a name are people.
[[nodiscard]] Observed observe(const std::vector<engine::Entry>& entries, const std::vector<views::TopicView>& views, const std::vector<std::string>& own);

}  // namespace bowball::demo
