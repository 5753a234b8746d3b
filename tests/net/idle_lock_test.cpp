// Sessions that rested, sessions that are seen and ended, and what asks for the password again.
#include "live_feed.hpp"
#include "net/idle_lock.hpp"

namespace bowball::net {
namespace idle_lock_test {

using namespace std::chrono_literals;

constexpr auto rest = 30min;

class Rested : public SignInFeed {
protected:
    void SetUp() override {
        options.sign_in.lock_after = rest;
        options.sign_in.now = [this] { return HostTime{Duration{now_ns.load()}}; };
        SignInFeed::SetUp();
        const auto anna = **accounts().find("Anna");
        ASSERT_TRUE(accounts().put({"Olga", Role::admin, anna.hash, false}).has_value());
    }
    [[nodiscard]] std::string olga(const std::string& more = "") const {
        const auto reply = http(port, "POST", "/api/v1/sign-in", R"({"name":"Olga","password":"correct horse"})", more);
        EXPECT_EQ(reply.status, 200) << reply.body;
        const auto at = reply.head.find("bowball=");
        return "Cookie: " + reply.head.substr(at, reply.head.find(';', at) - at) + "\r\n";
    }
    void let_rest() { now_ns += Duration{rest + 1s}.count(); }
    [[nodiscard]] HttpReply order(const std::string& command, const std::string& data, const std::string& cookie) const {
        return http(port, "POST", "/api/v1/commands", R"({"v":1,"kind":"command","id":"11111111-1111-4111-8111-111111111111","command":")" + command + R"(","data":)" + data + "}", cookie);
    }
    [[nodiscard]] json sessions_of(const std::string& cookie) const { return json::parse(http(port, "GET", "/api/v1/sessions", "", cookie).body).at("sessions"); }
    /// What sessions are timed by: nobody rests because a machine was slow.
    std::atomic<std::int64_t> now_ns = Duration{1h}.count();
};

TEST_F(Rested, AnOrderWaitsForThePasswordAndTheSocketStaysOpen) {
    const auto cookie = olga();
    OfficialClient socket{port, cookie};
    socket.receive("hello");
    ASSERT_EQ(order("call_race", R"({"race":1})", cookie).status, 200);
    EXPECT_EQ(json::parse(http(port, "GET", "/api/v1/me", "", cookie).body).at("locked"), false);
    let_rest();
    EXPECT_EQ(json::parse(http(port, "GET", "/api/v1/me", "", cookie).body).at("locked"), true);
    const auto refused = order("call_race", R"({"race":1})", cookie);
    EXPECT_EQ(refused.status, 401);
    EXPECT_NE(refused.body.find("Enter your password again"), std::string::npos) << refused.body;
    const json call = {{"v", 1}, {"kind", "command"}, {"id", "21111111-1111-4111-8111-111111111111"}, {"command", "call_race"}, {"data", {{"race", 1}}}};
    socket.send(call);
    EXPECT_EQ(socket.receive("refused")["code"], "not_signed_in");
    EXPECT_EQ(http(port, "POST", "/api/v1/unlock", R"({"password":"wrong"})", cookie).status, 403) << "he is signed in";
    ASSERT_EQ(http(port, "POST", "/api/v1/unlock", R"({"password":"correct horse"})", cookie).status, 200);
    socket.send(call);
    EXPECT_EQ(socket.receive("accepted")["id"], call["id"]) << "the same order, with the same id";
}

TEST_F(Rested, ARecallAndATimeByHandWaitForNothing) {
    const auto cookie = olga();
    let_rest();
    EXPECT_EQ(order("recall_race", R"({"race":1,"cause":"false_start"})", cookie).status, 200);
    const auto by_hand = order("add_impulse", R"({"race":1,"point":"finish","lane":3,"at_us":1795455600123456,"uncertainty_us":200000})", cookie);
    EXPECT_EQ(by_hand.status, 200) << by_hand.body;
    EXPECT_EQ(order("call_race", R"({"race":1})", cookie).status, 401) << "and they open nothing";
}

TEST_F(Rested, TheProgrammeAndTheAccountsWaitToo) {
    const auto cookie = olga();
    let_rest();
    EXPECT_EQ(http(port, "POST", "/api/v1/entries/check", "x", cookie).status, 401);
    EXPECT_EQ(http(port, "POST", "/api/v1/standby/take_over", R"({"reason":"x"})", cookie).status, 401);
    EXPECT_EQ(http(port, "POST", "/api/v1/accounts/remove", R"({"name":"Anna"})", cookie).status, 401);
    EXPECT_TRUE(accounts().find("Anna")->has_value());
}

TEST_F(Rested, WhoHasNoPasswordIsAskedForNone) {
    const auto cookie = signed_in(Role::referee);
    let_rest();
    EXPECT_EQ(order("call_race", R"({"race":1})", cookie).status, 200);
}

TEST_F(Rested, NobodyUnlocksWhoIsNotSignedIn) {
    EXPECT_EQ(http(port, "POST", "/api/v1/unlock", R"({"password":"correct horse"})").status, 401);
    EXPECT_EQ(http(port, "POST", "/api/v1/unlock", "[]", olga()).status, 400);
}

class Proved : public Rested {
protected:
    void SetUp() override {
        Rested::SetUp();
        options.sign_in.lock_after = 0s;
        options.sign_in.proof_holds = rest;
        start();
    }
};

TEST_F(Proved, WhoChangesAccountsGaveHisPasswordShortlyBefore) {
    const auto cookie = olga();
    let_rest();
    const std::string body = R"({"name":"Anna","role":"admin","password":"a stolen session"})";
    EXPECT_EQ(order("call_race", R"({"race":1})", cookie).status, 200) << "zero: never locked";
    const auto refused = http(port, "POST", "/api/v1/accounts", body, cookie);
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ((*accounts().find("Anna"))->role, Role::judge);
    ASSERT_EQ(http(port, "POST", "/api/v1/unlock", R"({"password":"correct horse"})", cookie).status, 200);
    EXPECT_EQ(http(port, "POST", "/api/v1/accounts", body, cookie).status, 200);
}

class Seen : public Rested {
protected:
    void SetUp() override {
        Rested::SetUp();
        options.sign_in.lock_after = 0s;
        start();
    }
};

TEST_F(Seen, EachSeesHisOwnSessionsAndEndsThem) {
    const auto one = anna();
    now_ns += Duration{1s}.count();
    const auto other = anna();
    now_ns += Duration{1s}.count();
    const auto admin = olga();
    const auto list = sessions_of(one);
    ASSERT_EQ(list.size(), 2u) << list.dump();
    EXPECT_EQ(list[0]["name"], "Anna");
    EXPECT_EQ(list[0]["address"], "127.0.0.1");
    EXPECT_EQ(list[0]["secure"], false);
    EXPECT_EQ(list[0]["own"], false);
    EXPECT_EQ(list[1]["own"], true) << "newest first";
    OfficialClient socket{port, other};
    socket.receive("hello");
    const auto of_olga = sessions_of(admin)[0]["id"];
    EXPECT_EQ(http(port, "POST", "/api/v1/sessions/end", json{{"id", of_olga}}.dump(), one).status, 404) << "somebody else's";
    EXPECT_EQ(http(port, "POST", "/api/v1/sessions/end", json{{"id", list[0]["id"]}}.dump(), one).status, 200);
    EXPECT_EQ(socket.close_code(), close_code::sign_in);
    EXPECT_EQ(http(port, "GET", "/api/v1/me", "", other).status, 401);
    EXPECT_EQ(http(port, "GET", "/api/v1/me", "", one).status, 200);
    EXPECT_EQ(http(port, "GET", "/api/v1/sessions").status, 401);
    EXPECT_EQ(http(port, "POST", "/api/v1/sessions/end", "{}", one).status, 400);
}

TEST_F(Seen, AnAdminSeesAndEndsAnybodys) {
    const auto official = anna();
    const auto admin = olga();
    const auto all = sessions_of(admin);
    ASSERT_EQ(all.size(), 2u);
    const auto of_anna = std::ranges::find_if(all, [](const json& one) { return one["name"] == "Anna"; });
    ASSERT_NE(of_anna, all.end());
    EXPECT_EQ(http(port, "POST", "/api/v1/sessions/end", json{{"id", (*of_anna)["id"]}}.dump(), admin).status, 200);
    EXPECT_EQ(http(port, "GET", "/api/v1/me", "", official).status, 401);
    EXPECT_EQ(http(port, "GET", "/api/v1/me", "", admin).status, 200);
}

TEST_F(Seen, ANewSignInEndsTheSessionWhoseCookieCameWithIt) {
    const auto before = olga();
    OfficialClient socket{port, before};
    socket.receive("hello");
    const auto after = olga(before);
    EXPECT_EQ(socket.close_code(), close_code::sign_in);
    EXPECT_EQ(http(port, "GET", "/api/v1/me", "", before).status, 401);
    EXPECT_EQ(http(port, "GET", "/api/v1/me", "", after).status, 200);
}

}  // namespace idle_lock_test
}  // namespace bowball::net
