// What is recorded, what is published, and what becomes of entries that cannot be written.
#include "recording.hpp"

namespace bowball::race {
namespace recording_test {

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

}  // namespace recording_test
}  // namespace bowball::race
