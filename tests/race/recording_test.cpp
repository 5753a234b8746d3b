// What is recorded, what is published, and what becomes of entries that cannot be written.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <future>

#include "race/race_loop.hpp"

namespace bowball::race {
namespace {

namespace fs = std::filesystem;

/// A journal file whose disk can be made to fail.
class ShakyFile final : public journal::Journal {
public:
    explicit ShakyFile(const std::string& file) : inner(journal::open_sqlite_journal(file).value()) {}
    Result<void> append(std::span<const engine::Entry> entries) override {
        if (is_broken) return Error{errc::io_failed, "the disk is full"};
        if (throws) throw std::bad_alloc{};
        return inner->append(entries);
    }
    journal::Head head() const override { return inner->head(); }
    Result<void> read(Seq first, const std::function<void(engine::Entry&&)>& visit) const override { return inner->read(first, visit); }
    Result<void> walk(const std::function<void(engine::Entry&&)>& visit, const std::function<void(journal::Flaw&&)>& flaw) const override { return inner->walk(visit, flaw); }
    const std::string& epoch() const override { return inner->epoch(); }
    void note_unrecorded(bool waiting) override { inner->note_unrecorded(waiting); }
    Result<std::string> spill(const journal::EntriesToSpill& entries) const override {
        if (throws_at_spill) throw std::bad_alloc{};
        return inner->spill(entries);
    }
    std::string trouble_at_opening() const override { return inner->trouble_at_opening(); }

    std::unique_ptr<journal::Journal> inner;
    bool is_broken = false;
    bool throws = false;
    bool throws_at_spill = false;
};

class Recording : public testing::Test {
protected:
    void SetUp() override {
        folder = fs::temp_directory_path() / ("bowball-recording-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()} + "-" + std::to_string(::getpid()));
        fs::create_directories(folder);
        file = (folder / "journal.sqlite").string();
        open();
    }
    void TearDown() override {
        race.reset();
        journal.reset();
        fs::remove_all(folder);
    }

    void open(std::size_t most_unwritten = limits::unwritten_entries) {
        race.reset();
        journal.reset();
        published.clear();
        journal = std::make_unique<ShakyFile>(file);
        Options options;
        options.now = [] { return Now{RaceTime{1000s}, WallTime{}}; };
        options.publish = [this](const Batch& batch) { published.push_back(batch); };
        options.drivers = {{"camera", {"lif", "proven"}}};
        options.most_unwritten = most_unwritten;
        options.committed = [this](const DeviceName& device, std::uint64_t mark) { committed.push_back(device + " " + std::to_string(mark)); };
        race = Race::open(*journal, std::move(options)).value();
    }

    engine::Outcome order(engine::Command command) {
        engine::Outcome outcome = Error{errc::bad_input, "no answer"};
        race->submit({std::move(command), {{"Anna", Role::admin}, {}, {}}, [&](engine::Outcome got) { outcome = std::move(got); }});
        race->drain();
        return outcome;
    }
    void meets(int count) {
        for (int i = 0; i < count; ++i) ASSERT_TRUE(order(engine::OpenMeet{"meet " + std::to_string(i), "", 2000}).has_value());
    }
    [[nodiscard]] std::vector<std::uint64_t> on_the_log() const {
        std::vector<std::uint64_t> seqs;
        for (const auto& batch : published) {
            for (const auto& entry : batch.entries) seqs.push_back(entry.seq.value());
        }
        return seqs;
    }
    [[nodiscard]] views::HealthView health() const { return std::get<views::HealthView>(race->health().view); }
    void sql(const char* statement) const {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
        ASSERT_EQ(sqlite3_exec(database, statement, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
        sqlite3_close(database);
    }

    fs::path folder;
    std::string file;
    std::unique_ptr<ShakyFile> journal;
    std::unique_ptr<Race> race;
    std::vector<Batch> published;
    std::vector<std::string> committed;
};

// A LIF of 320 KB of "," rows gave an entry of 5 MB that was written and could never be read: no start after it.
TEST_F(Recording, AResultThatCouldNotBeReadBackIsComplainedOfAndNotWritten) {
    meets(2);
    RawResult poison;
    poison.key = "9-9-9";
    poison.rows.resize(110'000);
    race->observe({"camera", HostTime{}, poison});
    race->drain();
    EXPECT_EQ(journal->head().seq, Seq{2});
    EXPECT_NE(health().devices.at(0).last_complaint.find("cannot be kept in the journal"), std::string::npos);
    EXPECT_TRUE(health().recorded);
    open();
    EXPECT_EQ(race->state().head, Seq{2});
    meets(1);
    EXPECT_EQ(journal->head().seq, Seq{3});
}

TEST_F(Recording, ARowThatCannotBeReadIsQuarantinedAndTheRaceOpens) {
    meets(4);
    race.reset();
    journal.reset();
    sql("UPDATE entries SET entry='{\"seq\":2}' WHERE seq=2");
    open();
    EXPECT_EQ(race->state().head, Seq{4});
    EXPECT_EQ(race->state().name, "meet 3");
    ASSERT_EQ(race->state().quarantine.size(), 1u);
    EXPECT_EQ(race->state().quarantine[0].seq, Seq{2});
    EXPECT_EQ(health().quarantined, 1u);
    EXPECT_NE(health().journal_text.find("damaged at entry 2"), std::string::npos);
    meets(1);
    EXPECT_EQ(journal->head().seq, Seq{5});
}

TEST_F(Recording, AnUnreadableLastRowKeepsItsNumber) {
    meets(3);
    race.reset();
    journal.reset();
    sql("UPDATE entries SET entry='?' WHERE seq=3");
    open();
    meets(1);
    EXPECT_EQ(journal->head().seq, Seq{4});
    EXPECT_TRUE(health().recorded);
}

TEST_F(Recording, ABrokenChainIsSaidAndNotRefused) {
    meets(3);
    race.reset();
    journal.reset();
    sql("UPDATE entries SET entry=replace(entry,'meet 1','meet 7') WHERE seq=2");
    open();
    EXPECT_TRUE(race->state().quarantine.empty());
    EXPECT_NE(health().journal_text.find("chain of hashes breaks"), std::string::npos);
    EXPECT_TRUE(health().recorded);
}

// An entry on the public log whose number is given again after a crash: boards froze, broadcasters had two stories.
TEST_F(Recording, NoEntryGoesOnTheLogBeforeItIsWritten) {
    meets(1);
    journal->is_broken = true;
    meets(2);
    EXPECT_EQ(on_the_log(), (std::vector<std::uint64_t>{1}));
    EXPECT_FALSE(published.back().recorded);
    EXPECT_FALSE(published.back().views.empty()) << "judging and showing go on";
    EXPECT_FALSE(race->catch_up());
    journal->is_broken = false;
    EXPECT_TRUE(race->catch_up());
    meets(1);
    EXPECT_EQ(on_the_log(), (std::vector<std::uint64_t>{1, 2, 3, 4}));
    EXPECT_EQ(journal->head().seq, Seq{4});
}

// What was to be written went with the exception, and every entry after it had a number that did not follow.
TEST_F(Recording, AnAppendThatThrowsIsADiskThatFails) {
    meets(1);
    journal->throws = true;
    meets(2);
    EXPECT_FALSE(published.back().recorded);
    EXPECT_EQ(race->state().name, "meet 1");
    EXPECT_FALSE(race->catch_up());
    EXPECT_NE(health().journal_text.find("bad_alloc"), std::string::npos) << health().journal_text;
    journal->throws = false;
    EXPECT_TRUE(race->catch_up());
    EXPECT_EQ(on_the_log(), (std::vector<std::uint64_t>{1, 2, 3}));
    EXPECT_EQ(journal->head().seq, Seq{3});
}

TEST_F(Recording, ACrashWhileNotRecordedIsFollowedByANewEpoch) {
    meets(1);
    const auto epoch = journal->epoch();
    open();
    EXPECT_EQ(journal->epoch(), epoch) << "a plain restart keeps it";
    journal->is_broken = true;
    meets(1);
    open();
    EXPECT_NE(journal->epoch(), epoch);
    const auto second = journal->epoch();
    journal->is_broken = true;
    meets(1);
    journal->is_broken = false;
    EXPECT_TRUE(race->catch_up());
    open();
    EXPECT_EQ(journal->epoch(), second) << "everything was written after all";
}

TEST_F(Recording, WhatWaitsIsBoundedAndMoreIsRefused) {
    open(3);
    journal->is_broken = true;
    meets(3);
    EXPECT_EQ(order(engine::OpenMeet{"one more", "", 2000}).error().code, errc::too_many);
    EXPECT_EQ(health().unwritten, 3u);
    EXPECT_NE(health().journal_text.find("Memory is full"), std::string::npos);
    journal->is_broken = false;
    EXPECT_TRUE(race->catch_up());
    EXPECT_TRUE(order(engine::OpenMeet{"one more", "", 2000}).has_value());
}

// A Toolkit forgets what is acknowledged: an acknowledgement must mean that the journal has it.
TEST_F(Recording, AMarkIsAnsweredWhenTheJournalHasWhatCameBeforeIt) {
    RawImpulse impulse;
    impulse.channel = "Finish";
    race->observe({"toolkit", HostTime{}, impulse});
    race->observe({"toolkit", HostTime{}, CommitMark{1}});
    EXPECT_TRUE(committed.empty()) << "it waits for the commit";
    race->drain();
    EXPECT_EQ(committed, std::vector<std::string>{"toolkit 1"});
    EXPECT_EQ(journal->head().seq, Seq{1});

    journal->is_broken = true;
    race->observe({"toolkit", HostTime{1s}, impulse});
    race->observe({"toolkit", HostTime{1s}, CommitMark{2}});
    race->drain();
    EXPECT_FALSE(race->catch_up());
    EXPECT_EQ(committed.size(), 1u) << "nothing of it is on the disk";
    journal->is_broken = false;
    EXPECT_TRUE(race->catch_up());
    EXPECT_EQ(committed.back(), "toolkit 2");
}

TEST_F(Recording, AMarkBehindARefusedImpulseIsNeverAnswered) {
    open(1);
    journal->is_broken = true;
    meets(1);
    RawImpulse impulse;
    impulse.channel = "Finish";
    EXPECT_FALSE(race->observe({"toolkit", HostTime{}, impulse}));
    journal->is_broken = false;
    EXPECT_TRUE(race->catch_up());
    EXPECT_FALSE(race->observe({"toolkit", HostTime{}, CommitMark{1}}));
    EXPECT_TRUE(race->observe({"camera", HostTime{}, CommitMark{7}}));
    EXPECT_TRUE(race->observe({"toolkit", HostTime{}, impulse}));
    EXPECT_TRUE(race->observe({"toolkit", HostTime{}, CommitMark{2}}));
    race->drain();
    EXPECT_EQ(committed, (std::vector<std::string>{"camera 7", "toolkit 2"}));
}

TEST_F(Recording, AStopWhileNotRecordedSpillsWhatCouldNotBeWrittenAndSaysSo) {
    race.reset();
    std::vector<std::string> alarms;
    LoopOptions options;
    options.publish = [](const Batch&) {};
    options.alarm = [&](const std::string& text) { alarms.push_back(text); };
    auto loop = RaceLoop::open(*journal, io::Clock{}, std::move(options)).value();
    journal->is_broken = true;
    loop->start();
    loop->submit({engine::OpenMeet{"unwritten", "", 2000}, {}, {}});
    loop->stop();
    ASSERT_EQ(alarms.size(), 1u);
    EXPECT_NE(alarms[0].find("2 entries from 1 on"), std::string::npos) << alarms[0];
    const auto spilled = file + ".not-recorded-from-1.jsonl";
    EXPECT_NE(alarms[0].find(spilled), std::string::npos) << alarms[0];
    std::ifstream in{spilled};
    std::string line;
    std::getline(in, line);
    EXPECT_NE(line.find("server_started"), std::string::npos);
    std::getline(in, line);
    EXPECT_NE(line.find("unwritten"), std::string::npos);
}

// It was the loop that said that it goes on, while it ended: nobody heard that anything was lost.
TEST_F(Recording, AStopThatHasNoMemoryToSpillSaysThatEntriesAreLost) {
    race.reset();
    std::vector<std::string> alarms;
    LoopOptions options;
    options.publish = [](const Batch&) {};
    options.alarm = [&](const std::string& text) { alarms.push_back(text); };
    auto loop = RaceLoop::open(*journal, io::Clock{}, std::move(options)).value();
    journal->is_broken = true;
    journal->throws_at_spill = true;
    loop->start();
    loop->stop();
    ASSERT_EQ(alarms.size(), 1u);
    EXPECT_TRUE(alarms[0].starts_with("NOT RECORDED: 1 entries from 1 on are LOST: ")) << alarms[0];
}

TEST_F(Recording, AStopInWhichAStepThrowsDoesTheOthersAllTheSame) {
    race.reset();
    std::vector<std::string> alarms;
    auto ends = false;
    LoopOptions options;
    options.publish = [&](const Batch&) {
        if (ends) throw std::bad_alloc{};
    };
    auto memory_comes_after = 1;
    options.alarm = [&](const std::string& text) {
        if (ends && --memory_comes_after > 0) throw std::bad_alloc{};
        alarms.push_back(text);
    };
    auto loop = RaceLoop::open(*journal, io::Clock{}, std::move(options)).value();
    loop->start();
    std::promise<void> is_recorded;
    loop->submit({engine::OpenMeet{"recorded", "", 2000}, {}, [&](const engine::Outcome&) { is_recorded.set_value(); }});
    is_recorded.get_future().wait();
    journal->is_broken = true;
    ends = true;
    loop->submit({engine::OpenMeet{"unwritten", "", 2000}, {}, {}});
    loop->stop();
    ASSERT_EQ(alarms.size(), 2u);
    EXPECT_NE(alarms[0].find("at its end: std::bad_alloc"), std::string::npos) << alarms[0];
    EXPECT_NE(alarms[1].find("1 entries from 3 on"), std::string::npos) << alarms[1];
    EXPECT_NE(alarms[1].find(file + ".not-recorded-from-3.jsonl"), std::string::npos) << alarms[1];
}

TEST_F(Recording, AnExceptionOnTheRaceThreadEndsNothing) {
    race.reset();
    std::vector<std::string> alarms;
    LoopOptions options;
    options.publish = [](const Batch& batch) {
        for (const auto& entry : batch.entries) {
            const auto* opened = std::get_if<engine::MeetOpened>(&entry.event);
            if (opened != nullptr && opened->name == "bad") throw std::runtime_error{"no frame of that"};
        }
    };
    options.alarm = [&](const std::string& text) { alarms.push_back(text); };
    auto loop = RaceLoop::open(*journal, io::Clock{}, std::move(options)).value();
    loop->start();
    std::vector<std::uint64_t> answered;
    for (const auto* name : {"good", "bad", "good again"}) {
        std::promise<void> answer;
        loop->submit({engine::OpenMeet{name, "", 2000}, {}, [&](const engine::Outcome& outcome) {
                          answered.push_back(outcome.value().seq.value());
                          answer.set_value();
                      }});
        ASSERT_EQ(answer.get_future().wait_for(std::chrono::seconds{10}), std::future_status::ready) << name;
    }
    loop->stop();
    EXPECT_EQ(answered, (std::vector<std::uint64_t>{2, 3, 4}));
    ASSERT_EQ(alarms.size(), 1u);
    EXPECT_NE(alarms[0].find("no frame of that"), std::string::npos);
    EXPECT_EQ(journal->head().seq, Seq{4});
}

TEST_F(Recording, OnePassOfTheJournalIsEnoughForAStart) {
    meets(3);
    race.reset();
    std::vector<std::uint64_t> seen;
    LoopOptions options;
    options.publish = [](const Batch&) {};
    options.replay = [&](const engine::Entry& entry) { seen.push_back(entry.seq.value()); };
    const auto loop = RaceLoop::open(*journal, io::Clock{}, std::move(options)).value();
    EXPECT_EQ(seen, (std::vector<std::uint64_t>{1, 2, 3}));
}

}  // namespace
}  // namespace bowball::race
