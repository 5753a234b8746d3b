// What an edge hears of a venue, and the archive: each entry once and in order over every outage, and nothing that does not follow.
#include <mutex>

#include "relay/live_follower.hpp"
#include "relay/log_follower.hpp"
#include "relay/log_sender.hpp"
#include "relay/pull.hpp"
#include "relay/venue_clock.hpp"
#include "relay/world.hpp"

namespace bowball::relay {
namespace follower_test {

class Following : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(hub.start()); }
    void send() {
        sender = std::make_unique<LogSender>(LogTerms{hub.terms(), names, world.journal->epoch(), world.file(), is_whole, 1, [](const LogState&) {}, no_log()});
        sender->start();
    }
    void follow(std::size_t most = 100'000) {
        follower = std::make_unique<LogFollower>(LogFollower::Terms{hub.terms(), names, world.journal->epoch(), most, [this](LogNews&& news) { heard.push(std::move(news)); }, [](const std::string&) {},
                                                                    [this](const std::string& why) { heard.end(why); }, no_log()});
        follower->start();
    }
    [[nodiscard]] std::vector<std::uint64_t> public_numbers(std::uint64_t first, std::uint64_t last) const {
        std::vector<std::uint64_t> numbers;
        for (auto seq = first; seq <= last; ++seq) {
            if (seq % 3 != 0) numbers.push_back(seq);
        }
        return numbers;
    }
    [[nodiscard]] std::unique_ptr<nats::Connection> connection() const { return nats::Connection::open(hub.terms()).value(); }
    [[nodiscard]] std::string epoch() const { return world.journal->epoch(); }
    [[nodiscard]] std::string copy() const { return world.path("copy.sqlite"); }
    [[nodiscard]] Result<Pulled> pull_now(const std::string& file) { return pull(hub.terms(), names, epoch(), file, [](Seq) {}); }
    void intrude(const std::string& message) const {
        const auto there = connection();
        ASSERT_TRUE(nats::Streams::of(*there).value()->ensure({names.log_stream(epoch()), {names.log(epoch())}, 1, false}).has_value());
        ASSERT_TRUE(there->publish(names.log(epoch()), message).has_value());
        ASSERT_TRUE(there->flush().has_value());
    }

    class Heard {
    public:
        void push(LogNews news) {
            const std::lock_guard held{lock_};
            for (const auto& entry : news.entries) numbers_.push_back(entry.seq.value());
            head_ = news.head.value();
            before_ = news.before.value();
            is_up_to_date_ = news.is_up_to_date;
        }
        void end(const std::string& why) {
            const std::lock_guard held{lock_};
            end_ = why;
        }
        std::vector<std::uint64_t> numbers() { return get(numbers_); }
        std::uint64_t head() { return get(head_); }
        std::uint64_t before() { return get(before_); }
        bool is_up_to_date() { return get(is_up_to_date_); }
        std::string why() { return get(end_); }

    private:
        template <class T>
        T get(const T& what) {
            const std::lock_guard held{lock_};
            return what;
        }
        std::mutex lock_;
        std::vector<std::uint64_t> numbers_;
        std::uint64_t head_ = 0;
        std::uint64_t before_ = 0;
        bool is_up_to_date_ = false;
        std::string end_;
    };

    NatsServer hub{"follow"};
    JournalOnDisk world{"follow"};
    Names names = Names::of("lake").value();
    bool is_whole = false;
    Heard heard;
    std::unique_ptr<LogSender> sender;
    std::unique_ptr<LogFollower> follower;
};

TEST_F(Following, EveryPublicEntryComesOnceAndInOrder) {
    follow();   // before there is a stream
    world.grow(500);
    send();
    ASSERT_TRUE(comes([&] { return heard.head() == 500; }));
    world.grow(2);
    ASSERT_TRUE(comes([&] { return heard.head() == 502; }));
    EXPECT_EQ(heard.numbers(), public_numbers(1, 502));
    EXPECT_EQ(heard.before(), 0U);
}

TEST_F(Following, TheHubMayBeKilledInBetween) {
    world.grow(100);
    send();
    follow();
    for (int i = 0; i < 5; ++i) {
        const auto before = world.journal->head().seq.value();
        ASSERT_TRUE(comes([&] { return heard.head() == before; }));
        world.grow(700);
        ::usleep(static_cast<useconds_t>(i) * 5'000);
        hub.kill();
        if (i == 3) hub.forget();
        world.grow(50);
        ASSERT_TRUE(hub.start());
    }
    ASSERT_TRUE(comes([&] { return heard.head() == world.journal->head().seq.value(); }));
    EXPECT_EQ(heard.numbers(), public_numbers(1, world.journal->head().seq.value()));
    EXPECT_EQ(heard.why(), "");
}

TEST_F(Following, ALateEdgeBeginsNearTheEnd) {
    world.grow(1000);
    send();
    ASSERT_TRUE(comes([&] { return rows_on(hub, names, epoch()).size() == 1000; }));
    follow(100);
    ASSERT_TRUE(comes([&] { return heard.head() == 1000 && heard.is_up_to_date(); }));
    EXPECT_EQ(heard.before(), 900U);
    EXPECT_EQ(heard.numbers(), public_numbers(901, 1000));
}

TEST_F(Following, AnEntryThatDoesNotFollowEndsTheLogThere) {
    world.grow(10);
    send();
    ASSERT_TRUE(comes([&] { return rows_on(hub, names, epoch()).size() == 10; }));
    sender->stop();
    world.grow(1);
    auto changed = world.rows().back();
    changed.text += " ";
    intrude(encode_row(changed));
    follow();
    ASSERT_TRUE(comes([&] { return !heard.why().empty(); }));
    EXPECT_EQ(heard.why(), "Entry 11: the chain of hashes breaks here.");
    EXPECT_EQ(heard.numbers(), public_numbers(1, 10));
}

TEST_F(Following, GarbageEndsTheLogAndNothingElse) {
    for (const auto* garbage : {"", "nonsense", "{\"seq\":1}"}) intrude(garbage);
    follow();
    ASSERT_TRUE(comes([&] { return !heard.why().empty(); }));
    EXPECT_EQ(heard.why(), "Message 1 of the stream is no entry of a journal.");
}

TEST_F(Following, AnArchiveOfThePublicStreamVerifiesAndSaysWhatItLacks) {
    world.grow(900);
    send();
    ASSERT_TRUE(comes([&] { return rows_on(hub, names, epoch()).size() == 900; }));
    const auto pulled = pull_now(copy());
    ASSERT_TRUE(pulled.has_value()) << pulled.error().text;
    EXPECT_EQ(pulled->fresh, 900U);
    EXPECT_EQ(pulled->redacted, 300U);
    const auto found = journal::verify_sqlite_journal(copy(), {world.journal->head()}).value();
    EXPECT_FALSE(found.first_bad.has_value()) << found.why;
    EXPECT_EQ(found.entries, 900U);
    EXPECT_EQ(found.redacted, 300U);
    world.grow(30);
    ASSERT_TRUE(comes([&] { return rows_on(hub, names, epoch()).size() == 930; }));
    EXPECT_EQ(pull_now(copy())->fresh, 30U);
    EXPECT_FALSE(journal::verify_sqlite_journal(copy(), {world.journal->head()})->first_bad.has_value());
}

TEST_F(Following, AnArchiveOfAWholeStreamIsTheJournal) {
    is_whole = true;
    world.grow(50);
    send();
    ASSERT_TRUE(comes([&] { return rows_on(hub, names, epoch()).size() == 50; }));
    ASSERT_TRUE(pull_now(copy()).has_value());
    const auto reader = journal::RowReader::open(copy()).value();
    expect_same(reader->after(Seq{0}, 1000, 1'000'000).value(), world.rows());
    auto opened = journal::open_sqlite_journal(copy());   // as a server would that goes on from it
    ASSERT_TRUE(opened.has_value()) << opened.error().text;
    EXPECT_EQ((*opened)->epoch(), epoch());
    EXPECT_EQ((*opened)->head().hash, world.journal->head().hash);
    auto entries = 0;
    EXPECT_TRUE((*opened)->read(Seq{1}, [&](engine::Entry&&) { ++entries; }).has_value());
    EXPECT_EQ(entries, 50);
}

TEST_F(Following, AnArchiveTakesNothingThatDoesNotFollow) {
    world.grow(3);
    const auto rows = world.rows();
    intrude(encode_row(rows[0]));
    intrude(encode_row(rows[2]));
    EXPECT_EQ(pull_now(copy()).error().code, errc::corrupt);
    const auto other = journal::Copy::open(copy(), "ANOTHER");
    ASSERT_FALSE(other.has_value());
    EXPECT_EQ(other.error().code, errc::already_exists);
}

TEST_F(Following, WhatIsNotOnTheHubIsSaid) {
    EXPECT_EQ(pull(hub.terms(), names, "", copy(), [](Seq) {}).error().text, "The hub knows no meet \"lake\": no venue has ever connected under this name.");
}

TEST(TimeAtTheVenue, IsThatOfTheBeatWithTheShortestWay) {
    VenueClock clock;
    const auto host = [](std::int64_t ms) { return HostTime{std::chrono::milliseconds{ms}}; };
    const auto race = [](std::int64_t ms) { return RaceTime{std::chrono::milliseconds{ms}}; };
    EXPECT_FALSE(clock.is_known());
    clock.guess(host(0), race(90'000), 5s);   // ninety-five seconds there, when zero here
    EXPECT_EQ(clock.anchor().to_race(host(0)), race(95'000));
    EXPECT_EQ(clock.said(), race(90'000));
    clock.hear(host(1'000), race(100'900));   // 100 ms on the way
    clock.hear(host(2'000), race(101'980));   // 20 ms
    clock.hear(host(3'000), race(102'500));   // 500 ms
    EXPECT_EQ(clock.anchor().to_race(host(3'000)), race(102'980));
    clock.guess(host(4'000), race(50'000), 0s);
    EXPECT_EQ(clock.anchor().to_race(host(3'000)), race(102'980)) << "a kept beat does not count once one has come";
    // A venue whose clock is slower is followed.
    for (int i = 0; i < 16; ++i) clock.hear(host(10'000 + i * 1'000), race(109'000 + i * 1'000));
    EXPECT_EQ(clock.anchor().to_race(host(20'000)), race(119'000));
}

}  // namespace follower_test
}  // namespace bowball::relay
