// The views of a meet, kept up to date: what one race means to the others (medals, prognosis, systems A and B) is remembered,
// so that no race is judged twice for one change.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/bars.hpp"
#include "engine/outcome.hpp"
#include "engine/redundancy.hpp"
#include "views/project.hpp"

namespace bowball::views {

class Projection {
public:
    /// Every view there is, and a fresh beginning.
    [[nodiscard]] std::vector<TopicView> all(const engine::MeetState& state);
    /// What the entries changed. `state` is that after the last of them; all() came before.
    [[nodiscard]] std::vector<TopicView> update(const engine::MeetState& state, const std::vector<engine::Entry>& entries);

    /// What is wrong between systems A and B, as last projected; empty: nothing.
    [[nodiscard]] const std::string& redundancy_alarm() const { return redundancy_alarm_; }

private:
    /// What an update has to send beside the views of races.
    struct Changes {
        bool meet = false;
        bool redundancy = false;
        bool honours = false;
        bool inputs = false;
        bool reactions = false;
        std::set<EventCode> settled;                   ///< events whose races others' prognosis rests on
        std::vector<engine::Expulsion> expulsions;     ///< that came or went
    };
    using Judged = std::map<RaceId, engine::Judgement>;
    void judge(const engine::MeetState& state, const std::vector<RaceId>& races, Judged& judged, Changes& changes);
    /// Judges one race and remembers what it means to others: their events, and whom it put out before and now.
    void judge_one(const engine::MeetState& state, RaceId id, Judged& judged, Changes& changes);
    /// Races that may be armed now, or no longer, because the line has become free or is taken.
    [[nodiscard]] std::vector<RaceId> races_at_another_line(const engine::MeetState& state);
    [[nodiscard]] std::vector<RaceId> expelling_races() const;
    /// Those of the events that changed.
    [[nodiscard]] std::vector<TopicView> progressions(const engine::MeetState& state, const std::set<EventCode>& events);
    [[nodiscard]] TopicView redundancy(const engine::MeetState& state);

    std::map<RaceId, RaceHeader> headers_;
    std::map<RaceId, std::vector<engine::SystemDifference>> differences_;
    std::map<RaceId, engine::RaceReactions> reactions_;
    engine::RaceOutcomes outcomes_;
    std::map<RaceId, std::vector<engine::Expulsion>> expulsions_;
    std::map<EventCode, ProgressionView> progressions_;
    std::string redundancy_alarm_;
    std::vector<std::pair<ImpulseId, ImpulseId>> contacts_;   ///< of both systems: a sync check is offered of them
    std::optional<RaceTime> deadline_;    ///< when open races are to be looked at again, whatever comes before
    std::optional<RaceId> on_the_line_;   ///< waits to be started: no other race can be armed
};

}  // namespace bowball::views
