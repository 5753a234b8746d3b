// What the sensors at the start say while crews wait there: the red light, the gates, the bows. An order is never the fact.
#include <algorithm>
#include <map>

#include "engine/start_signal.hpp"
#include "views/project_race.hpp"

namespace bowball::views {
namespace {

using Lane = ConsoleView::StartLine::Lane;

/// What a sensor said longer ago is not of this start.
constexpr Duration stands_for = 1h;

class StartLineReader {
public:
    StartLineReader(const engine::MeetState& state, const engine::Race& race) : run_(*race.run()) {
        for (auto at = engine::ledger_from(state, run_.armed_at - stands_for); at != state.ledger.end(); ++at) {
            const auto point = engine::point_of(*at);
            if (is_start_point(point.kind) && at->impulse.trust == Trust::good && !engine::is_voided(*at, race.as_of())) take(point.kind, *at);
        }
    }

    [[nodiscard]] ConsoleView::StartLine read() const {
        ConsoleView::StartLine shown;
        shown.red = red();
        for (const auto lane : run_.lanes) {
            const Lane one{lane.value(), gate(lane), bow(lane)};
            if (!one.gate.empty() || !one.bow.empty()) shown.lanes.push_back(one);
        }
        std::ranges::sort(shown.lanes, {}, &Lane::lane);
        return shown;
    }

private:
    using Input = std::pair<PointKind, std::optional<LaneNumber>>;
    struct Told {
        Edge edge{};
        RaceTime at;
        bool ends = false;   ///< it was seen to let go before
    };

    void take(PointKind kind, const engine::LedgerImpulse& seen) {
        auto& told = told_[{kind, engine::lane_of(seen)}];
        told = {seen.impulse.edge, seen.impulse.stamp.at, told.ends || seen.impulse.edge == Edge::falling};
    }

    [[nodiscard]] const Told* find(PointKind kind, std::optional<LaneNumber> lane) const {
        const auto found = told_.find({kind, lane});
        return found == told_.end() ? nullptr : &found->second;
    }

    /// Many boxes tell the beginning of a contact only: one from before the arming says nothing of now, unless its input tells the end too.
    [[nodiscard]] bool is_of_now(const Told& told) const { return told.ends || told.at >= run_.armed_at; }

    [[nodiscard]] std::string red() const {
        const auto is_wired = std::ranges::find(run_.read_back, TimingPoint{PointKind::red_light, 0}) != run_.read_back.end();
        const auto* told = find(PointKind::red_light, std::nullopt);
        if (told == nullptr || !is_of_now(*told)) return is_wired ? "dark" : "";
        return told->edge == Edge::rising ? "lit" : "dark";
    }

    [[nodiscard]] std::string gate(LaneNumber lane) const {
        const auto* release = find(PointKind::gate_release, lane);
        if (release == nullptr || !is_of_now(*release)) return "";
        if (release->edge == Edge::falling) return "up";
        const auto* clear = find(PointKind::gate_clear, lane);
        return clear != nullptr && clear->edge == Edge::rising && clear->at >= release->at ? "down" : "open";
    }

    [[nodiscard]] std::string bow(LaneNumber lane) const {
        const auto* contact = find(PointKind::bow_contact, lane);
        if (contact == nullptr || !is_of_now(*contact)) return "";
        return contact->edge == Edge::rising ? "there" : "away";
    }

    const engine::Run& run_;
    std::map<Input, Told> told_;
};

}  // namespace

std::optional<ConsoleView::StartLine> project_start_line(const RaceCase& the_case) {
    if (!engine::waits_at_the_line(the_case.state, the_case.race)) return std::nullopt;
    auto shown = StartLineReader{the_case.state, the_case.race}.read();
    if (shown == ConsoleView::StartLine{}) return std::nullopt;
    return shown;
}

}  // namespace bowball::views
