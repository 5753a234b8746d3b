// The bounds of the contract's page, reached from outside: what is just within is served, what is one beyond is refused as the page says.
#include <fmt/format.h>

#include <future>

#include "core/access_limits.hpp"
#include "core/feed_limits.hpp"
#include "folders.hpp"
#include "live_feed.hpp"

namespace bowball::net {
namespace contract_bounds_test {

std::string text_of_page() {
    std::ifstream in{source_folder() + "/docs/protocol.md"};
    return {std::istreambuf_iterator<char>{in}, {}};
}

std::string thousands(std::size_t number) { return number < 1'000 ? std::to_string(number) : fmt::format("{},{:03}", number / 1'000, number % 1'000); }

TEST(TheContractsPage, NamesTheBoundsAsTheyAre) {
    const auto page = text_of_page();
    const auto s = [](Duration span) { return std::to_string(span / 1s); };
    const auto kib = [](std::size_t bytes) { return std::to_string(bytes / 1024) + " KiB"; };
    for (const auto& said : {
             "| message to the server | " + kib(limits::inbound_message_bytes) + ", " + std::to_string(limits::inbound_messages_per_second) + " a second, nesting of " + std::to_string(limits::json_depth) + " |",
             "| topics of a client | " + std::to_string(limits::topics_per_client) + " |", "| something useful said | within " + s(limits::say_something_within) + " s |",
             std::to_string(limits::answers_waiting) + " answers or " + kib(limits::outbox_bytes) + " of them", "| the log's ring | " + thousands(limits::log_ring_entries) + " entries",
             "| for " + s(limits::write_stall) + " s ends the connection |", "| HTTP request | " + kib(limits::http_header_bytes) + " of header, " + kib(limits::http_body_bytes) + " of body",
             s(limits::http_request_within) + " s to come, " + s(limits::http_answer_within) + " s for its answer to leave; " + kib(limits::http_pipelined_bytes) + " of others behind it",
             "| requests that wait for news | " + thousands(limits::long_polls) + ", each for " + s(limits::long_poll_longest) + " s at most |", "| TLS handshake | " + s(limits::http_request_within) + " s |",
             "| connections | " + thousands(limits::connections) + " in all, " + thousands(limits::connections_per_address) + " from one address, " + std::to_string(limits::connections_kept_for_officials) + " places kept for officials |",
             fmt::format("without a token {} in all, {} from one address; with one {} in all, {} of one token", limits::boards, limits::boards_per_address, limits::boards_with_token, limits::boards_per_token),
             fmt::format("| of a client in one go | {} writes of 32 messages each", limits::writes_in_one_go), fmt::format("The public is served {} at a time", limits::fan_out_slice),
             "| pages of the log that are kept for who asks for the same | " + std::to_string(limits::log_pages) + " |", "the newest " + std::to_string(limits::stamps_of_a_view) + " are known"}) {
        EXPECT_NE(page.find(said), std::string::npos) << "docs/protocol.md does not say: " << said;
    }
}

TEST(TheContractsPage, NamesTheCloseCodesAsTheyAre) {
    const auto page = text_of_page();
    for (const auto code : {close_code::feed_protocol, close_code::sign_in, close_code::forbidden, close_code::too_slow, close_code::replaced, close_code::other_version, close_code::overloaded, close_code::restart})
        EXPECT_NE(page.find("\n| " + std::to_string(code) + " | "), std::string::npos) << code;
}

TEST_F(LiveFeed, AMessageOfTheLargestSizeIsReadAndOneByteMoreIsNot) {
    const auto ping_of = [](std::size_t bytes) {
        std::string text = R"({"kind":"ping","t0":1,"padding":")";
        return client_frame(0x81, text + std::string(bytes - text.size() - 2, 'x') + "\"}");
    };
    Client good{port};
    EXPECT_EQ(good.receive("hello")["largest_message"], limits::inbound_message_bytes);
    good.send_raw(ping_of(limits::inbound_message_bytes));
    EXPECT_EQ(good.receive("pong")["t0"], 1);
    Client large{port};
    large.send_raw(ping_of(limits::inbound_message_bytes + 1));
    EXPECT_EQ(large.close_code(), close_code::too_big);
}

TEST_F(LiveFeed, SoManyMessagesASecondAreTakenAndNoFloodOfThem) {
    const auto burst = [](std::size_t count) {
        std::string all;
        for (std::size_t i = 0; i < count; ++i) all += client_frame(0x81, R"({"kind":"ping","t0":)" + std::to_string(i) + "}");
        return all;
    };
    Client busy{port};
    busy.receive("hello");
    busy.send_raw(burst(limits::inbound_messages_per_second));
    for (std::size_t i = 0; i < limits::inbound_messages_per_second; ++i) EXPECT_EQ(busy.receive("pong")["t0"], i);
    Client flood{port};
    flood.receive("hello");
    flood.send_raw(burst(5 * limits::inbound_messages_per_second));
    EXPECT_EQ(flood.close_code(), close_code::feed_protocol);
}

TEST_F(LiveFeed, SoManyTopicsAreFollowedAndTheNextOneIsRefusedWhileTheOthersStand) {
    std::vector<std::string> topics;
    for (std::size_t race = 1; race <= limits::topics_per_client; ++race) topics.push_back("race/" + std::to_string(race) + "/board");
    Client client{port};
    client.send(subscribe(topics));
    client.send(subscribe({"meet", "race/1/board"}));
    const auto refused = client.receive("error");
    EXPECT_EQ(refused["code"], "too_many");
    EXPECT_EQ(refused["topic"], "meet");
    for (std::size_t race = 1; race <= limits::topics_per_client; ++race) {
        publish("race/" + std::to_string(race) + "/board", race, "{}");
        EXPECT_EQ(client.receive("view")["topic"], topics[race - 1]);
    }
    client.send({{"kind", "unsubscribe"}, {"topics", {"race/1/board"}}});
    client.send(subscribe({"meet"}));
    client.send({{"kind", "ping"}, {"t0", 1}});
    client.receive("pong");
    publish("meet", 100, "{}");
    EXPECT_EQ(client.receive("view")["topic"], "meet") << "in the place of one that was given up";
}

// All from one address, which keeps not all places: see limits::waiting_sign_ins_of_network.
TEST_F(LiveFeed, SoManyPasswordsAreCheckedAtOnceAndTheOthersComeAgain) {
    std::vector<std::unique_ptr<RawSocket>> people;
    constexpr std::size_t crowd = 3 * limits::waiting_sign_ins;
    for (std::size_t i = 0; i < crowd; ++i) {
        const auto body = R"({"name":"Person )" + std::to_string(i) + R"(","password":"a guess of theirs"})";
        people.push_back(std::make_unique<RawSocket>(port));
        people.back()->send("POST /api/v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    }
    std::map<std::string, std::size_t> answers;
    for (auto& one : people) {
        ASSERT_TRUE(one->fill(12));
        ++answers[one->buffer.substr(9, 3)];
    }
    EXPECT_GE(answers["401"], limits::waiting_sign_ins_of_network);
    EXPECT_GE(answers["429"], 1u);
    EXPECT_EQ(answers["401"] + answers["429"], crowd);
}

}  // namespace contract_bounds_test
}  // namespace bowball::net
