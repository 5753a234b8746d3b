// One race as it is rowed, run or swum: the start, the crews, and officials who bring it to its official result, with second thoughts.
#pragma once
#include <map>
#include <set>

#include "engine/judgement.hpp"
#include "officials.hpp"
#include "venue_plan.hpp"

namespace bowball::simulation {

inline LaneNumber lane_number(int lane) { return LaneNumber{static_cast<std::uint16_t>(lane)}; }

class Heat {
public:
    Heat(World& world, Venue& venue, Officials& officials, std::function<Server*()> server, int number);

    void begin(std::function<void()> done);
    [[nodiscard]] bool is_done() const { return is_done_; }
    /// Once a second: what was official may have been lost, NOT RECORDED, with the server. Then they go on with what is left of it.
    void look_again(const engine::MeetState& state);
    [[nodiscard]] RaceId id() const { return id_; }

    /// What really happened, in the start that counts.
    struct Truth {
        Duration signal{};
        std::map<int, Duration> finish;   ///< lane -> when it was in
        std::map<int, Duration> split;    ///< lane -> when it passed the point on the way
        std::set<int> not_finished;
        std::map<int, rules::Consequence> offences;   ///< lane -> what its newest false start costs it
        [[nodiscard]] Duration time(int lane) const { return finish.at(lane) - signal; }
    };
    [[nodiscard]] const Truth& truth() const { return truth_; }
    /// Whose times count: where only some rowed again, those of the race before.
    [[nodiscard]] const Truth& truth_of_times() const { return again_.empty() ? truth_ : before_; }
    [[nodiscard]] bool shall_not_finish(int lane) const { return truth_of_times().not_finished.contains(lane); }
    [[nodiscard]] bool was_rowed_by_some() const { return !again_.empty(); }
    [[nodiscard]] bool rows_again(int lane) const { return again_.contains(lane); }
    /// Long enough on its way that another one may start behind it.
    [[nodiscard]] bool leaves_the_start_free() const { return starts_ > 0 && !is_done_ && truth_.signal > Duration{} && world_.now >= truth_.signal + venue_.sport().interval(); }
    /// What the ladder says of a crew: nothing, a card, or out.
    [[nodiscard]] std::optional<rules::Consequence> consequence(int lane) const;
    [[nodiscard]] bool is_out(int lane) const;

private:
    void advance();
    void start();
    void row(Duration signal);
    void begin_again();
    void row_again();
    void call_back(int culprit);
    void call_it_a_mistake(int culprit);
    void blame(int lane);
    void dismiss();
    void recall_by_mistake();
    void abandon_by_mistake();
    [[nodiscard]] std::vector<int> field() const;
    [[nodiscard]] Duration plan_crews(Duration signal);
    [[nodiscard]] Duration plan_crew(int lane, Duration signal);

    void settle();
    void go_on(Duration span = 200ms);
    [[nodiscard]] bool settle_start(const engine::Judgement& judged);
    [[nodiscard]] bool is_another_race(const engine::Race& race) const;
    [[nodiscard]] bool settle_splits(const engine::Judgement& judged);
    [[nodiscard]] bool settle_lane(const engine::Judgement& judged, const engine::LaneResult& result);
    [[nodiscard]] bool put_right(const engine::LedgerImpulse& seen, int lane, std::optional<Duration> truth);
    [[nodiscard]] bool let_row_again(const engine::Judgement& judged);
    [[nodiscard]] bool have_second_thoughts(const engine::Judgement& judged);
    [[nodiscard]] bool reconsider_official();
    void name(ImpulseId impulse, TimingPoint point, int lane);
    void order_and_undo(engine::Command order, engine::Command undo, std::function<void()> then);
    void check_undone(const engine::Command& order) const;
    void check_named(ImpulseId impulse, TimingPoint point, int lane) const;
    [[nodiscard]] bool counts_now(const engine::JudgedImpulse& one, PointKind kind) const;
    [[nodiscard]] std::optional<ImpulseId> seen_at(const engine::Judgement& judged, PointKind kind, Duration at) const;
    [[nodiscard]] RaceTime by_hand(Duration at);
    [[nodiscard]] bool thinks_again(int occasion);

    World& world_;
    Venue& venue_;
    Officials& officials_;
    std::function<Server*()> server_;
    RaceId id_;
    Truth truth_;
    Truth before_;                        ///< of the race before some rowed again
    std::set<int> again_;                 ///< lanes that row again by themselves
    std::function<void()> done_;
    std::map<int, std::size_t> blamed_;   ///< lane -> how often; 0: all of them together
    std::set<int> thought_;
    std::set<ImpulseId> voided_;
    int tries_ = 0;
    int starts_ = 0;
    std::size_t runs_ = 0;                ///< that the server knew at the newest start
    bool is_done_ = false;
};

}  // namespace bowball::simulation
