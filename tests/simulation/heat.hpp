// One race as it is rowed, run or swum: the start, the crews, and officials who bring it to its official result, with second thoughts.
#pragma once
#include <map>
#include <set>

#include "engine/judgement.hpp"
#include "officials.hpp"
#include "venue_plan.hpp"

namespace bowball::simulation {

class Heat {
public:
    Heat(World& world, Venue& venue, Officials& officials, std::function<Server*()> server, int number);

    void begin(std::function<void()> done);
    [[nodiscard]] bool is_done() const { return is_done_; }
    [[nodiscard]] RaceId id() const { return id_; }

    /// What really happened, in the start that counts.
    struct Truth {
        Duration signal{};
        std::map<int, Duration> finish;   ///< lane -> when it was in
        std::set<int> not_finished;
        std::map<int, rules::Consequence> offences;   ///< lane -> what its newest false start costs it
        [[nodiscard]] Duration time(int lane) const { return finish.at(lane) - signal; }
    };
    [[nodiscard]] const Truth& truth() const { return truth_; }
    /// What the ladder says of a crew: nothing, a card, or out.
    [[nodiscard]] std::optional<rules::Consequence> consequence(int lane) const;
    [[nodiscard]] bool is_out(int lane) const;

private:
    void advance();
    void start();
    void row(Duration signal);
    void begin_again();
    void call_back(int culprit);
    void blame(int lane);
    void dismiss();
    void recall_by_mistake();
    void abandon_by_mistake();
    [[nodiscard]] Duration plan_crews(Duration signal);

    void settle();
    void go_on(Duration span = 200ms);
    [[nodiscard]] bool settle_start(const engine::Judgement& judged);
    [[nodiscard]] bool settle_lane(const engine::Judgement& judged, const engine::LaneResult& result);
    [[nodiscard]] bool have_second_thoughts(const engine::Judgement& judged);
    [[nodiscard]] bool reconsider_official();
    void name(ImpulseId impulse, TimingPoint point, int lane);
    void order_and_undo(engine::Command order, engine::Command undo, std::function<void()> then);
    [[nodiscard]] std::optional<ImpulseId> seen_at(const engine::Judgement& judged, PointKind kind, Duration at) const;
    [[nodiscard]] RaceTime by_hand(Duration at);
    [[nodiscard]] bool thinks_again(int occasion);

    World& world_;
    Venue& venue_;
    Officials& officials_;
    std::function<Server*()> server_;
    RaceId id_;
    Truth truth_;
    std::function<void()> done_;
    std::map<int, std::size_t> blamed_;   ///< lane -> how often; 0: all of them together
    std::set<int> thought_;
    std::set<ImpulseId> voided_;
    int tries_ = 0;
    int starts_ = 0;
    bool is_done_ = false;
};

}  // namespace bowball::simulation
