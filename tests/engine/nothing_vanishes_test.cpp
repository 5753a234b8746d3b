// Days that nobody thought of: after every step each impulse stands with a race, or a race says how many it has no room for; no two races use one, and
// no official result is other than what was sealed.
#include <random>
#include <set>

#include "world.hpp"

namespace bowball::engine {
namespace nothing_vanishes_test {

constexpr std::uint32_t races = 3;
constexpr int days = 500;    // day 471 found a crossing of two races
constexpr int steps = 60;

class Day {
public:
    explicit Day(std::uint32_t seed) : random_(seed) {
        for (std::uint32_t race = 2; race <= races; ++race) world_.schedule(race, "rowing", 2);
    }

    /// Some time later something happens; what the engine refuses does not.
    void step() {
        constexpr int waits[] = {1, 3, 20, 40, 60, 200};
        world_.wait_until(now() + waits[any(6)] * 1s);
        const RaceId race{1 + any(races)};
        switch (any(30)) {
            case 0: try_to("call", race, CallRace{race}); break;
            case 1:
            case 2:
                try_to("arm", race, ArmRace{race});
                see({PointKind::start_signal, 0}, 0, now() + 1s);
                break;
            case 3: try_to("recall", race, RecallRace{race, RecallCause::other}); break;
            case 4: try_to("withdraw the recall", race, WithdrawRecall{race}); break;
            case 5: try_to("abandon", race, AbandonRace{race}); break;
            case 6: try_to("row again", race, OrderRerow{race, {}}); break;
            case 7: try_to("row again, lane 1", race, OrderRerow{race, {lane(1)}}); break;
            case 8: try_to("publish", race, PublishResult{race}); break;
            case 9: try_to("confirm", race, ConfirmResult{race, true}); break;
            case 10: try_to("reopen", race, ReopenResult{race}); break;
            case 11: try_to("select", race, SelectRace{race}); break;
            case 12: try_to("cancel", race, CancelRace{race}); break;
            case 18: try_to("take back that it was abandoned:", race, WithdrawAbandonment{race}); break;
            case 19: try_to("take back the re-row of", race, WithdrawRerow{race}); break;
            case 20: try_to("take back the result of", race, WithdrawResult{race}); break;
            case 21:
                if (!world_.state.ledger.empty()) try_to("void", race, VoidImpulse{world_.state.ledger[any(static_cast<std::uint32_t>(world_.state.ledger.size()))].id});
                break;
            case 22: try_to("take back the call of", race, WithdrawCall{race}); break;
            case 23: try_to("arm", race, ArmRace{race}); break;
            case 24: try_to("take back the arming of", race, WithdrawArm{race}); break;
            case 13: see({PointKind::start_signal, 0}, 0, now()); break;
            case 14: see({PointKind::finish, 0}, 1 + static_cast<int>(any(2)), Duration{static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(now().count()))}); break;
            case 15:
                if (!world_.state.ledger.empty()) try_to("assign", race, AssignImpulse{world_.state.ledger[any(static_cast<std::uint32_t>(world_.state.ledger.size()))].id, race, {PointKind::finish, 0}, lane(1)});
                break;
            default: see({PointKind::finish, 0}, 1 + static_cast<int>(any(2)), now());
        }
    }

    /// What stands in no list, with all that happened; nothing where all is well.
    [[nodiscard]] std::string vanished() const {
        std::set<ImpulseId> listed;
        std::size_t unlisted = 0;
        for (const auto& [id, race] : world_.state.races) {
            const auto judgement = judge(world_.state, race);
            unlisted += judgement.unlisted;
            std::set<ImpulseId> here;
            for (const auto& one : judgement.impulses) {
                if (!here.insert(one.ledger->id).second) return "impulse " + std::to_string(one.ledger->id.value()) + " stands twice with race " + std::to_string(id.value()) + ":" + log_;
            }
            listed.merge(here);
        }
        for (const auto& one : world_.state.ledger) {
            if (unlisted == 0 && !listed.contains(one.id)) return "impulse " + std::to_string(one.id.value()) + " at " + seconds(one.impulse.stamp.at.time_since_epoch()) + " stands with no race:" + log_;
        }
        return {};
    }

    /// An impulse that two races use, or that a result rests on and no list has as used; nothing where all is well.
    [[nodiscard]] std::string shared() const {
        std::set<ImpulseId> used;
        for (const auto& [id, race] : world_.state.races) {
            const auto judgement = judge(world_.state, race);
            for (const auto& one : judgement.impulses) {
                const auto counts = one.use == Use::used || one.use == Use::confirming;
                if (counts && !used.insert(one.ledger->id).second) return "impulse " + std::to_string(one.ledger->id.value()) + " is of race " + std::to_string(id.value()) + " and of another:" + log_;
            }
            for (const auto& result : judgement.results) {
                if (result.time && result.time->finish && !used.contains(*result.time->finish)) return "a time of race " + std::to_string(id.value()) + " rests on what is not used:" + log_;
            }
        }
        return {};
    }

    /// An official result that is not what was sealed; nothing where all is well.
    [[nodiscard]] std::string drifted() const {
        for (const auto& [id, race] : world_.state.races) {
            if (race.stage == Stage::official && digest_of(judge(world_.state, race)) != race.revisions.back().digest) return "race " + std::to_string(id.value()) + " is not what was made official:" + log_;
        }
        return {};
    }

    /// What was decided and could not be folded; nothing where all is well.
    [[nodiscard]] std::string put_aside() const { return world_.state.quarantine.empty() ? std::string{} : world_.state.quarantine.front().why + log_; }

private:
    [[nodiscard]] std::uint32_t any(std::uint32_t of) { return static_cast<std::uint32_t>(random_()) % of; }
    [[nodiscard]] Duration now() const { return world_.state.now.time_since_epoch(); }
    static std::string seconds(Duration when) { return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(when).count()) + " s"; }

    void see(TimingPoint point, int in_lane, Duration when) {
        world_.impulse(point, in_lane, when);
        log_ += "\n  " + seconds(now()) + ": " + to_string(point) + " of " + seconds(when) + ", impulse " + std::to_string(world_.last_impulse().value());
    }

    void try_to(const std::string& what, RaceId race, Command command) {
        if (world_.order(std::move(command), "so it was")) log_ += "\n  " + seconds(now()) + ": " + what + " race " + std::to_string(race.value());
    }

    World world_{{}, 2};
    std::mt19937 random_;
    std::string log_;
};

TEST(NothingVanishes, OnAnyDayAfterEveryStep) {
    for (std::uint32_t seed = 1; seed <= days; ++seed) {
        Day day{seed};
        for (int i = 0; i < steps; ++i) {
            day.step();
            const auto vanished = day.vanished();
            ASSERT_EQ(vanished, "") << "day " << seed;
            ASSERT_EQ(day.shared(), "") << "day " << seed;
            ASSERT_EQ(day.drifted(), "") << "day " << seed;
            ASSERT_EQ(day.put_aside(), "") << "day " << seed;
        }
    }
}

}  // namespace nothing_vanishes_test
}  // namespace bowball::engine
