// The set-up over HTTP: for admins only; what is sent is what is checked and written; accounts that let people in at once.
#include "live_feed.hpp"

namespace bowball::net {
namespace setup_desk_test {

class SetupFeed : public LiveFeed {
protected:
    void SetUp() override {
        options.setup = {[]() -> Result<std::string> { return std::string{"{\"file\":\"here\"}"}; },
                         [this](const std::string& text) -> Result<std::string> {
                             ++checked;
                             if (text == "bad") return Error{errc::bad_input, "bowball.toml:1:1: what is that?"};
                             return std::string{"{\"devices\":1}"};
                         },
                         [this](const std::string& text) -> Result<std::string> {
                             written = text;
                             return std::string{"{\"backup\":\"\"}"};
                         }};
        LiveFeed::SetUp();
    }
    std::atomic<int> checked = 0;
    std::string written;
};

TEST_F(SetupFeed, IsForAdminsOnly) {
    const auto referee = signed_in(Role::referee);
    for (const auto* path : {"/api/v1/setup", "/api/v1/accounts"}) {
        EXPECT_EQ(http(port, "GET", path).status, 401) << path;
        EXPECT_EQ(http(port, "GET", path, "", referee).status, 403) << path;
        EXPECT_EQ(http(port, "GET", path, "", signed_in(Role::admin)).status, 200) << path;
    }
    for (const auto* path : {"/api/v1/setup/check", "/api/v1/setup/write", "/api/v1/accounts", "/api/v1/accounts/remove"}) {
        EXPECT_EQ(http(port, "POST", path, "{}").status, 401) << path;
        EXPECT_EQ(http(port, "POST", path, "{}", referee).status, 403) << path;
        EXPECT_EQ(http(port, "POST", path, "{}", signed_in(Role::admin) + "Origin: http://elsewhere\r\n").status, 403) << path;
    }
    EXPECT_EQ(checked, 0);
    EXPECT_EQ(written, "");
}

TEST_F(SetupFeed, WritesWhatWasSentAndSaysWhyNot) {
    const auto admin = signed_in(Role::admin);
    EXPECT_EQ(http(port, "POST", "/api/v1/setup/check", "[server]\nport = 1\n", admin).body, "{\"devices\":1}");
    EXPECT_EQ(http(port, "POST", "/api/v1/setup/write", "[server]\nport = 1\n", admin).status, 200);
    EXPECT_EQ(written, "[server]\nport = 1\n");
    const auto refused = http(port, "POST", "/api/v1/setup/check", "bad", admin);
    EXPECT_EQ(refused.status, 400);
    EXPECT_NE(refused.body.find("what is that?"), std::string::npos);
    EXPECT_EQ(http(port, "POST", "/api/v1/setup", "x", admin).status, 405);
    EXPECT_EQ(http(port, "GET", "/api/v1/setup/write", "", admin).status, 405) << "nothing is written by a link";
}

TEST_F(SetupFeed, WhoIsLetInSignsInWithTheRole) {
    const auto admin = signed_in(Role::admin);
    const auto put = [&](const std::string& body) { return http(port, "POST", "/api/v1/accounts", body, admin); };
    EXPECT_EQ(put(R"({"name":"Zoë Müller","role":"judge","password":"eight or more"})").status, 200);
    EXPECT_NE(http(port, "GET", "/api/v1/accounts", "", admin).body.find(R"({"name":"Zoë Müller","role":"judge"})"), std::string::npos);
    const auto in = http(port, "POST", "/api/v1/sign-in", R"({"name":"Zoë Müller","password":"eight or more"})");
    EXPECT_EQ(in.status, 200);
    EXPECT_NE(in.body.find("judge"), std::string::npos);
    for (const auto* bad : {R"({"name":"","role":"judge","password":"eight or more"})", R"({"name":" B","role":"judge","password":"eight or more"})", R"({"name":"a\nb","role":"judge","password":"eight or more"})",
                            R"({"name":"B","role":"viewer","password":"eight or more"})", R"({"name":"B","role":"king","password":"eight or more"})", R"({"name":"B","role":"judge","password":"short"})", "[]", "no JSON"})
        EXPECT_EQ(put(bad).status, 400) << bad;
    EXPECT_EQ(http(port, "GET", "/api/v1/accounts", "", admin).body.find("\"B\""), std::string::npos);
}

TEST_F(SetupFeed, TheLastAdminStays) {
    const auto admin = signed_in(Role::admin);
    const auto post = [&](const std::string& path, const json& body) { return http(port, "POST", path, body.dump(), admin); };
    for (const auto* name : {"Second", "Third"}) ASSERT_EQ(post("/api/v1/accounts", {{"name", name}, {"role", "admin"}, {"password", "eight or more"}}).status, 200);
    EXPECT_EQ(post("/api/v1/accounts/remove", {{"name", "Nobody"}}).status, 404);
    const auto gone = post("/api/v1/accounts/remove", {{"name", "Second"}});
    EXPECT_EQ(gone.body, R"({"accounts":[{"name":"Third","role":"admin"}]})");
    const auto refused = post("/api/v1/accounts/remove", {{"name", "Third"}});
    EXPECT_EQ(refused.status, 409);
    EXPECT_NE(refused.body.find("Third is the only admin"), std::string::npos);
}

class DemoFeed : public LiveFeed {};
TEST_F(DemoFeed, HasNothingToSetUp) {
    const auto reply = http(port, "GET", "/api/v1/setup", "", signed_in(Role::admin));
    EXPECT_EQ(reply.status, 404);
    EXPECT_NE(reply.body.find("demo"), std::string::npos);
    EXPECT_EQ(http(port, "POST", "/api/v1/setup/write", "x", signed_in(Role::admin)).status, 404);
}

}  // namespace setup_desk_test
}  // namespace bowball::net
