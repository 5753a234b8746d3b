// The journal and its stream on the hub: whatever happens to the hub, they are equal by hash afterwards, and a stream that is not of
// this journal is never appended to.
#include "relay/log_sender.hpp"

#include <mutex>

#include "relay/world.hpp"

namespace bowball::relay {
namespace log_sender_test {


class Sending : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(hub.start()); }

    void begin(bool is_whole = false) {
        sender = std::make_unique<LogSender>(LogTerms{hub.terms(), names, world.journal->epoch(), world.file(), is_whole, 1, [this](const LogState& state) { states.push(state); }, no_log()});
        sender->start();
    }
    /// The newest state that was told.
    LogState state() {
        LogState newest;
        return states.newest(newest);
    }
    [[nodiscard]] bool is_up_to_date() {
        return comes([&] {
            const auto now = state();
            return now.trouble.empty() && now.sent == world.journal->head().seq;
        });
    }
    [[nodiscard]] std::vector<journal::Row> stream() const { return rows_on(hub, names, world.journal->epoch()); }
    /// Puts a message on the stream behind the relay's back.
    void intrude(const std::string& message) {
        auto connection = nats::Connection::open(hub.terms()).value();
        auto streams = nats::Streams::of(*connection).value();
        const auto epoch = world.journal->epoch();
        ASSERT_TRUE(streams->ensure({names.log_stream(epoch), {names.log(epoch)}, 1, false}).has_value());
        ASSERT_TRUE(connection->publish(names.log(epoch), message).has_value());
        ASSERT_TRUE(connection->flush().has_value());
    }

    /// From the sender's thread to the test's.
    class States {
    public:
        void push(LogState state) {
            const std::lock_guard held{lock_};
            newest_ = std::move(state);
        }
        LogState newest(const LogState& none) {
            const std::lock_guard held{lock_};
            return newest_.value_or(none);
        }

    private:
        std::mutex lock_;
        std::optional<LogState> newest_;
    };

    NatsServer hub{"log"};
    JournalOnDisk world{"log"};
    Names names = Names::of("lake").value();
    States states;
    std::unique_ptr<LogSender> sender;
};

TEST_F(Sending, MessageNIsEntryNAndWhatIsNotPublicGoesAsItsHashAlone) {
    world.grow(1000);
    begin();
    ASSERT_TRUE(is_up_to_date());
    world.grow(7);
    ASSERT_TRUE(is_up_to_date());
    const auto rows = stream();
    expect_same(rows, world.rows());
    for (const auto& row : rows) EXPECT_EQ(row.text.empty(), row.seq.value() % 3 == 0) << row.seq.value();
}

TEST_F(Sending, AWholeStreamHasEveryText) {
    world.grow(10);
    begin(true);
    ASSERT_TRUE(is_up_to_date());
    for (const auto& row : stream()) EXPECT_FALSE(row.text.empty()) << row.seq.value();
}

TEST_F(Sending, TheHubMayBeKilledAsOftenAsItLikes) {
    begin();
    for (int i = 0; i < 10; ++i) {
        const auto before = world.journal->head().seq;
        world.grow(300);
        ASSERT_TRUE(comes([&] { return state().sent > before; }));
        world.grow(2'000);
        ::usleep(static_cast<useconds_t>(i) * 4'000);
        hub.kill();
        world.grow(100);
        ASSERT_TRUE(hub.start());
    }
    ASSERT_TRUE(is_up_to_date());
    EXPECT_EQ(state().syncs, 11U);
    expect_same(stream(), world.rows());
}

TEST_F(Sending, AHubThatLostEverythingGetsItAgainEvenIfNothingHappens) {
    world.grow(500);
    begin();
    ASSERT_TRUE(is_up_to_date());
    hub.kill();
    hub.forget();
    ASSERT_TRUE(hub.start());
    ASSERT_TRUE(comes([&] { return stream().size() == 500; }));
    expect_same(stream(), world.rows());
}

TEST_F(Sending, AStalledHubIsWaitedFor) {
    begin();
    world.grow(50);
    ASSERT_TRUE(is_up_to_date());
    hub.freeze();
    world.grow(50);
    ASSERT_TRUE(comes([&] { return !state().trouble.empty(); }));
    hub.thaw();
    ASSERT_TRUE(is_up_to_date());
    expect_same(stream(), world.rows());
}

TEST_F(Sending, AStreamThatIsAheadIsAFork) {
    world.grow(2);
    for (int i = 0; i < 5; ++i) intrude(std::string(64, '0'));
    begin();
    ASSERT_TRUE(comes([&] { return !state().fork.empty(); }));
    EXPECT_NE(state().fork.find("has 5 entries, this journal only 2."), std::string::npos) << state().fork;
    EXPECT_EQ(stream().size(), 5U);
}

TEST_F(Sending, AnotherJournalOfTheSameNameIsAForkAndNothingIsAppended) {
    intrude(encode_row({Seq{1}, "another entry", sha256(Digest{}, "another entry")}));
    world.grow(20);
    begin();
    ASSERT_TRUE(comes([&] { return !state().fork.empty(); }));
    EXPECT_NE(state().fork.find("Entry 1 of the stream"), std::string::npos) << state().fork;
    world.grow(5);
    ::usleep(200'000);
    EXPECT_EQ(stream().size(), 1U);
}

TEST_F(Sending, ASecondWriterIsRefusedByTheStreamAndFoundOut) {
    world.grow(10);
    begin();
    ASSERT_TRUE(is_up_to_date());
    intrude(std::string(64, '0'));   // takes the number of entry 11
    world.grow(3);
    ASSERT_TRUE(comes([&] { return !state().fork.empty(); }));
    EXPECT_EQ(state().refusals, 1U);
    EXPECT_EQ(stream().size(), 11U);
}

TEST_F(Sending, AnEntryThatTheHubDoesNotTakeGoesAsItsHash) {
    world.grow(1);
    world.grow(1, std::string(1'100'000, 'x'));   // nats-server takes a megabyte, unless it is told otherwise
    world.grow(2);
    begin();
    ASSERT_TRUE(is_up_to_date());
    EXPECT_EQ(state().too_large, 1U);
    const auto rows = stream();
    expect_same(rows, world.rows());
    EXPECT_TRUE(rows[1].text.empty());
}

TEST_F(Sending, WhatCameLastStillLeavesWhenItStops) {
    begin();
    world.grow(5);
    ASSERT_TRUE(is_up_to_date());
    world.grow(5);
    sender->stop();
    EXPECT_EQ(stream().size(), 10U);
}

}  // namespace log_sender_test
}  // namespace bowball::relay
