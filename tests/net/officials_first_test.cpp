// A full house in mid-round, and an official in it: what waits for whom, and who is counted. The net threads are run by hand, a step at a time, so that
// what is seen is an order and no luck. On one thread and on three.
#include <gtest/gtest.h>
#include <spdlog/sinks/null_sink.h>

#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <set>
#include <utility>

#include "core/feed_limits.hpp"
#include "engine/command.hpp"
#include "net/air.hpp"
#include "net/client_frame.hpp"
#include "net/shards.hpp"
#include "net/websocket_client.hpp"

namespace bowball::net {
namespace officials_first_test {

/// A wire that takes everything at once, writes down who got it, and hears what the test says.
class OpenWire final : public Wire {
public:
    OpenWire(std::string name, boost::asio::any_io_executor home, boost::asio::any_io_executor executor, std::vector<std::string>& order)
        : name_(std::move(name)), home_(std::move(home)), executor_(std::move(executor)), order_(order) {}

    void read(OnRead then) override { then_ = std::move(then); }
    std::size_t write_some(std::span<const boost::asio::const_buffer> pieces, boost::system::error_code&) override {
        auto count = std::size_t{0};
        for (const auto& piece : pieces) {
            sent.append(static_cast<const char*>(piece.data()), piece.size());
            count += piece.size();
        }
        ++writes;
        order_.push_back(name_);
        return count;
    }
    void wait_until_writable(OnWritable) override {}
    void end_sending() override {}
    void close() override { then_ = {}; }
    boost::asio::any_io_executor executor() override { return executor_; }
    boost::asio::any_io_executor home() override { return home_; }
    void go_home(std::function<void()> then) override {
        executor_ = home_;
        boost::asio::post(executor_, std::move(then));
    }
    bool is_secure() const override { return false; }
    const std::string& address() const override { return name_; }

    /// What the other end says, or that it hangs up.
    void hear(const std::string& bytes) {
        std::exchange(then_, {})({}, bytes);
    }
    void hang_up() {
        if (auto then = std::exchange(then_, {})) then(boost::asio::error::eof, {});
    }
    [[nodiscard]] std::size_t times(const std::string& text) const {
        auto count = std::size_t{0};
        for (auto at = sent.find(text); at != std::string::npos; at = sent.find(text, at + 1)) ++count;
        return count;
    }

    std::string sent;
    int writes = 0;

private:
    std::string name_;
    boost::asio::any_io_executor home_;
    boost::asio::any_io_executor executor_;
    std::vector<std::string>& order_;
    OnRead then_;
};

class AFullHouse : public testing::TestWithParam<std::size_t> {
protected:
    static constexpr std::size_t screens = 8 * limits::fan_out_slice;

    OpenWire* come(const std::string& name, Role role) {
        auto& home = shards.next_home();
        auto wire = std::make_unique<OpenWire>(name, home.get_executor(), shards.main().context().get_executor(), order);
        auto* seen = wire.get();
        Visitor visitor;
        visitor.actor = {name, role};
        shards.let_in({std::move(wire), nullptr, {}}, visitor, [this](Shard& shard, Guest guest, Visitor who) {
            const auto client = std::make_shared<WebsocketClient>(std::move(guest.wire), std::move(guest.place), shard.client_context(), std::move(who));
            clients.push_back(client);
            client->start("101", client_frame(0x81, R"({"kind":"subscribe","topics":["race/*/board","meet"]})"));
        });
        return seen;
    }
    void SetUp() override {
        // As the server's main thread does, but for the sessions, which this house has none of.
        shards.main().client_context().refuse_order = [](const Visitor& who, const std::string&, const engine::Command& command) -> std::optional<Error> {
            if (const auto allowed = engine::check_authority(who.actor.role, command); !allowed) return allowed.error();
            return std::nullopt;
        };
        for (std::size_t i = 0; i < screens; ++i) phones.push_back(come("phone", Role::viewer));
        official = come("official", Role::referee);
        run_all();
        order.clear();
    }
    void TearDown() override {
        for (auto* phone : phones) phone->hang_up();
        official->hang_up();
        if (reader != nullptr) reader->hang_up();
        run_all();
    }
    void publish(int number) {
        boost::asio::post(shards.main().context(), [this, number] {
            const auto topic = "race/" + std::to_string(number) + "/board";
            shards.take(air.put({{{topic, views::Audience::everyone, Seq{static_cast<std::uint64_t>(number)}, std::nullopt, "{\"news\":" + std::to_string(number) + "}"}}, {}, Seq{static_cast<std::uint64_t>(number)}}));
        });
    }
    /// What waits on each thread, once: what that causes is left for another turn.
    std::size_t run_main(std::size_t steps) {
        auto done = std::size_t{0};
        for (shards.main().context().restart(); done < steps && shards.main().context().poll_one() > 0;) ++done;
        return done;
    }
    void run_others() {
        if (GetParam() == 1) return;
        std::set<boost::asio::io_context*> all;
        for (std::size_t i = 0; i < GetParam(); ++i) all.insert(&shards.next_home());
        for (auto* one : all) {
            one->restart();
            one->poll();
        }
    }
    void run_all() {
        for (int i = 0; i < 100; ++i) {
            run_main(1'000'000);
            run_others();
        }
    }
    [[nodiscard]] std::size_t phones_with(const std::string& text) const {
        return static_cast<std::size_t>(std::ranges::count_if(phones, [&](const auto* phone) { return phone->times(text) == 1; }));
    }
    static std::string order_of(const std::string& id) {
        return client_frame(0x81, R"({"v":1,"kind":"command","id":")" + id + R"(","command":"call_race","data":{"race":1}})");
    }

    std::vector<std::string> order;
    Air air{"EPOCH1", [] { return std::int64_t{1}; }};
    std::vector<std::function<void(engine::Outcome)>> replies;
    Shard::Terms terms{"EPOCH1", {}, [this](engine::Command, engine::Origin, std::function<void(engine::Outcome)> reply) { replies.push_back(std::move(reply)); }, io::Clock{}, {}, 1h, "test", "leading", {},
                       std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>())};
    Shards shards{terms, GetParam()};
    std::vector<std::weak_ptr<WebsocketClient>> clients;
    std::vector<OpenWire*> phones;
    OpenWire* official = nullptr;
    OpenWire* reader = nullptr;
};

TEST_P(AFullHouse, AnOfficialsFrameWaitsForNoScreenInMidRound) {
    publish(1);
    publish(2);
    run_main(1);
    EXPECT_EQ(official->times("\"news\":1"), 1u);
    EXPECT_LE(phones_with("\"news\":1"), limits::fan_out_slice) << "the house is in mid-round";
    run_main(1);
    EXPECT_EQ(official->times("\"news\":2"), 1u);
    EXPECT_LE(phones_with("\"news\":2"), limits::fan_out_slice);
    run_all();
    EXPECT_EQ(phones_with("\"news\":2"), screens);
}

TEST_P(AFullHouse, AnOfficialsOrderIsTakenAndAnsweredInMidRound) {
    publish(1);
    run_main(1);
    official->hear(order_of("a1"));
    ASSERT_EQ(replies.size(), 1u) << "the race has it";
    publish(2);
    replies.back()(engine::Accepted{Seq{7}, false});   // as the race's thread does, behind the news that it causes
    run_main(3);   // a slice, the news with its slice, the answer
    EXPECT_EQ(official->times("\"kind\":\"accepted\""), 1u);
    EXPECT_LE(phones_with("\"news\":1"), 3 * limits::fan_out_slice);
    run_all();
    EXPECT_EQ(phones_with("\"news\":1"), screens);
    EXPECT_EQ(phones_with("\"news\":2"), screens);
}

// Eighty broadcasts before the first has gone round: none of them makes an official wait for a screen.
TEST_P(AFullHouse, NothingThatIsUnderWayIsBroughtToItsEndBeforeAnOfficialIsServed) {
    constexpr int messages = 80;
    for (int i = 1; i <= messages; ++i) publish(i);
    for (int i = 1; i <= messages; ++i) {
        order.clear();
        while (official->times("\"news\":" + std::to_string(i) + "}") == 0) ASSERT_EQ(run_main(1), 1u) << i;
        const auto first = std::ranges::find(order, "official");
        ASSERT_LE(first - order.begin(), static_cast<std::ptrdiff_t>(limits::fan_out_slice)) << i;
    }
    run_all();
    for (const auto* phone : phones) ASSERT_EQ(phone->times("\"news\""), static_cast<std::size_t>(messages));
}

TEST_P(AFullHouse, ThoseWhoHangUpInMidRoundTakeNobodyWithThem) {
    std::set<const OpenWire*> gone;
    for (int round = 1; round <= 5; ++round) {
        publish(round);
        for (std::size_t at = static_cast<std::size_t>(round); at < phones.size(); at += 11) {
            if (at % 3 == 0) run_main(1);
            if (at % 3 == 0) run_others();
            if (!gone.insert(phones[at]).second) continue;
            std::exchange(phones[at], nullptr)->hang_up();
        }
        std::erase(phones, nullptr);
        run_main(1);
    }
    run_all();
    ASSERT_LT(phones.size(), screens - 300);
    for (const auto* phone : phones) {
        for (int round = 1; round <= 5; ++round) ASSERT_EQ(phone->times("\"news\":" + std::to_string(round) + "}"), 1u);
    }
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count_if(clients, [](const auto& one) { return !one.expired(); })), phones.size() + 1) << "and those who went are not kept";
    EXPECT_EQ(shards.under_way(), 0u);
}

// Fifty thousand entries over a quick line would be a tenth of a second in which nobody else is served.
TEST_P(AFullHouse, WhoCatchesUpWithTheLogTakesTurnsWithTheOthers) {
    std::vector<LogFrame> entries;
    constexpr std::size_t count = 20 * 32 * limits::writes_in_one_go;
    for (std::uint64_t seq = 1; seq <= count; ++seq) entries.push_back({Seq{seq}, "{\"entry\":" + std::to_string(seq) + "}"});
    shards.take(air.put({{}, entries, Seq{count}}));
    run_all();
    reader = come("reader", Role::referee);   // on the main thread, beside the other official
    run_all();
    reader->sent.clear();
    reader->hear(client_frame(0x81, R"({"kind":"subscribe","topics":["log"],"since":"EPOCH1:0"})"));
    const auto at_once = reader->times("\"entry\":");
    EXPECT_EQ(at_once, 32 * limits::writes_in_one_go);
    publish(1);
    run_main(2);
    EXPECT_EQ(official->times("\"news\":1"), 1u);
    EXPECT_LE(reader->times("\"entry\":"), 3 * at_once);
    run_all();
    EXPECT_EQ(reader->times("\"entry\":"), count);
    EXPECT_EQ(reader->times("\"news\":1"), 1u);
}

INSTANTIATE_TEST_SUITE_P(NetThreads, AFullHouse, testing::Values(1, 3));

}  // namespace officials_first_test
}  // namespace bowball::net
