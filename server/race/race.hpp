// The single writer: what came in -> facts -> journal -> state -> views. Has no thread and no timer of its own; the race
// loop calls it, and so do tests and benchmarks, with the same bytes coming out.
//
// Nothing is published that is not in the journal. If the journal cannot be written, racing goes on in memory, views go
// out marked (every official page says NOT RECORDED), and the entries wait in order: they go on the log when they are
// written, for whoever follows it must never hear of an entry whose number may be given again after a crash.
#pragma once
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "core/latency.hpp"
#include "core/limits.hpp"
#include "core/output.hpp"
#include "engine/command.hpp"
#include "engine/fold.hpp"
#include "journal/journal.hpp"
#include "race/folded.hpp"
#include "race/stamper.hpp"
#include "views/photo_picture.hpp"
#include "views/projection.hpp"
#include "views/trace_samples.hpp"
#include "views/what_if.hpp"

namespace bowball::race {

/// An order from outside and whom to tell what became of it.
struct Submission {
    engine::Command command;
    engine::Origin origin;
    std::function<void(engine::Outcome)> reply;   ///< may be empty
};

/// What one drained batch brought forth.
struct Batch {
    std::vector<engine::Entry> entries;     ///< in the journal, always
    std::vector<views::TopicView> views;    ///< of what is in the journal, unless `recorded` is false
    std::optional<RaceTime> edge;   ///< newest impulse among the entries: what the frames are about
    std::optional<RaceTime> committed;   ///< when it was in the journal, if it is
    Seq head;
    bool recorded = true;
};

/// What time it is, on the timelines that the race needs, and how far the race's own has been slewed (see Stamp).
struct Now {
    RaceTime race;
    WallTime wall;
    Duration slewed{};
};

/// How the health view names the driver of a device.
struct DriverLabel {
    std::string name;       ///< "alge_timy"
    std::string maturity;   ///< "proven", "documented", "experimental" or "simulated"
    std::string minimums;   ///< what such a device itself leaves out; "": nothing known
    std::int32_t clock_ppb = 0;   ///< by how much its own clock may run off, parts in 10^9; 0: not stated
};

struct Options {
    std::vector<ChannelBinding> channels;
    std::map<DeviceName, DriverLabel> drivers;    ///< every configured device: it is on the health view from the start
    Anchor anchor;
    Duration timeline_doubt{};   ///< of instants of before against those from here on: see Timeline
    std::function<Now()> now;
    std::function<void(const Batch&)> publish;
    std::function<void(OutputOrder)> output;      ///< to the start equipment
    std::function<void(const DeviceName&, std::uint64_t)> committed;   ///< a device's mark, and all before it, is in the journal; may be empty
    std::function<std::string()> chance;          ///< the seed for lots; may be empty
    std::function<std::int64_t()> stopwatch_ns;   ///< monotonic, for measuring commits; not for stamps
    std::size_t most_unwritten = limits::unwritten_entries;
};

class Race {
public:
    /// Goes on from what the journal holds. `journal` must outlive the race.
    Race(journal::Journal& journal, Options options, Folded folded);
    /// Folds the journal itself. Fails with errc::io_failed if it cannot be read.
    [[nodiscard]] static Result<std::unique_ptr<Race>> open(journal::Journal& journal, Options options);

    /// First entry of this server's life.
    void record_start(engine::ServerStarted started);

    /// Inputs wait here until drain(). False: the queue is full, or memory is full of entries that cannot be written, and the
    /// input was refused; counted.
    bool observe(Observation observation);
    bool submit(Submission submission);

    /// One batch: takes what waits (up to limits::batch_entries), journals, publishes, replies.
    /// True if more is waiting.
    bool drain();
    /// Whether anything waits to be taken or journaled.
    [[nodiscard]] bool has_waiting() const { return !queue_.empty() || !batch_.empty(); }

    /// Lets deadlines pass that lie at or before now.
    void pass_deadlines();
    [[nodiscard]] std::optional<RaceTime> next_deadline() const;

    /// Tries to write what could not be written, a few thousand entries at a time. True: everything is recorded.
    bool catch_up();
    [[nodiscard]] std::size_t unwritten() const { return unwritten_.size(); }
    /// For the end: writes all that can be written. A disk that does not answer has `patience` for each step of it.
    void catch_up_at_last(const std::function<void(Duration)>& sleep, Duration patience);
    /// For the end: what could not be written goes into a file of its own. Returns what became of it, for whoever stops the
    /// server; empty if everything is recorded.
    [[nodiscard]] std::string spill();

    /// How many watch, and how many messages of theirs could not be understood or done: for the health view.
    void note_attendance(views::Attendance attendance);
    /// What the system refused the thread that stamps: for the health view, until the end.
    void note_refused(const std::string& what);
    void note_host_clock(views::HealthView::HostClock clock);
    /// What is amiss with the backups; empty: nothing. Beside what is amiss with the journal.
    void note_backups(std::string trouble) { backup_trouble_ = std::move(trouble); }
    void note_relay(views::HealthView::Relay relay) { relay_ = std::move(relay); }
    /// Orders are refused with this sentence, and no start is given by itself, for another server leads; what devices send is recorded as
    /// always. Empty: they are taken again.
    void close_to_orders(std::string why) { closed_ = std::move(why); }

    /// Every view as it is now: for those who join, and at start.
    [[nodiscard]] std::vector<views::TopicView> all_views() const { return views::project_all(state_); }
    [[nodiscard]] views::TopicView health() const;
    /// Absent where there is no such trace.
    [[nodiscard]] std::optional<views::TraceSamples> trace_samples(ImpulseId id) const { return views::project_trace_samples(state_, id); }
    /// Fails as engine::what_if() does.
    [[nodiscard]] Result<views::WhatIfAnswer> what_if(RaceId race, const engine::WhatIf& question) const { return views::project_what_if(state_, race, question); }
    /// The file of the photo-finish picture with this digest. Absent where there is no such picture.
    [[nodiscard]] std::optional<std::string> picture_file(const Digest& sha256) const { return views::project_picture_file(state_, sha256); }
    [[nodiscard]] engine::EntryPlan plan_entries(const std::vector<engine::EntryRow>& rows) const { return engine::plan_entries(state_, rows); }
    [[nodiscard]] const engine::MeetState& state() const { return state_; }

private:
    struct Waiting {
        std::variant<Observation, Submission> input;
        Now taken;
    };
    struct Answer {
        std::function<void(engine::Outcome)> reply;
        engine::Outcome outcome;
    };

    void take(const Observation& observation, const Now& taken);
    void take(Submission& submission, const Now& taken);
    engine::Outcome outcome_of(Submission& submission, const Now& taken);
    void take_report(const Observation& observation, RaceTime at, const RawImpulse& raw);
    void take_trace(const Observation& observation, RaceTime at, const RawTrace& raw);
    void keep_pause(const engine::Order& order);
    void end_pause(RaceTime now);
    void complain(const DeviceName& device, std::string text);
    /// Seq of the newest entry it became, or the refusal.
    Result<Seq> carry_out(const engine::Order& order);
    Result<Seq> carry_out(engine::Command command, RaceTime at) { return carry_out(engine::Order{std::move(command), {}, at}); }
    [[nodiscard]] std::vector<engine::ClockDoubt> doubtful_clocks(RaceTime at) const;
    /// Outputs of a start whose switching an input of the venue sees.
    [[nodiscard]] std::vector<TimingPoint> read_back() const;
    [[nodiscard]] bool is_wired(const DeviceName& device) const;
    [[nodiscard]] bool senses_start(const DeviceName& device) const;
    [[nodiscard]] engine::Entry next_entry(engine::Event event, engine::Origin origin, RaceTime at, std::size_t after_next = 0) const;
    void append(std::vector<engine::Entry> entries);
    void drive_outputs();
    void finish_batch();
    void say_health(Batch& batch);
    void answer_marks();
    [[nodiscard]] bool is_refused(const Observation& observation);
    /// The batch. What is in the journal now; the rest waits.
    [[nodiscard]] std::vector<engine::Entry> write();
    [[nodiscard]] bool is_full() const { return queue_.size() >= limits::race_queue || unwritten_.size() >= options_.most_unwritten; }
    [[nodiscard]] std::vector<views::TopicView> changed_views(const std::vector<engine::Entry>& entries);

    journal::Journal& journal_;
    Options options_;
    engine::MeetState state_;
    Stamper stamper_;
    std::vector<Waiting> queue_;
    WallTime taken_at_;              ///< time of day when the input was taken that is being carried out: of one instant with its race time
    std::size_t taken_ = 0;          ///< of the queue; more than none only after an input that threw
    std::vector<engine::Entry> batch_;
    std::deque<Answer> answers_;     ///< to what is in the batch
    std::vector<engine::Entry> unwritten_;
    std::string journal_trouble_;
    std::string backup_trouble_;
    std::string journal_flaws_;      ///< found at the start; stands until the next one
    /// The pause that runs. Its seed stands nowhere else until it is over: not in the state, the journal or a view.
    struct Pause {
        engine::EndPause order;
        RaceTime ends;
    };
    std::optional<Pause> pause_;
    std::optional<OutputOrder> last_output_;
    std::optional<OutputOrder> last_alarm_;
    views::Projection projection_;
    struct Mark {
        DeviceName device;
        std::uint64_t number;
        Seq behind;   ///< what came before it is in the journal when this entry is
    };
    std::vector<Mark> marks_;
    std::set<DeviceName> lossy_;     ///< something of theirs was refused: their next mark is not answered
    bool health_changed_ = false;

    struct DeviceRecord {
        DeviceStatus status;
        Arrival arrival = Arrival::counts;   ///< of the newest that came
        std::string complaint;   ///< of the race, beside what the driver itself did not understand
    };
    std::map<DeviceName, DeviceRecord> devices_;
    std::uint64_t refused_inputs_ = 0;
    views::Attendance attendance_;
    views::HealthView::HostClock host_clock_;
    std::string capture_text_;
    std::optional<views::HealthView::Relay> relay_;
    std::string closed_;             ///< why no orders are taken; empty: they are
    Latency<> commit_time_;
};

}  // namespace bowball::race
