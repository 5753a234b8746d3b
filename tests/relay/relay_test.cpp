// The relay as the venue has it: frames at once, over every outage of the hub, and never a word back.
#include "relay/relay.hpp"

#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <mutex>

#include "formats/frame.hpp"
#include "relay/beat.hpp"
#include "relay/world.hpp"

namespace {

/// For how long this computer has slept: the kernel's clocks, but CLOCK_BOOTTIME goes on meanwhile, as it does in a real sleep.
std::atomic<time_t> slept_s{0};

}  // namespace

extern "C" int clock_gettime(clockid_t clock, struct timespec* at) noexcept {
    const auto failed = ::syscall(SYS_clock_gettime, clock, at);
    if (failed == 0 && clock == CLOCK_BOOTTIME) at->tv_sec += slept_s;
    return static_cast<int>(failed);
}

namespace bowball::relay {
namespace {

class AtTheVenue : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(hub.start()); }
    void begin(std::int32_t yield_after_s = 0) {
        RelayOptions options;
        options.yield_after_s = yield_after_s;
        options.hub = hub.terms();
        options.meet = "lake";
        options.epoch = world.journal->epoch();
        options.version = "test";
        options.journal_file = world.file();
        options.on_state = [this](const views::HealthView::Relay& state) { told.push(state); };
        relay = std::move(*Relay::make(std::move(options), io::Clock{}, no_log()));
        relay->start();
    }
    void show(const std::string& topic, std::uint64_t seq) { relay->publish({{topic, Seq{seq}, std::nullopt, "{\"n\":" + std::to_string(seq) + "}"}}, Seq{seq}); }
    /// What the hub has kept of a view: its newest number; 0 if there is none.
    [[nodiscard]] std::uint64_t kept(const std::string& topic) const {
        auto connection = nats::Connection::open(hub.terms());
        if (!connection) return 0;
        const auto message = nats::Streams::of(**connection).value()->newest(names.live_stream(), names.view(topic));
        return message ? formats::decode_view_frame(message->data).value().seq.value() : 0;
    }

    class Told {
    public:
        void push(views::HealthView::Relay state) {
            const std::lock_guard held{lock_};
            newest_ = std::move(state);
        }
        views::HealthView::Relay newest() {
            const std::lock_guard held{lock_};
            return newest_;
        }

    private:
        std::mutex lock_;
        views::HealthView::Relay newest_;
    };

    NatsServer hub{"relay"};
    JournalOnDisk world{"relay"};
    Names names = Names::of("lake").value();
    Told told;
    std::unique_ptr<Relay> relay;
};

TEST_F(AtTheVenue, AFrameIsOnItsSubjectAtOnceAndKept) {
    begin();
    ASSERT_TRUE(comes([&] { return told.newest().state == "connected"; }));
    auto connection = nats::Connection::open(hub.terms()).value();
    auto reader = connection->subscribe("bowball.lake.live.view.race.12.board").value();
    show("race/12/board", 7);
    const auto message = reader->next(10'000).value();
    ASSERT_TRUE(message.has_value());
    const auto view = formats::decode_view_frame(message->data).value();
    EXPECT_EQ(view.topic, "race/12/board");
    EXPECT_EQ(view.epoch, world.journal->epoch());
    EXPECT_EQ(view.data, "{\"n\":7}");
    EXPECT_TRUE(comes([&] { return kept("race/12/board") == 7; }));
}

TEST_F(AtTheVenue, WhatAHubMissedItGetsWhenItIsBack) {
    begin();
    show("meet", 1);
    show("race/1/board", 2);
    ASSERT_TRUE(comes([&] { return kept("race/1/board") == 2; }));
    hub.kill();
    hub.forget();
    for (std::uint64_t seq = 3; seq < 200; ++seq) show("race/1/board", seq);
    ASSERT_TRUE(hub.start());
    EXPECT_TRUE(comes([&] { return kept("race/1/board") == 199 && kept("meet") == 1; }));
}

TEST_F(AtTheVenue, TheBeatSaysWhichJournalAndHowFar) {
    begin();
    show("meet", 42);
    auto connection = nats::Connection::open(hub.terms()).value();
    auto reader = connection->subscribe(names.beat()).value();
    EXPECT_TRUE(comes([&] {
        const auto message = reader->next(5'000).value();
        const auto beat = decode_beat(message->data).value();
        return beat.seq == Seq{42} && beat.epoch == world.journal->epoch() && beat.version == "test";
    }));
}

TEST_F(AtTheVenue, TheStateTellsLagAndResyncsAndThatAnOldServerIsNoArchive) {
    world.grow(30);
    begin();
    ASSERT_TRUE(comes([&] { return told.newest().sent == 30; }));
    EXPECT_EQ(told.newest().behind, 0U);
    EXPECT_EQ(told.newest().stream, "bowball-log-lake-" + world.journal->epoch());
    const auto version = told.newest().server_version;
    EXPECT_FALSE(version.empty());
    EXPECT_EQ(told.newest().warning.find("is a relay and no archive") != std::string::npos, version.starts_with("2.9.")) << told.newest().warning;
    hub.kill();
    world.grow(5);
    ASSERT_TRUE(comes([&] { return told.newest().behind == 5 && told.newest().state == "waiting"; }));
    EXPECT_NE(told.newest().text, "");
    ASSERT_TRUE(hub.start());
    ASSERT_TRUE(comes([&] { return told.newest().sent == 35 && told.newest().state == "connected"; }));
    EXPECT_EQ(told.newest().resyncs, 1U);
}

TEST_F(AtTheVenue, AFrozenHubHoldsUpNobodyWhoPublishes) {
    begin();
    show("meet", 1);
    ASSERT_TRUE(comes([&] { return kept("meet") == 1; }));
    hub.freeze();
    // Far more than fits into the sockets on the way: every call returns, and only the newest waits.
    const std::string large(100'000, 'x');
    for (std::uint64_t seq = 2; seq <= 500; ++seq) relay->publish({{"meet", Seq{seq}, std::nullopt, "{\"x\":\"" + large + "\"}"}}, Seq{seq});
    hub.thaw();
    EXPECT_TRUE(comes([&] { return kept("meet") == 500; }));
}

TEST_F(AtTheVenue, TheLastViewsLeaveWhenItStops) {
    begin();
    ASSERT_TRUE(comes([&] { return told.newest().state == "connected"; }));
    for (std::uint64_t seq = 1; seq <= 300; ++seq) show("race/" + std::to_string(seq) + "/results", seq);
    relay->stop();
    // A hub stores what has reached it in its own time.
    EXPECT_TRUE(comes([&] { return kept("race/300/results") == 300U && kept("race/1/results") == 1U; }));
}

TEST(MeetName, IsOneThatASubjectCanHave) {
    for (const auto* good : {"lake", "lake-2026", "a_b"}) EXPECT_TRUE(Names::of(good).has_value()) << good;
    for (const auto& bad : {std::string{}, std::string{"Lake"}, std::string{"a.b"}, std::string{"a b"}, std::string{"*"}, std::string{">"}, std::string(41, 'a')}) EXPECT_FALSE(Names::of(bad).has_value()) << bad;
    EXPECT_EQ(Names::of("lake")->view("event/m8.x/y*"), "bowball.lake.live.view.event.m8=2Ex.y=2A");
}

TEST(BeatOfAVenue, IsReadOnlyIfItCanBeTrue) {
    const Beat beat{"EPOCH1", Seq{7}, 1'700'000'000'000'000, 10, "0.1"};
    const auto read = decode_beat(encode_beat(beat)).value();
    EXPECT_EQ(read.epoch, "EPOCH1");
    EXPECT_EQ(read.seq, Seq{7});
    EXPECT_EQ(read.sent_us, 1'700'000'000'000'000);
    EXPECT_EQ(read.speed, 10);
    for (const auto* bad : {"", "{}", "[]", "nonsense", R"({"epoch":"a.b","seq":1,"sent_us":1,"speed":1,"version":""})", R"({"epoch":"E","seq":1,"sent_us":1,"speed":0,"version":""})",
                            R"({"epoch":"E","seq":-1,"sent_us":1,"speed":1,"version":""})", R"({"epoch":"E","seq":1,"sent_us":-5,"speed":1,"version":""})"})
        EXPECT_FALSE(decode_beat(bad).has_value()) << bad;
}

TEST(FrameOfAView, ComesBackAsItWent) {
    const auto text = formats::encode_frame(formats::ViewFrame{"race/1/board", "E", Seq{9}, 5, 4, R"({"a":",\"data\":{","b":[]})"});
    const auto view = formats::decode_view_frame(text).value();
    EXPECT_EQ(view.data, R"({"a":",\"data\":{","b":[]})");
    EXPECT_EQ(view.edge_us, 4);
    EXPECT_EQ(view.sent_us, 5);
    for (const auto* bad : {"", "{}", "[]", R"({"v":1,"kind":"event","topic":"log","epoch":"E","seq":1,"data":{}})", R"({"v":1,"kind":"view","topic":"t","epoch":"E","seq":1,"sent_us":1,"data":[]})",
                            R"({"v":1,"kind":"view","topic":"t","epoch":"E","seq":-1,"sent_us":1,"data":{}})", R"({"v":1,"kind":"view","topic":"t","epoch":"E","seq":1,"data":{},"sent_us":1})",
                            R"({"x":{"a":1,"data":{}},"kind":"view","topic":"t","epoch":"E","seq":1,"sent_us":1,"data":{}})", R"({"kind":"view","topic":"t","epoch":"E","seq":1,"sent_us":1,"data":{},"data":{}})"})
        EXPECT_FALSE(formats::decode_view_frame(bad).has_value()) << bad;
}

// A clock that stands still while the computer sleeps said that the hub was there a moment ago: two servers took orders.
TEST_F(AtTheVenue, WhoWakesWithoutTheHubYieldsAtOnceAfterASleepOfThatLength) {
    begin(3600);
    world.grow(3);
    ASSERT_TRUE(comes([&] { return told.newest().sent == 3; }));
    hub.kill();
    ASSERT_TRUE(comes([&] { return told.newest().state == "waiting"; }));
    slept_s += 3700;
    EXPECT_TRUE(comes([&] { return told.newest().state == "yielding"; })) << told.newest().state;
    ASSERT_TRUE(hub.start());
    EXPECT_TRUE(comes([&] { return told.newest().state == "connected"; })) << "the stream ends where its journal does: nobody has taken over";
}

}  // namespace
}  // namespace bowball::relay
