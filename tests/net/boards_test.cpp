// Anybody may say that he is a board. So those who are served before the public for it are few; a token has a few places of its own, however
// many come with it.
#include "live_feed.hpp"
#include "net/feed_tokens.hpp"

namespace bowball::net {
namespace boards_test {

class Boards : public LiveFeed {
protected:
    void SetUp() override {
        options.boards = 3;
        options.boards_per_address = 2;
        options.boards_per_token = 4;
        options.boards_with_token = 6;
        const auto store = fs::temp_directory_path() / ("bowball-boards-" + std::to_string(::getpid()) + ".json");
        options.feed_tokens_file = store.string();
        const FeedTokenStore tokens{store.string()};
        const auto end_us = wall_now_us() + 3'600'000'000;
        token = tokens.make("truck", "feeds", end_us).value();
        another = tokens.make("hall", "feeds", end_us).value();
        other_use = tokens.make("prometheus", "metrics", end_us).value();
        LiveFeed::SetUp();
    }
    void TearDown() override {
        LiveFeed::TearDown();
        fs::remove(options.feed_tokens_file);
    }
    std::unique_ptr<Client> board(const std::string& more = "", std::uint32_t address = 0) {
        auto client = std::make_unique<Client>(port, "", "bowball.v1", From{INADDR_LOOPBACK + address, 0}, "/live?as=board" + more);
        client->receive("hello");
        return client;
    }
    /// How many are served before the public.
    std::string boards() {
        const auto text = http(port, "GET", "/metrics", "", admin).body;
        const std::string name = "bowball_clients{kind=\"board\"} ";
        const auto at = text.find(name) + name.size();
        return text.substr(at, text.find('\n', at) - at);
    }
    std::string token, another, other_use, admin;
};

TEST_F(Boards, WithoutATokenFewAreServedFirstAndTheOthersWithThePublic) {
    admin = signed_in(Role::admin);
    std::vector<std::unique_ptr<Client>> all;
    for (int i = 0; i < 4; ++i) all.push_back(board("", 1));
    EXPECT_EQ(boards(), "2") << "of one address";
    all.push_back(board("", 2));
    all.push_back(board("", 3));
    EXPECT_EQ(boards(), "3") << "of all";
    publish("meet", 1, "{}");
    for (auto& one : all) {
        one->send(subscribe({"meet"}));
        one->receive("view");
    }
}

TEST_F(Boards, ATokenHasPlacesOfItsOwn) {
    admin = signed_in(Role::admin);
    std::vector<std::unique_ptr<Client>> all;
    for (int i = 0; i < 4; ++i) all.push_back(board("&token=" + token, 1));
    EXPECT_EQ(boards(), "4") << "more than its address has without";
    all.push_back(board("", 1));
    all.push_back(board("", 1));
    EXPECT_EQ(boards(), "6") << "it takes none from those who have no token";
    all.push_back(board("&token=" + other_use, 1));
    all.push_back(board("&token=nonsense", 1));
    EXPECT_EQ(boards(), "6") << "what is no token of the feeds gives nothing";
}

// The address of a page with a token in it is passed on, and hundreds of telephones have it: they are served with the public, and stay.
TEST_F(Boards, HundredsWithOneTokenTakeNoMorePlacesThanOneTokenHas) {
    admin = signed_in(Role::admin);
    std::vector<std::unique_ptr<Client>> all;
    for (std::uint32_t i = 0; i < 300; ++i) all.push_back(board("&token=" + token, 1 + i % 50));
    EXPECT_EQ(boards(), "4");
    all.push_back(board("", 1));
    all.push_back(board("&token=" + another, 1));
    EXPECT_EQ(boards(), "6") << "neither a wall without a token nor one with another is kept out by them";
    publish("meet", 1, "{}");
    for (auto& one : all) {
        one->send(subscribe({"meet"}));
        one->receive("view");
    }
}

TEST_F(Boards, AllTokensTogetherHaveABoundToo) {
    admin = signed_in(Role::admin);
    std::vector<std::unique_ptr<Client>> all;
    for (int i = 0; i < 4; ++i) all.push_back(board("&token=" + token));
    for (int i = 0; i < 4; ++i) all.push_back(board("&token=" + another));
    EXPECT_EQ(boards(), "6");
    all.erase(all.begin());
    for (int i = 0; i < 200 && boards() != "5"; ++i) ::usleep(20'000);
    all.push_back(board("&token=" + another));
    EXPECT_EQ(boards(), "6") << "in the place of the one that went";
}

TEST_F(Boards, APlaceIsGivenBackWithItsBoard) {
    admin = signed_in(Role::admin);
    auto one = board("", 1);
    auto two = board("", 1);
    one.reset();
    for (int i = 0; i < 200 && boards() != "1"; ++i) ::usleep(20'000);
    auto three = board("", 1);
    EXPECT_EQ(boards(), "2");
}

}  // namespace boards_test
}  // namespace bowball::net
