// A whole race day in a simulated venue, from one seed: crews race, devices and lines fail, officials give orders (some of
// them twice), and the one real Race with its journal makes of it what it can. Beside it stands the truth.
#pragma once
#include <gtest/gtest.h>

#include <array>

#include "formats/frame.hpp"
#include "race/race.hpp"
#include "shaky_journal.hpp"
#include "venue.hpp"

namespace bowball::simulation {

inline constexpr int course_lanes = 6;
inline constexpr RaceTime morning{1'784'883'600s};

class Day {
public:
    /// `seed` decides what happens on the water, `line_seed` what the lines do to it.
    Day(std::uint64_t seed, std::uint64_t line_seed, Faults faults, int races = 3)
        : faults_(faults), water_(seed), lines_(line_seed), races_(races) {
        open();
        programme();
        Duration begin = 60s;
        for (int number = 1; number <= races_; ++number) begin = plan_race(number, begin);
        for (auto second = 1s; second <= begin + 60s; second += 1s) agenda_.at(second, [this] { tick(); });
        agenda_.run(now_);
        journal.broken = false;
        EXPECT_TRUE(race->catch_up());
    }

    /// The same journal, opened by another server.
    [[nodiscard]] std::unique_ptr<race::Race> reopened() {
        auto opened = race::Race::open(journal, options([](const race::Batch&) {}));
        return std::move(*opened);
    }

    ShakyJournal journal;
    std::unique_ptr<race::Race> race;
    std::vector<std::string> broken_promises;                 ///< what was seen of a batch that must never be
    std::map<std::pair<int, int>, Duration> truth;            ///< (race, lane) -> the crew's time in the run that counts
    std::map<std::pair<int, int>, std::size_t> sent;          ///< (race, lane) -> finish impulses that the timer made
    std::size_t reported_impulses = 0;

private:
    race::Options options(std::function<void(const race::Batch&)> publish) {
        race::Options options;
        options.anchor = Anchor{HostTime{}, morning};
        options.now = [this] { return race::Now{morning + now_, wall()}; };
        options.publish = std::move(publish);
        options.drivers = {{"start_box", {"simulator", "simulated", {}, 0}}, {"timer", {"alge_timy", "documented", {}, faults_.timer_ppb != 0 ? 100'000 : 0}}};
        options.channels.push_back({"start_box", "green", {PointKind::start_signal, 0}, {}, Source::system_a, false});
        options.channels.push_back({"timer", "C0", {PointKind::start_signal, 0}, {}, Source::system_a, false});
        options.channels.push_back({"timer", "C1", {PointKind::finish, 0}, {}, Source::system_a, true});
        for (std::uint16_t lane = 1; lane <= course_lanes; ++lane)
            options.channels.push_back({"start_box", "motion_" + std::to_string(lane), {PointKind::first_motion, 0}, LaneNumber{lane}, Source::system_a, false});
        return options;
    }

    void open() {
        race = std::move(*race::Race::open(journal, options([this](const race::Batch& batch) { watch(batch); })));
        const auto observe = [this](Observation observation) {
            const auto* raw = std::get_if<RawImpulse>(&observation.report);
            if (raw != nullptr) ++reported_impulses;
            EXPECT_TRUE(race->observe(std::move(observation)));
            if (!lines_.chance(30)) drain();  // the others wait for the next: batches of several
        };
        box_line_ = std::make_unique<Line>("simulator", "start_box", agenda_, lines_, faults_, observe);
        timer_line_ = std::make_unique<Line>("alge_timy", "timer", agenda_, lines_, faults_, observe);
        timer_ = std::make_unique<Timer>(*timer_line_, lines_, faults_);
    }

    /// This computer's time of day: somebody sets it an hour forward and back in the midst of races, and a leap second is taken in.
    [[nodiscard]] WallTime wall() const {
        if (!faults_.wall_steps) return {};
        constexpr std::array steps{0s, 3600s, -3600s, 1s, -1s};
        return WallTime{std::chrono::floor<WallTime::duration>(morning.time_since_epoch() + now_ + steps[static_cast<std::size_t>(now_ / 97s) % steps.size()])};
    }

    void watch(const race::Batch& batch) {
        if (batch.recorded && journal.head().seq < batch.head) broken_promises.push_back("published and called recorded, but not in the journal: entry " + std::to_string(batch.head.value()));
        for (const auto& view : batch.views) {
            const auto* health = std::get_if<views::HealthView>(&view.view);
            if (health != nullptr && health->recorded != batch.recorded) broken_promises.push_back("the health view does not say what is recorded");
        }
    }

    void drain() {
        if (lines_.chance(faults_.broken_disk)) journal.broken = !journal.broken;
        while (race->drain()) {
        }
    }

    void tick() {
        drain();
        race->pass_deadlines();
        race->catch_up();
        box_line_->send(now_, simulator::time_line(box_ticks(now_)), false);
    }

    /// The start box counts from its switching on, 20 ppm fast if nothing else is said.
    [[nodiscard]] std::int64_t box_ticks(Duration at) const { return (at + 4321s + at / 1000 * faults_.box_ppb / 1'000'000).count(); }
    void box_edge(const std::string& channel, Duration at) { box_line_->send(at, simulator::edge_line(channel, box_ticks(at), true, 50'000)); }

    /// An official's order at `at`, pressed twice at times; both must come to the same.
    void order_at(Duration at, engine::Command command, std::string reason = "") {
        agenda_.at(at, [this, command = std::move(command), reason = std::move(reason)] { order(command, reason); });
    }
    void order(const engine::Command& command, const std::string& reason) {
        const auto id = "order-" + std::to_string(++orders_);
        const auto first = press(command, id, reason);
        if (!lines_.chance(faults_.repeated_orders) || !first) return;
        const auto again = press(command, id, reason);
        if (!again || !again->repeated || again->seq != first->seq) broken_promises.push_back(id + " pressed twice was carried out twice");
    }
    engine::Outcome press(const engine::Command& command, const std::string& id, const std::string& reason) {
        engine::Outcome outcome = Error{errc::bad_input, "no answer"};
        race->submit({command, {{"Anna", Role::admin}, id, reason}, [&](engine::Outcome got) { outcome = std::move(got); }});
        drain();
        return outcome;
    }

    void programme() {
        order(engine::RegisterRuleSet{{}}, "");
        order(engine::DeclareEvent{"M1x", "Men's Single Sculls"}, "");
        for (int number = 1; number <= races_; ++number) {
            const RaceId id{static_cast<std::uint32_t>(number)};
            engine::DrawLanes draw{id, {}};
            for (std::uint16_t lane = 1; lane <= course_lanes; ++lane) {
                const CrewId crew{static_cast<std::uint32_t>(number * 100 + lane)};
                order(engine::EnterCrew{{crew, "M1x", "C" + std::to_string(crew.value()), "Crew", "", {}}}, "");
                draw.lanes.push_back({LaneNumber{lane}, crew});
            }
            order(engine::ScheduleRace{{id, "M1x", "H" + std::to_string(number), "Heat", WallTime{}, 2000, "rowing", ""}}, "");
            order(draw, "");
        }
    }

    /// One race, with a false start before it at times. Returns when the next may begin.
    Duration plan_race(int number, Duration begin) {
        const RaceId id{static_cast<std::uint32_t>(number)};
        std::uint16_t run = 1;
        if (water_.chance(25)) {
            const auto signal = plan_start(id, begin);
            const auto culprit = static_cast<std::uint16_t>(1 + water_.below(course_lanes));
            plan_motions(signal, culprit);
            order_at(signal + 9s, engine::DecideFalseStart{id, RunNumber{run++}, engine::Verdict::upheld, {LaneNumber{culprit}}}, "moved early");
            begin = signal + 100s;
        }
        const auto signal = plan_start(id, begin);
        plan_motions(signal, 0);
        auto last = signal;
        for (int lane = 1; lane <= course_lanes; ++lane) last = std::max(last, plan_crew(number, lane, signal));
        if (number == 2 && faults_.timer_lost) lose_timer(signal + 380s, last + 5s);
        if (number == 3 && faults_.clock_set) agenda_.at(signal + 200s, [this] { timer_->set_clock(-1h); });
        // The official names what came without a number, as the video shows it; then unofficial, then official.
        agenda_.at(last + 20s, [this, number, signal] { name_crossings(number, signal); });
        order_at(last + 30s, engine::PublishResult{id});
        order_at(last + 40s, engine::ConfirmResult{id, true}, "looked at");
        return last + 60s;
    }

    Duration plan_start(RaceId id, Duration begin) {
        order_at(begin, engine::ArmRace{id});
        order_at(begin + 20s, engine::GiveAttention{id});
        const auto signal = begin + 22s + water_.between(1500ms, 3500ms);
        order_at(signal - 4ms, engine::OrderStart{id});
        agenda_.at(signal, [this, signal] {
            box_edge("green", signal);
            timer_->impulse(signal, '0', 0);
        });
        return signal;
    }

    void plan_motions(Duration signal, std::uint16_t culprit) {
        for (std::uint16_t lane = 1; lane <= course_lanes; ++lane) {
            const auto at = signal + (lane == culprit ? water_.between(20ms, 80ms) : water_.between(140ms, 300ms));
            agenda_.at(at, [this, lane, at] { box_edge("motion_" + std::to_string(lane), at); });
        }
    }

    /// When the crew is in; one in fifteen does not finish.
    Duration plan_crew(int number, int lane, Duration signal) {
        const auto time = water_.between(398s, 430s);
        const auto finishes = !water_.chance(7);
        const auto second_trigger = water_.chance(faults_.double_triggers);
        const auto later = water_.between(5ms, 2500ms);
        const RaceId id{static_cast<std::uint32_t>(number)};
        if (!finishes) {
            order_at(signal + time + 10s, engine::SetStatus{id, LaneNumber{static_cast<std::uint16_t>(lane)}, engine::ResultStatus::did_not_finish});
            return signal + time;
        }
        truth[{number, lane}] = time;
        crossings_[{number, lane}] = signal + time;
        const auto cross = [this, number, lane](Duration at) {
            agenda_.at(at, [this, number, lane, at] {
                ++sent[{number, lane}];
                timer_->impulse(at, '1', static_cast<unsigned>(lane));
            });
        };
        cross(signal + time);
        if (second_trigger) cross(signal + time + later);
        return signal + time;
    }

    void lose_timer(Duration from, Duration to) {
        agenda_.at(from, [this] { timer_line_->lose(); });
        agenda_.at(to, [this, to] {
            timer_line_->find_again(to);
            timer_->send_from_memory(to);
        });
    }

    void name_crossings(int number, Duration signal) {
        const RaceId id{static_cast<std::uint32_t>(number)};
        const auto judged = engine::judge(race->state(), *race->state().race(id));
        std::vector<std::pair<ImpulseId, int>> found;
        for (const auto& impulse : judged.impulses) {
            const auto open = impulse.use == engine::Use::unnamed || impulse.use == engine::Use::surplus || impulse.use == engine::Use::suspect;
            if (!open || impulse.point.kind != PointKind::finish) continue;
            const auto at = impulse.ledger->impulse.stamp.at - morning;
            // The video shows who crossed nearest to it; one who has a crossing already needs no other.
            auto nearest = 0;
            for (int lane = 1; lane <= course_lanes; ++lane) {
                const auto crossing = crossings_.find({number, lane});
                if (crossing == crossings_.end()) continue;
                if (nearest == 0 || std::chrono::abs(crossing->second - at) < std::chrono::abs(crossings_.at({number, nearest}) - at)) nearest = lane;
            }
            if (nearest != 0 && at > signal) found.emplace_back(impulse.ledger->id, nearest);
        }
        for (const auto& [impulse, lane] : found)
            order(engine::AssignImpulse{impulse, id, {PointKind::finish, 0}, LaneNumber{static_cast<std::uint16_t>(lane)}}, "read on the video");
    }

    Faults faults_;
    Dice water_;
    Dice lines_;
    int races_;
    Duration now_{};
    Agenda agenda_;
    std::unique_ptr<Line> box_line_;
    std::unique_ptr<Line> timer_line_;
    std::unique_ptr<Timer> timer_;
    std::map<std::pair<int, int>, Duration> crossings_;
    int orders_ = 0;
};

}  // namespace bowball::simulation
