// A simulated venue for tests: a start box and a finish timer that send bytes as the real ones do, on lines that drop,
// double, hold back and garble them; real drivers read them. Everything that happens comes from one seed.
#pragma once
#include <algorithm>
#include <cstdio>
#include <deque>

#include "agenda.hpp"
#include "capture/driver.hpp"
#include "dice.hpp"
#include "drivers/simulator_protocol.hpp"

namespace bowball::simulation {

/// What goes wrong on a day. All percentages are of lines, times or orders.
struct Faults {
    unsigned doubled_lines = 0;      ///< the same bytes twice
    unsigned held_lines = 0;         ///< up to 2 s late, after what was said later
    unsigned garbage = 0;            ///< noise between two lines
    unsigned double_triggers = 0;    ///< the stern, a wave: a second crossing
    unsigned nameless = 0;           ///< the operator entered no number
    unsigned repeated_orders = 0;    ///< a double tap, a retry
    unsigned broken_disk = 0;        ///< per batch: the disk begins to fail, or works again
    bool timer_lost = false;         ///< the timer's line is out for a while; it sends from memory afterwards
    bool clock_set = false;          ///< somebody sets the timer's time of day in the middle of a race
    bool wall_steps = false;         ///< this computer's time of day jumps by an hour and by a second, again and again
    std::int64_t box_ppb = 20'000;   ///< by how much the start box runs fast, parts in 10^9
    std::int64_t timer_ppb = 0;      ///< the timer; the venue states 100 ppm of it then
};

/// Puts what a driver reports on the way to the race.
class Reporter final : public capture::DriverOutput {
public:
    Reporter(DeviceName device, std::function<void(Observation)> observe) : device_(std::move(device)), observe_(std::move(observe)) {}
    void impulse(RawImpulse impulse) override { report(std::move(impulse)); }
    void clock_sample(ClockSample sample) override { report(sample); }
    void clock_restarted(std::string why) override { report(ClockRestarted{std::move(why)}); }
    void impulses_missed(std::uint32_t count, std::string why) override { report(ImpulsesMissed{count, std::move(why)}); }
    void result(RawResult result) override { report(std::move(result)); }
    void alive() override {}
    void skipped(std::size_t bytes, std::string) override { skipped_bytes += bytes; }
    void send(std::string_view) override {}

    HostTime received;
    std::size_t skipped_bytes = 0;

private:
    void report(Report report) { observe_({device_, received, std::move(report)}); }
    DeviceName device_;
    std::function<void(Observation)> observe_;
};

/// A device on its line: text in at one end, observations out at the other, faults between.
class Line {
public:
    using Observe = std::function<void(Observation)>;
    /// `host`: this computer's clock.
    Line(std::string_view driver, DeviceName device, Agenda& agenda, Dice& dice, const Faults& faults, Observe observe,
         std::function<HostTime(Duration)> host = [](Duration at) { return HostTime{at}; })
        : driver_name_(driver), reporter_(std::move(device), std::move(observe)), agenda_(agenda), dice_(dice), faults_(faults), host_(std::move(host)) {
        begin_server(0ns);
    }

    /// What comes while there is no server is read by nobody.
    void end_server() { driver_.reset(); }
    void begin_server(Duration when) {
        for (const auto* spec : capture::all_drivers()) {
            if (spec->name != driver_name_) continue;
            capture::Settings settings;
            for (const auto& one : spec->settings) settings.emplace_back(one.key, one.default_value);
            driver_ = std::move(*spec->make(settings));
        }
        driver_->on_open(host_(when), reporter_);
    }

    /// A line that the device sends at `when`.
    void send(Duration when, const std::string& text, bool may_be_held = true) {
        if (lost_) return;
        auto arrival = when + dice_.between(1ms, 20ms);
        if (may_be_held && dice_.chance(faults_.held_lines)) arrival += dice_.between(100ms, 2s);
        deliver(arrival, text);
        // No later than what a clock model takes for the longest way of a line: 30 ms.
        if (dice_.chance(faults_.doubled_lines)) deliver(arrival + dice_.between(0ns, 9ms), text);
        if (dice_.chance(faults_.garbage)) deliver(arrival, "\xFF\x00noise " + std::to_string(dice_.next()) + "\r\n");
    }

    void lose() { lost_ = true; }
    void find_again(Duration when) {
        lost_ = false;
        if (driver_) driver_->on_open(host_(when), reporter_);
    }
    [[nodiscard]] bool lost() const { return lost_; }
    [[nodiscard]] std::size_t skipped_bytes() const { return reporter_.skipped_bytes; }

private:
    void deliver(Duration when, const std::string& text) {
        agenda_.at(when, [this, when, text] {
            if (!driver_) return;
            reporter_.received = host_(when);
            driver_->on_bytes({reinterpret_cast<const std::byte*>(text.data()), text.size()}, reporter_.received, reporter_);
        });
    }

    std::string driver_name_;
    Reporter reporter_;
    std::unique_ptr<capture::Driver> driver_;
    Agenda& agenda_;
    Dice& dice_;
    const Faults& faults_;
    std::function<HostTime(Duration)> host_;
    bool lost_ = false;
};

/// The finish timer: an ALGE's lines; its time of day is 9 h ahead of the venue's clock until somebody sets it.
class Timer {
public:
    Timer(Line& line, Dice& dice, const Faults& faults) : line_(line), dice_(dice), faults_(faults) {}

    void impulse(Duration when, char channel, unsigned number) {
        const auto named = number > 0 && !dice_.chance(faults_.nameless);
        const auto text = record(named ? ' ' : '?', named ? number : 0, channel, when);
        memory_.push_back(record('m', named ? number : 0, channel, when));
        line_.send(when, text, memory_.size() > 4);  // the first lines come at once: the clock is learnt from them
    }
    /// Sends everything again, as after a block copy.
    void send_from_memory(Duration when) {
        for (const auto& text : memory_) line_.send(when, text);
    }
    void forget() { memory_.clear(); }
    void set_clock(Duration by) {
        offset_ += by;
        memory_.clear();
    }

private:
    [[nodiscard]] std::string record(char flag, unsigned number, char channel, Duration when) const {
        const auto time = when + offset_ + when / 1000 * faults_.timer_ppb / 1'000'000;
        char text[40];
        std::snprintf(text, sizeof text, "%c%04u C%c  %02d:%02d:%02d.%04d 00\r", flag, number, channel, static_cast<int>(time / 1h), static_cast<int>(time / 1min % 60),
                      static_cast<int>(time / 1s % 60), static_cast<int>(time / 100us % 10000));
        return text;
    }

    Line& line_;
    Dice& dice_;
    const Faults& faults_;
    Duration offset_ = 9h;
    std::vector<std::string> memory_;
};

}  // namespace bowball::simulation
