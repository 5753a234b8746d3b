// "What if" over HTTP: what may be asked, by whom, and what is refused.
#include "net/what_if.hpp"

#include <thread>

#include "core/limits.hpp"
#include "live_feed.hpp"

namespace bowball::net {
namespace what_if_test {

std::string complaint(std::string_view query) {
    const auto read = what_if_of(query);
    return read ? "" : read.error().text;
}

TEST(WhatIfQuery, ReadsWhatDiffers) {
    const auto read = what_if_of("reaction_threshold_ms=89.5&algorithm=absolute_threshold&rules=rowing%20x&prefer=sensor");
    ASSERT_TRUE(read) << read.error().text;
    EXPECT_EQ(**read->reaction_threshold, 89'500us);
    EXPECT_EQ(read->algorithm, rules::OnsetAlgorithm::absolute_threshold);
    EXPECT_EQ(read->rules, "rowing x");
    EXPECT_EQ(read->prefer, rules::ReactionSource::sensor);
    EXPECT_TRUE(what_if_of("reaction_threshold_ms=none")->reaction_threshold.has_value());
    EXPECT_FALSE(what_if_of("reaction_threshold_ms=none")->reaction_threshold->has_value());
    EXPECT_EQ(**what_if_of("reaction_threshold_ms=10000")->reaction_threshold, 10s);
    EXPECT_FALSE(what_if_of("")->rules.has_value());
}

TEST(WhatIfQuery, NamesTheParameterThatIsWrong) {
    for (const std::string bad : {"", "-1", "1e3", "9.", ".5", "1.2.3", "0.1234567", "10001", "10000.1", "99999999999999999999", "90ms"})
        EXPECT_TRUE(complaint("reaction_threshold_ms=" + bad).starts_with("reaction_threshold_ms:")) << bad;
    EXPECT_TRUE(complaint("algorithm=magic").starts_with("algorithm:"));
    EXPECT_TRUE(complaint("prefer=both").starts_with("prefer:"));
    EXPECT_TRUE(complaint("rules=" + std::string(300, 'x')).starts_with("rules:"));
    EXPECT_TRUE(complaint("reaction_treshold_ms=90").starts_with("reaction_treshold_ms: is no parameter.")) << "a slip of the pen must not look like no difference";
    EXPECT_TRUE(complaint("=").starts_with(":"));
}

class WhatIfFeed : public LiveFeed {
protected:
    void SetUp() override {
        options.what_ifs = [this](RaceId race, engine::WhatIf question, std::function<void(Result<views::WhatIfAnswer>)> reply) {
            ++asked;
            if (is_silent) return held.push_back(std::move(reply));
            Result<views::WhatIfAnswer> found = Error{errc::unknown_race, "Race " + std::to_string(race.value()) + " is not in the programme."};
            if (race == RaceId{14}) {
                views::WhatIfAnswer answer;
                answer.then.threshold_ns = (**question.reaction_threshold).count();
                found = answer;
            }
            std::thread{[reply, found] { reply(found); }}.join();   // as the race does: from another thread
        };
        LiveFeed::SetUp();
    }
    std::atomic<int> asked = 0;
    std::atomic<bool> is_silent = false;
    std::vector<std::function<void(Result<views::WhatIfAnswer>)>> held;
};

const std::string question = "/api/v1/races/14/what_if?reaction_threshold_ms=100";

TEST_F(WhatIfFeed, AnOfficialIsAnswered) {
    const auto reply = http(port, "GET", question, "", signed_in(Role::referee));
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(json::parse(reply.body)["then"]["threshold_ns"], 100'000'000);
    EXPECT_NE(reply.head.find("Cache-Control: no-store"), std::string::npos);
}

TEST_F(WhatIfFeed, AViewerIsNotAndNobodyIsAsked) {
    EXPECT_EQ(http(port, "GET", question).status, 401);
    EXPECT_EQ(asked, 0);
}

TEST_F(WhatIfFeed, BadQuestionsNeverReachTheRace) {
    const auto cookie = signed_in(Role::referee);
    const auto reply = http(port, "GET", "/api/v1/races/14/what_if?algorithm=magic", "", cookie);
    EXPECT_EQ(reply.status, 400);
    EXPECT_NE(reply.body.find("algorithm:"), std::string::npos) << reply.body;
    for (const std::string path : {"/api/v1/races/x/what_if", "/api/v1/races/14", "/api/v1/races/", "/api/v1/races/14/what_if/1", "/api/v1/races/4294967296/what_if"})
        EXPECT_EQ(http(port, "GET", path, "", cookie).status, 404) << path;
    EXPECT_EQ(asked, 0);
}

TEST_F(WhatIfFeed, AnUnknownRaceIsNotFound) { EXPECT_EQ(http(port, "GET", "/api/v1/races/15/what_if", "", signed_in(Role::referee)).status, 404); }

TEST_F(WhatIfFeed, SoManyMayWaitAndNoMore) {
    is_silent = true;
    const auto cookie = signed_in(Role::referee);
    std::vector<std::thread> waiting;
    std::atomic<int> answered = 0;
    for (std::size_t i = 0; i < limits::what_ifs_waiting; ++i) {
        waiting.emplace_back([&] {
            if (http(port, "GET", question, "", cookie).status == 404) ++answered;
        });
    }
    while (asked < static_cast<int>(limits::what_ifs_waiting)) std::this_thread::yield();
    EXPECT_EQ(http(port, "GET", question, "", cookie).status, 429);
    is_silent = false;
    for (auto& reply : held) reply(Error{errc::not_found, "none"});
    for (auto& one : waiting) one.join();
    EXPECT_EQ(answered, static_cast<int>(limits::what_ifs_waiting));
    EXPECT_EQ(http(port, "GET", question, "", cookie).status, 200) << "the places are free again";
}

}  // namespace what_if_test
}  // namespace bowball::net
