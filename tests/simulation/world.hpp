// What all in a simulated regatta share: the time, the agenda, chance, this computer's clocks, and what goes wrong.
#pragma once
#include <string>
#include <tuple>
#include <vector>

#include "agenda.hpp"
#include "dice.hpp"
#include "race/timeline.hpp"
#include "venue.hpp"

namespace bowball::simulation {

/// What goes wrong in a regatta, beside what goes wrong on the lines of devices. Percentages, unless it says otherwise.
struct Hazards {
    Faults lines;
    unsigned lost_datagrams = 0;
    unsigned doubled_datagrams = 0;
    unsigned late_datagrams = 0;       ///< up to 1.5 s, others overtake them
    unsigned network_out = 0;          ///< per second: nothing gets through for up to 10 s
    unsigned deaths = 0;               ///< of the process, in one regatta
    unsigned power_cuts = 0;           ///< of these, the computer with it
    unsigned disk_failures = 0;        ///< whiles in which the disk fails, in one regatta
    unsigned failing_calls = 100;      ///< in such a while
    unsigned cut_screens = 0;          ///< per look at a screen's line
    unsigned slow_screens = 0;         ///< per look: it takes some bytes only
    unsigned second_thoughts = 0;      ///< per occasion: an official changes his mind
    bool timer_unplugged = false;      ///< in a race, and it keeps nothing
    unsigned reboots = 0;              ///< of the sensor, in one regatta: what it had not got rid of is gone, and it counts from zero
    unsigned wall_steps = 0;           ///< somebody sets this computer's time of day by an hour, in one regatta
    unsigned slews = 0;                ///< whiles in which this computer's clocks are pulled, in one regatta
    unsigned rerows = 0;               ///< per result: the jury lets all or some of them row again
    unsigned crossed_after = 0;        ///< per race: a boat drifts over the line when the result is official
    bool overlap = false;              ///< the next race starts while one is on the water
};

[[nodiscard]] inline Hazards draw_hazards(Dice& dice) {
    Hazards hazards;
    const auto some = [&](unsigned most) { return dice.chance(60) ? static_cast<unsigned>(1 + dice.below(most)) : 0; };
    hazards.lines.doubled_lines = some(20);
    hazards.lines.held_lines = some(10);
    hazards.lines.garbage = some(15);
    hazards.lines.double_triggers = some(30);
    hazards.lines.nameless = some(20);
    hazards.lines.repeated_orders = some(50);
    hazards.lines.timer_lost = dice.chance(25);
    hazards.lines.timer_ppb = static_cast<std::int64_t>(dice.below(180'001)) - 90'000;
    hazards.lines.box_ppb = static_cast<std::int64_t>(dice.below(180'001)) - 90'000;
    hazards.lost_datagrams = some(40);
    hazards.doubled_datagrams = some(20);
    hazards.late_datagrams = some(20);
    hazards.network_out = some(3);
    hazards.deaths = dice.chance(70) ? static_cast<unsigned>(1 + dice.below(4)) : 0;
    hazards.power_cuts = some(60);
    hazards.disk_failures = dice.chance(50) ? static_cast<unsigned>(1 + dice.below(3)) : 0;
    hazards.failing_calls = dice.chance(50) ? 100 : static_cast<unsigned>(1 + dice.below(60));
    hazards.cut_screens = some(3);
    hazards.slow_screens = some(50);
    hazards.second_thoughts = some(40);
    hazards.timer_unplugged = dice.chance(20);
    hazards.reboots = dice.chance(25) ? static_cast<unsigned>(1 + dice.below(2)) : 0;
    // Over a power cut the time of day is all that ties a race together: one that was set by an hour just before ties nothing.
    if (hazards.deaths == 0 || hazards.power_cuts == 0) hazards.wall_steps = dice.chance(40) ? static_cast<unsigned>(1 + dice.below(4)) : 0;
    hazards.slews = dice.chance(30) ? static_cast<unsigned>(1 + dice.below(3)) : 0;
    hazards.rerows = dice.chance(30) ? 60 : 0;
    hazards.crossed_after = some(60);
    hazards.overlap = dice.chance(40);
    return hazards;
}

/// This computer's clocks. One that is started anew counts from zero again, and has a name for it.
struct Computer {
    /// Its seconds are longer or shorter for a while.
    struct Slew {
        Duration from, until;
        std::int64_t ppm;
    };
    Duration started{-4321s};
    std::string boot = "boot 1";
    Duration wall_error{};
    Slew slew{};
    Duration slewed_before{};   ///< by slews before that one
    [[nodiscard]] Duration slewed(Duration at) const { return slewed_before + (std::clamp(at, slew.from, slew.until) - slew.from) / 1'000'000 * slew.ppm; }
    [[nodiscard]] Duration raw(Duration at) const { return at - started; }
    [[nodiscard]] HostTime host(Duration at) const { return HostTime{raw(at) + slewed(at)}; }
    void pull(Duration now, Duration span, std::int64_t ppm) {
        slewed_before = slewed(now);
        slew = {now, now + span, ppm};
    }
};

/// 24 July 2026, in the morning.
inline constexpr RaceTime first_morning{1'784'883'600s};
/// In which a clock is pulled: 10 ms at most at 500 parts in a million.
inline constexpr Duration longest_slew = 20s;
/// By how much a line that holds back what was sent misleads whoever learns a clock from it.
inline constexpr Duration longest_lie = 2500ms;
/// What the kernel says of the time of day.
inline constexpr Duration wall_bound = 12ms;
/// And by how much it is off, at most.
inline constexpr Duration wall_off = 11ms;

struct World {
    explicit World(std::uint64_t seed_) : seed(seed_), dice(seed_), chance(seed_ * 31 + 7), hazards(draw_hazards(dice)), lines_lie(hazards.lines.held_lines > 0) {}
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    void after(Duration span, std::function<void()> what) { agenda.at(now + span, std::move(what)); }
    [[nodiscard]] HostTime host() const { return computer.host(now); }
    [[nodiscard]] race::ClockReading clocks() const {
        return {host(), WallTime{std::chrono::floor<WallTime::duration>(first_morning.time_since_epoch() + now + computer.wall_error)}};
    }
    /// What was seen and must never be.
    void must_not_be(std::string what) { broken.push_back(std::move(what)); }
    /// From here on nothing goes wrong any more.
    void calm() {
        Hazards quiet;
        std::tie(quiet.lines.timer_ppb, quiet.lines.box_ppb) = std::pair{hazards.lines.timer_ppb, hazards.lines.box_ppb};   // quartzes stay what they are
        hazards = quiet;
        is_calm = true;
    }

    std::uint64_t seed;
    Duration now{};
    Agenda agenda;
    Dice dice;      ///< what happens on the water, and who does what
    Dice chance;    ///< what the lines, the disk and the net do
    Hazards hazards;
    bool lines_lie;     ///< about when they were sent
    Computer computer;
    bool is_calm = false;
    bool is_over = false;
    std::vector<std::string> broken;

    /// How often what was tried.
    struct Tally {
        std::uint64_t deaths = 0, power_cuts = 0, deaths_in_a_write = 0, deaths_before_showing = 0, unrecorded_at_death = 0, clean_stops = 0;
        std::uint64_t failed_batches = 0, entries = 0, impulses = 0, orders = 0, repeated = 0, pressed_again = 0, carried_out_anew = 0;
        std::uint64_t datagrams = 0, lost_datagrams = 0, doubled_datagrams = 0, late_datagrams = 0, unplugged = 0, screens_cut = 0, screen_frames = 0, log_entries = 0;
        std::uint64_t second_thoughts = 0, false_starts = 0, rowed_again = 0, by_hand = 0, races = 0, times = 0, pairs = 0, regattas = 0;
        std::uint64_t reboots = 0, contacts_lost = 0, wall_steps = 0, slews = 0, again_all = 0, again_some = 0, splits = 0, overlaps = 0;
        std::uint64_t crossed_after = 0, meddled = 0, shown_compared = 0, seals_compared = 0, starts_given = 0;
    } tally;
};

}  // namespace bowball::simulation
