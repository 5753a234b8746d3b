// The single writer: what came in -> facts -> journal -> state -> views. Has no thread and no timer of its own; the race
// loop calls it, and so do tests and benchmarks, with the same bytes coming out.
//
// Nothing is published that is not in the journal. If the journal cannot be written, racing goes on in memory, the
// entries wait in order, every official page says NOT RECORDED, and all of them are written when it works again.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/output.hpp"
#include "engine/command.hpp"
#include "engine/fold.hpp"
#include "journal/journal.hpp"
#include "race/latency.hpp"
#include "race/stamper.hpp"
#include "views/project.hpp"

namespace bowball::race {

/// An order from outside and whom to tell what became of it.
struct Submission {
    engine::Command command;
    engine::Origin origin;
    std::function<void(engine::Outcome)> reply;   ///< may be empty
};

/// What one drained batch brought forth. Everything in it is journaled, unless `recorded` is false.
struct Batch {
    std::vector<engine::Entry> entries;
    std::vector<views::TopicView> views;
    std::optional<RaceTime> edge;   ///< newest impulse among the entries: what the frames are about
    Seq head;
    bool recorded = true;
};

/// What time it is, on the three timelines that the race needs.
struct Now {
    RaceTime race;
    WallTime wall;
};

struct Options {
    std::vector<ChannelBinding> channels;
    std::map<DeviceName, std::string> drivers;    ///< every configured device: it is on the health view from the start
    Anchor anchor;
    std::function<Now()> now;
    std::function<void(const Batch&)> publish;
    std::function<void(OutputOrder)> output;      ///< to the start equipment
    std::function<std::int64_t()> stopwatch_ns;   ///< monotonic, for measuring commits; not for stamps
};

class Race {
public:
    /// Folds what the journal holds. `journal` must outlive the race.
    /// Fails with errc::corrupt if the journal cannot be read to its end.
    [[nodiscard]] static Result<std::unique_ptr<Race>> open(journal::Journal& journal, Options options);

    /// First entry of this server's life.
    void record_start(engine::ServerStarted started);

    /// Inputs wait here until drain(). False: the queue is full and the input was refused; counted.
    bool observe(Observation observation);
    bool submit(Submission submission);

    /// One batch: takes what waits (up to limits::batch_entries), journals, publishes, replies.
    /// True if more is waiting.
    bool drain();

    /// Lets deadlines pass that lie at or before now.
    void pass_deadlines();
    [[nodiscard]] std::optional<RaceTime> next_deadline() const { return engine::next_deadline(state_); }

    /// Tries to write what could not be written. True: everything is recorded.
    bool catch_up();

    /// How many watch: for the health view.
    void note_clients(std::uint32_t viewers, std::uint32_t officials);

    /// Every view as it is now: for those who join, and at start.
    [[nodiscard]] std::vector<views::TopicView> all_views() const { return views::project_all(state_); }
    [[nodiscard]] views::TopicView health() const;
    [[nodiscard]] const engine::MeetState& state() const { return state_; }

private:
    struct Waiting {
        std::variant<Observation, Submission> input;
        RaceTime taken;
    };
    struct Answer {
        std::function<void(engine::Outcome)> reply;
        engine::Outcome outcome;
    };

    Race(journal::Journal& journal, Options options, engine::MeetState state);

    void take(const Observation& observation, RaceTime at);
    void take(Submission& submission, RaceTime at);
    void take_report(const Observation& observation, RaceTime at, const RawImpulse& raw);
    void complain(const DeviceName& device, std::string text);
    /// Seq of the newest entry it became, or the refusal.
    Result<Seq> carry_out(engine::Command command, const engine::Origin& origin, RaceTime at);
    void append(engine::Event event, engine::Origin origin, RaceTime at);
    void drive_outputs();
    void finish_batch();
    void write(std::vector<engine::Entry>& entries);
    [[nodiscard]] std::vector<views::TopicView> changed_views(const std::vector<engine::Entry>& entries);

    journal::Journal& journal_;
    Options options_;
    engine::MeetState state_;
    Stamper stamper_;
    std::vector<Waiting> queue_;
    std::vector<engine::Entry> batch_;
    std::vector<Answer> answers_;
    std::vector<engine::Entry> unwritten_;
    std::string journal_trouble_;
    std::optional<OutputOrder> last_output_;
    std::optional<OutputOrder> last_alarm_;
    std::map<RaceId, views::RaceHeader> headers_;
    bool health_changed_ = false;

    struct DeviceRecord {
        DeviceStatus status;
        std::string complaint;   ///< of the race, beside what the driver itself did not understand
    };
    std::map<DeviceName, DeviceRecord> devices_;
    std::uint64_t refused_inputs_ = 0;
    std::uint32_t viewers_ = 0;
    std::uint32_t officials_ = 0;
    Latency commit_time_;
};

}  // namespace bowball::race
