// Warnings of systems A and B that saw one crossing differently, or one that the other did not.
#include <algorithm>

#include "engine/warning_desk.hpp"
#include "engine/route.hpp"

namespace bowball::engine {
namespace {

class SystemDesk : WarningDesk {
public:
    using WarningDesk::WarningDesk;

    void judge() {
        systems();
    }

private:
    void systems() {
        if (case_.rules->swimming_times.id.empty()) differences();
        for (const auto& judged : judgement_.impulses) {
            if (judged.use == Use::further && is_machine(judged.ledger->impulse.source) && !is_start_point(judged.point.kind) && judged.lane) further(judged);
        }
    }

    void differences() {
        for (const auto& best : crossings_) {
            for (const auto& other : crossings_) {
                const auto same = best.lane == other.lane && best.point == other.point;
                const auto machines = best.source == Source::system_a && other.source == Source::system_b && !best.corrected && !other.corrected;
                if (!same || !machines) continue;
                const auto difference = std::chrono::abs(best.since_start.length - other.since_start.length);
                if (difference > case_.rules->finish.agreement)
                    warn(WarningKind::systems_differ, best.lane, best.impulse->id,
                         lane_text(best.lane) + ": systems A and B differ by " + rules::format_time(difference, 1ms) + " s at " + to_string(best.point) + ".");
            }
        }
    }

    /// A crossing that is not used because the lane has one already. Perhaps the first was the launch.
    void further(const JudgedImpulse& judged) {
        const auto own = std::ranges::find_if(crossings_, [&](const Crossing& c) {
            return c.lane == *judged.lane && c.point == judged.point && c.source == judged.ledger->impulse.source;
        });
        const auto& device = judged.ledger->impulse.device;
        if (own == crossings_.end()) {
            warn(WarningKind::systems_differ, judged.lane, judged.ledger->id,
                 lane_text(*judged.lane) + ": " + device + " saw a crossing long after the other system. It is not used.");
        } else if (judged.point.kind == PointKind::finish) {
            const auto later = interval(own->impulse->impulse.stamp, judged.ledger->impulse.stamp).length;
            warn(WarningKind::second_crossing, judged.lane, judged.ledger->id,
                 lane_text(*judged.lane) + ": " + device + " saw it cross the finish again " + rules::format_time(later, 100ms) + " s later. The first counts: void the one that was not the crew.");
        }
    }
};

}  // namespace

void warn_of_systems(const Case& the_case, const Judgement& judgement, const Crossings& crossings, std::vector<Warning>& found) { SystemDesk{the_case, judgement, crossings, found}.judge(); }

}  // namespace bowball::engine
