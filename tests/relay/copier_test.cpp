// A standby: it has the whole journal of the first server, and when it takes over that one can write no more, whatever either of them does
// and whatever becomes of the hub.
#include "relay/copier.hpp"

#include <future>
#include <mutex>

#include "formats/frame.hpp"
#include "journal/install.hpp"
#include "relay/relay.hpp"
#include "relay/world.hpp"

namespace bowball::relay {
namespace copier_test {

/// From a thread to the test's.
template <class T>
class Newest {
public:
    void push(T value) {
        const std::lock_guard held{lock_};
        value_ = std::move(value);
    }
    T get() {
        const std::lock_guard held{lock_};
        return value_;
    }

private:
    std::mutex lock_;
    T value_{};
};

/// One of perhaps two that follow.
class Follower {
public:
    Follower(const NatsServer& hub, const Names& names, std::string folder, std::string next_epoch) : folder_(std::move(folder)) {
        std::filesystem::create_directories(folder_);
        Copier::Terms terms{hub.terms(), names, folder_, std::move(next_epoch), {}, {}, {}, no_log()};
        terms.on_begin = [this] { counted_.push(0); };
        terms.on_rows = [this](const std::vector<journal::Row>& rows) { counted_.push(counted_.get() + rows.size()); };
        terms.on_state = [this](const CopyState& state) { state_.push(state); };
        copier_ = std::make_unique<Copier>(std::move(terms));
        copier_->start();
    }
    CopyState state() { return state_.get(); }
    std::uint64_t counted() { return counted_.get(); }
    bool has(Seq seq) {
        return comes([&] { return state().head == seq; });
    }
    std::future<Result<Seq>> order() {
        auto promise = std::make_shared<std::promise<Result<Seq>>>();
        auto answer = promise->get_future();
        copier_->take_over(
            [](Seq seq, std::string id) -> Result<engine::Entry> { return engine::Entry{seq, RaceTime{}, WallTime{}, {{"Rita", Role::referee}, std::move(id), "the first server is in the lake"}, engine::ServerStarted{.version = "test", .boot = "b"}}; },
            [promise](const Result<Seq>& taken) { promise->set_value(taken); });
        return answer;
    }
    Result<Seq> take_over() { return order().get(); }
    void stop() { copier_->stop(); }
    std::vector<journal::Row> rows(const std::string& epoch) { return journal::RowReader::open(copier_->file_of(epoch)).value()->after(Seq{0}, 1'000'000, 1'000'000'000).value(); }

private:
    std::string folder_;
    Newest<CopyState> state_;
    Newest<std::uint64_t> counted_;
    std::unique_ptr<Copier> copier_;
};

class StandingBy : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(hub.start()); }
    void lead(bool is_whole = true) {
        RelayOptions options;
        options.hub = hub.terms();
        options.meet = "lake";
        options.epoch = first.journal->epoch();
        options.version = "test";
        options.journal_file = first.file();
        options.is_whole = is_whole;
        options.on_state = [this](const views::HealthView::Relay& state) { told.push(state); };
        relay = std::move(*Relay::make(std::move(options), io::Clock{}, no_log()));
        relay->start();
    }
    [[nodiscard]] std::unique_ptr<Follower> follow(const std::string& name = "standby", const std::string& next = "NEXT") { return std::make_unique<Follower>(hub, names, first.path(name), next); }
    [[nodiscard]] std::vector<journal::Row> stream() const { return rows_on(hub, names, first.journal->epoch()); }
    [[nodiscard]] bool is_superseded() {
        return comes([&] { return told.get().state == "superseded"; });
    }

    NatsServer hub{"standby"};
    JournalOnDisk first{"standby"};
    Names names = Names::of("lake").value();
    Newest<views::HealthView::Relay> told;
    std::unique_ptr<Relay> relay;
};

TEST_F(StandingBy, ItHasEveryEntryAndSaysHowFarItIs) {
    first.grow(700);
    lead();
    const auto standby = follow();
    ASSERT_TRUE(standby->has(Seq{700}));
    first.grow(5);
    ASSERT_TRUE(standby->has(Seq{705}));
    ASSERT_TRUE(comes([&] { return standby->state().behind == 0 && standby->state().is_ready(); }));
    EXPECT_LT(standby->state().beat_age_ms, 3'000);
    EXPECT_EQ(standby->counted(), 705U);
    relay->stop();
    EXPECT_TRUE(comes([&] { return standby->state().beat_age_ms > 2'000; })) << "a first server that is silent is noticed";
    standby->stop();
    expect_same(stream(), standby->rows(first.journal->epoch()));
    EXPECT_TRUE(journal::verify_sqlite_journal(first.path("standby") + "/" + first.journal->epoch() + ".sqlite", {first.journal->head()})->agreed == 1);
}

TEST_F(StandingBy, StartedAgainItGoesOnWhereItWas) {
    first.grow(50);
    lead();
    auto standby = follow();
    ASSERT_TRUE(standby->has(Seq{50}));
    standby.reset();
    first.grow(3);
    standby = follow();
    ASSERT_TRUE(standby->has(Seq{53}));
    EXPECT_EQ(standby->counted(), 53U) << "what the copy had is told too";
}

TEST_F(StandingBy, WhoIsTakenOverFromFindsOutAndWritesNoMore) {
    first.grow(20);
    lead();
    const auto standby = follow();
    ASSERT_TRUE(standby->has(Seq{20}));
    EXPECT_EQ(standby->take_over().value(), Seq{21});
    ASSERT_TRUE(is_superseded()) << "even if it has nothing to write";
    const auto text = told.get().text;
    EXPECT_NE(text.find("with entry 21, by order of Rita: the first server is in the lake"), std::string::npos) << text;
    first.grow(10);
    ::usleep(300'000);
    EXPECT_EQ(stream().size(), 21U);
    standby->stop();
    expect_same(stream(), standby->rows(first.journal->epoch()));
}

TEST_F(StandingBy, TheFirstServerMayWriteAllTheWhile) {
    first.grow(100);
    lead();
    const auto standby = follow();
    ASSERT_TRUE(standby->has(Seq{100}));
    auto answer = std::future<Result<Seq>>{};
    for (int i = 0; i < 200; ++i) {
        first.grow(3);
        if (i == 60) answer = standby->order();
        ::usleep(2'000);
    }
    const auto taken = answer.get();
    ASSERT_TRUE(taken.has_value()) << taken.error().text;
    ASSERT_TRUE(is_superseded());
    standby->stop();
    const auto rows = stream();
    EXPECT_EQ(rows.size(), taken->value()) << "nothing comes behind the entry that took over";
    EXPECT_TRUE(takeover_of(rows.back()).has_value());
    expect_same(rows, standby->rows(first.journal->epoch()));
    const auto ours = first.rows();
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) ASSERT_EQ(rows[i].hash, ours[i].hash) << "entry " << i + 1;
}

TEST_F(StandingBy, OfTwoOneIsFirst) {
    first.grow(20);
    lead();
    const auto one = follow("one", "NEXT1");
    const auto other = follow("other", "NEXT2");
    ASSERT_TRUE(one->has(Seq{20}) && other->has(Seq{20}));
    auto first_answer = one->order();
    auto second_answer = other->order();
    const auto a = first_answer.get();
    const auto b = second_answer.get();
    ASSERT_NE(a.has_value(), b.has_value());
    EXPECT_EQ((a ? b : a).error().code, errc::already_exists) << (a ? b : a).error().text;
    EXPECT_EQ(stream().size(), 21U);
}

TEST_F(StandingBy, NobodyGoesOnFromWhatIsNotWhole) {
    first.grow(20);
    lead(false);
    const auto standby = follow();
    ASSERT_TRUE(standby->has(Seq{20}));
    EXPECT_FALSE(standby->state().is_ready());
    const auto taken = standby->take_over();
    ASSERT_FALSE(taken.has_value());
    EXPECT_NE(taken.error().text.find("Entry 18 came as its hash alone"), std::string::npos) << taken.error().text;
    EXPECT_EQ(stream().size(), 20U);
}

TEST_F(StandingBy, WithoutTheHubItDoesNotTakeOverAndWithItItDoes) {
    first.grow(20);
    lead();
    const auto standby = follow();
    ASSERT_TRUE(standby->has(Seq{20}));
    hub.kill();
    const auto refused = standby->take_over();
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, errc::io_failed);
    EXPECT_NE(refused.error().text.find("nobody can make sure that the first server stops"), std::string::npos) << refused.error().text;
    first.grow(1);
    ASSERT_TRUE(hub.start());
    ASSERT_TRUE(standby->has(Seq{21}));
    EXPECT_EQ(standby->take_over().value(), Seq{22});
    ASSERT_TRUE(is_superseded());
}

TEST_F(StandingBy, AnAnswerThatWasLostIsFoundOnTheStream) {
    first.grow(20);
    lead();
    auto standby = follow();
    ASSERT_TRUE(standby->has(Seq{20}));
    ASSERT_TRUE(standby->take_over().has_value());
    standby.reset();
    std::filesystem::remove_all(first.path("standby"));   // as if it had died before it could write anything down but its next name
    standby = follow();
    ASSERT_TRUE(comes([&] { return standby->state().taken && standby->state().taken->to == "NEXT"; }));
    EXPECT_EQ(standby->take_over().value(), Seq{21}) << "the same entry, and no second one";
    EXPECT_EQ(stream().size(), 21U);
}

TEST_F(StandingBy, WhatAHubLostIsThereAgainBeforeItIsTakenOver) {
    first.grow(20);
    lead();
    const auto standby = follow();
    ASSERT_TRUE(standby->has(Seq{20}));
    relay->stop();
    // A hub that lost the newest five in a power cut: another stream of the same name with what is left.
    const auto rows = stream();
    hub.kill();
    hub.forget();
    ASSERT_TRUE(hub.start());
    auto connection = nats::Connection::open(hub.terms()).value();
    auto streams = nats::Streams::of(*connection).value();
    const auto epoch = first.journal->epoch();
    ASSERT_TRUE(streams->ensure({names.live_stream(), {names.live()}, 1, true}).has_value());
    ASSERT_TRUE(connection->publish(names.beat(), encode_beat({epoch, Seq{20}})).has_value());
    ASSERT_TRUE(streams->ensure({names.log_stream(epoch), {names.log(epoch)}, 1, false}).has_value());
    std::vector<std::string> left;
    for (std::size_t i = 0; i < 15; ++i) left.push_back(encode_row(rows[i]));
    ASSERT_TRUE(streams->append(names.log(epoch), 0, left).has_value());
    EXPECT_EQ(standby->take_over().value(), Seq{21});
    const auto all = stream();
    ASSERT_EQ(all.size(), 21U);
    for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(all[i].hash, rows[i].hash);
}

TEST_F(StandingBy, ItFollowsTheJournalThatTookOverAndNotTheOldOneThatComesBack) {
    first.grow(20);
    lead();
    const auto standby = follow("one", "SECOND");
    ASSERT_TRUE(standby->has(Seq{20}));
    ASSERT_TRUE(standby->take_over().has_value());
    standby->stop();
    // What was copied leads now.
    const auto place = journal::Reservation::take(first.path("second.sqlite")).value();
    ASSERT_TRUE(place->install(first.path("one") + "/" + first.journal->epoch() + ".sqlite", "SECOND").has_value());
    RelayOptions options;
    options.hub = hub.terms();
    options.meet = "lake";
    options.epoch = "SECOND";
    options.journal_file = first.path("second.sqlite");
    options.is_whole = true;
    options.superseded = {first.journal->epoch()};
    const auto second = std::move(*Relay::make(std::move(options), io::Clock{}, no_log()));
    second->start();
    const auto other = follow("other", "THIRD");
    ASSERT_TRUE(comes([&] { return other->state().epoch == "SECOND" && other->state().is_ready(); }));
    auto connection = nats::Connection::open(hub.terms()).value();
    ASSERT_TRUE(connection->publish(names.beat(), encode_beat({first.journal->epoch(), Seq{25}})).has_value());
    ASSERT_TRUE(connection->flush().has_value());
    ::usleep(400'000);
    EXPECT_EQ(other->state().epoch, "SECOND");
    EXPECT_EQ(other->take_over().value(), Seq{22}) << "and takes over from that one in its turn";
}

// The hub keeps the newest frame of a view, whoever sent it.
TEST_F(StandingBy, WhoWasTakenOverFromAndIsStartedAgainSendsNoView) {
    first.grow(20);
    lead();
    const auto standby = follow();
    ASSERT_TRUE(standby->has(Seq{20}));
    ASSERT_TRUE(standby->take_over().has_value());
    ASSERT_TRUE(is_superseded());
    relay.reset();
    auto connection = nats::Connection::open(hub.terms()).value();
    const auto newest = [&] { return formats::decode_view_frame(nats::Streams::of(*connection).value()->newest(names.live_stream(), names.view("meet")).value().data).value().epoch; };
    ASSERT_TRUE(connection->publish(names.view("meet"), formats::encode_frame(formats::ViewFrame{"meet", "SECOND", Seq{30}, 0, std::nullopt, "{}"})).has_value());
    ASSERT_TRUE(connection->flush().has_value());
    ASSERT_TRUE(comes([&] { return newest() == "SECOND"; }));
    told.push({});
    lead();
    relay->publish({{"meet", Seq{20}, std::nullopt, "{}"}}, Seq{20});
    ASSERT_TRUE(is_superseded());
    relay->stop();
    EXPECT_EQ(newest(), "SECOND");
}

}  // namespace copier_test
}  // namespace bowball::relay
