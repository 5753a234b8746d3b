// Who was an official and is one no more: sessions and sockets end, and nobody brings himself back.
#include "live_feed.hpp"

namespace bowball::net {
namespace access_test {

using nlohmann::json;
using Access = SignInFeed;

TEST_F(Access, ARemovedOfficialIsSentAwayAndCannotComeBack) {
    const auto cookie = anna();
    OfficialClient socket{port, cookie};
    socket.receive("hello");
    ASSERT_TRUE(accounts().remove("Anna").has_value());
    EXPECT_EQ(socket.close_code(), close_code::sign_in);
    EXPECT_EQ(http(port, "GET", "/api/v1/me", "", cookie).status, 401);
    EXPECT_EQ(http(port, "POST", "/api/v1/password", R"({"password":"long enough","old_password":"correct horse"})", cookie).status, 401);
    EXPECT_FALSE(accounts().find("Anna")->has_value());
}

TEST_F(Access, NobodyRevivesARemovedAccountInTheSecondBeforeItIsNoticed) {
    const auto cookie = anna();
    ASSERT_TRUE(accounts().remove("Anna").has_value());
    EXPECT_NE(http(port, "POST", "/api/v1/password", R"({"password":"long enough","old_password":"correct horse"})", cookie).status, 200);
    EXPECT_FALSE(accounts().find("Anna")->has_value());
}

TEST_F(Access, ADisabledOfficialIsSentAwayAndStaysDisabled) {
    const auto cookie = anna();
    OfficialClient socket{port, cookie};
    socket.send(subscribe({"meet"}));   // who says nothing for long is sent away for that
    socket.receive("hello");
    auto account = **accounts().find("Anna");
    account.disabled = true;
    ASSERT_TRUE(accounts().put(account).has_value());
    EXPECT_NE(http(port, "POST", "/api/v1/password", R"({"password":"long enough","old_password":"correct horse"})", cookie).status, 200);
    EXPECT_EQ(socket.close_code(), close_code::sign_in);
    EXPECT_TRUE((*accounts().find("Anna"))->disabled);
}

TEST_F(Access, AnotherRoleMeansToSignInAgain) {
    const auto cookie = anna();
    OfficialClient socket{port, cookie};
    socket.receive("hello");
    auto account = **accounts().find("Anna");
    account.role = Role::starter;
    ASSERT_TRUE(accounts().put(account).has_value());
    EXPECT_EQ(socket.close_code(), close_code::forbidden);
    EXPECT_EQ(http(port, "GET", "/api/v1/me", "", cookie).status, 401);
}

TEST_F(Access, SignOutClosesTheSocketsOfThatSessionAlone) {
    const auto cookie = anna();
    const auto other_cookie = signed_in(Role::referee);
    OfficialClient socket{port, cookie};
    OfficialClient other{port, other_cookie};
    socket.receive("hello");
    other.receive("hello");
    EXPECT_EQ(http(port, "POST", "/api/v1/sign-out", "", cookie).status, 200);
    EXPECT_EQ(socket.close_code(), close_code::sign_in);
    other.send({{"kind", "ping"}, {"t0", 1}});
    other.receive("pong");
}

// An admin gives a new one because somebody else knows the old one.
TEST_F(Access, ANewPasswordByAnAdminEndsTheSessionsOfTheOldOne) {
    const auto cookie = anna();
    OfficialClient socket{port, cookie};
    socket.receive("hello");
    auto account = **accounts().find("Anna");
    account.hash = hash_password("another horse").value();
    ASSERT_TRUE(accounts().put(account).has_value());
    EXPECT_EQ(socket.close_code(), close_code::sign_in);
    EXPECT_EQ(http(port, "GET", "/api/v1/me", "", cookie).status, 401);
    EXPECT_EQ(http(port, "POST", "/api/v1/sign-in", R"({"name":"Anna","password":"another horse"})").status, 200);
}

TEST_F(Access, ANewPasswordNeedsTheOldOneAndEndsTheOtherSessions) {
    const auto cookie = anna();
    const auto elsewhere = anna();
    EXPECT_EQ(http(port, "POST", "/api/v1/password", R"({"password":"long enough"})", cookie).status, 403);
    EXPECT_EQ(http(port, "POST", "/api/v1/password", R"({"password":"long enough","old_password":"wrong"})", cookie).status, 403);
    EXPECT_EQ(http(port, "POST", "/api/v1/password", R"({"password":"long enough","old_password":"correct horse"})", cookie).status, 200);
    EXPECT_EQ(http(port, "GET", "/api/v1/me", "", cookie).status, 200);
    EXPECT_EQ(http(port, "GET", "/api/v1/me", "", elsewhere).status, 401);
    EXPECT_EQ((*accounts().find("Anna"))->role, Role::judge);
    EXPECT_EQ(http(port, "POST", "/api/v1/sign-in", R"({"name":"Anna","password":"long enough"})").status, 200);
}

// At 60 times speed a session of 16 hours lasted 16 minutes.
TEST_F(Access, ASessionLastsRealHours) {
    start(io::Clock{1'000'000});
    const auto cookie = anna();
    ::usleep(200'000);
    EXPECT_EQ(http(port, "GET", "/api/v1/me", "", cookie).status, 200);
}

TEST_F(Access, ACodeIssuedWhileTheServerRunsSignsIn) {
    const auto code = server->issue_code({"Eva", Role::judge}, false);
    EXPECT_EQ(code.size(), 7 * 4u + 6) << "28 of 32 letters are 140 bits";
    EXPECT_EQ(http(port, "POST", "/api/v1/sign-in", json{{"code", code}}.dump()).status, 200);
}

}  // namespace access_test
}  // namespace bowball::net
