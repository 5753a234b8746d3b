// What the files of warnings share. Inside the engine only; everybody else calls judge().
//
// One file for each noun: warn_of_start, warn_of_impulses ... Each warning is a sentence that says what to do.
#pragma once
#include "engine/judge_steps.hpp"

namespace bowball::engine {

[[nodiscard]] inline std::string lane_text(LaneNumber lane) { return "Lane " + std::to_string(lane.value()); }

/// Where a judge of warnings has what it looks at, and where it puts what it found.
class WarningDesk {
public:
    WarningDesk(const Case& the_case, const Judgement& judgement, const Crossings& crossings, std::vector<Warning>& found)
        : case_(the_case), judgement_(judgement), crossings_(crossings.all), found_(found) {}

protected:
    void warn(WarningKind kind, std::optional<LaneNumber> lane, std::optional<ImpulseId> impulse, std::string text) { found_.push_back({kind, lane, impulse, std::move(text)}); }

    const Case& case_;
    const Judgement& judgement_;
    const std::vector<Crossing>& crossings_;

private:
    std::vector<Warning>& found_;
};

void warn_of_start(const Case& the_case, const Judgement& judgement, const Crossings& crossings, std::vector<Warning>& found);
void warn_of_impulses(const Case& the_case, const Judgement& judgement, const Crossings& crossings, std::vector<Warning>& found);
void warn_of_picture(const Case& the_case, const Judgement& judgement, const Crossings& crossings, std::vector<Warning>& found);
void warn_of_lanes(const Case& the_case, const Judgement& judgement, const Crossings& crossings, std::vector<Warning>& found);
void warn_of_systems(const Case& the_case, const Judgement& judgement, const Crossings& crossings, std::vector<Warning>& found);
void warn_of_order(const Case& the_case, const Judgement& judgement, const Crossings& crossings, std::vector<Warning>& found);

}  // namespace bowball::engine
