// The race thread: one io_context, one thread, one Race. Others hand in values and get values back.
#pragma once
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>
#include <thread>

#include "io/clock.hpp"
#include "race/chrony_watch.hpp"
#include "race/host_health.hpp"
#include "race/notary.hpp"
#include "race/race.hpp"

namespace bowball::race {

struct LoopOptions {
    std::vector<ChannelBinding> channels;
    std::map<DeviceName, DriverLabel> drivers;
    std::string version;
    bool simulated = false;
    bool may_be_replaced = false;                ///< another server may take over: after a sleep no orders are taken until it would be known
    std::optional<Notary> notary{};              ///< absent: nothing is signed
    std::function<void(const Batch&)> publish;   ///< called on the race thread
    std::function<void(OutputOrder)> output;     ///< called on the race thread
    std::function<void(const DeviceName&, std::uint64_t)> committed;   ///< called on the race thread; may be empty
    std::function<void(const engine::Entry&)> replay;    ///< sees each entry of the journal while it is opened; may be empty
    std::function<void(const std::string&)> alarm;       ///< what somebody must know at once: log it as an error; may be empty
};

class RaceLoop {
public:
    /// Folds the journal and anchors the venue's timeline (see Timeline): as before if this is the same boot of the computer, else at the
    /// wall clock, and never earlier than the newest entry. A damaged journal is said, and opened. Fails with errc::io_failed.
    [[nodiscard]] static Result<std::unique_ptr<RaceLoop>> open(journal::Journal& journal, const io::Clock& clock, LoopOptions options);
    ~RaceLoop();
    RaceLoop(const RaceLoop&) = delete;
    RaceLoop& operator=(const RaceLoop&) = delete;

    [[nodiscard]] Anchor anchor() const { return anchor_; }
    /// The state that the journal held; valid until start().
    [[nodiscard]] const engine::MeetState& state() const { return race_->state(); }

    /// Records the start of the server, publishes every view, and runs until stop().
    void start();
    /// Carries out what waits, writes what can be written, spills the rest into a file, and ends the thread.
    void stop();

    // From any thread:
    void observe(Observation observation);
    void submit(Submission submission);
    // Questions: `reply` is called on the race thread, behind the impulses that wait, with errc::io_failed where the answer could not be
    // worked out; never, if the loop has been stopped: what it holds goes with the loop.
    /// Brings nothing where there is no such trace.
    void look_at_trace(ImpulseId id, std::function<void(Result<std::optional<views::TraceSamples>>)> reply);
    /// As for a trace: the name of the picture's file.
    void look_for_picture(const Digest& sha256, std::function<void(Result<std::optional<std::string>>)> reply);
    /// Fails as engine::what_if() too.
    void ask_what_if(RaceId race, engine::WhatIf question, std::function<void(Result<views::WhatIfAnswer>)> reply);
    void plan_entries(std::vector<engine::EntryRow> rows, std::function<void(Result<engine::EntryPlan>)> reply);
    void note_attendance(views::Attendance attendance);
    /// What the system refused the capture thread. From any thread.
    void note_refused(std::string what);
    /// See Race. From any thread.
    void note_backups(std::string trouble);
    void note_relay(views::HealthView::Relay relay);
    /// See Race.
    void close_to_orders(std::string why);

private:
    RaceLoop(journal::Journal& journal, const io::Clock& clock, Anchor anchor, LoopOptions options);

    template <class T, class Find>
    void ask(std::function<void(Result<T>)> reply, Find find);
    void alarm(const std::string& text) const;
    void watch_quarantine();
    void sign(bool at_once);
    void run();
    /// `lost`: what to say where there is no memory to say more.
    void end(const std::string& lost);
    /// False: it threw, and that was said.
    bool attempt(const std::function<void()>& step) const;
    void schedule_drain();
    void drain();
    void watch_deadline();
    void watch_health();
    void record_start();
    void look_at_host_clock();
    void look_whether_it_slept();
    void say_closed();

    journal::Journal& journal_;
    io::Clock clock_;
    Anchor anchor_;
    LoopOptions options_;
    std::unique_ptr<Race> race_;
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
    boost::asio::steady_timer deadline_timer_{context_};
    boost::asio::steady_timer health_timer_{context_};
    HostHealth host_health_{};
    ChronyWatch chrony_watch_{context_};
    bool drain_scheduled_ = false;
    std::string closed_;                 ///< why no orders are taken, as somebody else knows; empty: nothing
    Duration looked_{};                  ///< on the clock that counts sleep, too
    std::optional<Duration> slept_until_;   ///< it was asleep, and takes no orders until then
    std::size_t said_quarantined_ = 0;   ///< entries that somebody was told were put aside
    std::thread thread_;
};

}  // namespace bowball::race
