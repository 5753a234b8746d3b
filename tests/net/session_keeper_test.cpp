// Who is signed in stays so over a restart of the server, on the same boot of the computer.
#include "net/session_keeper.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "net/sign_in.hpp"

namespace bowball::net {
namespace session_keeper_test {

using ::testing::HasSubstr;

class SessionKeeperTest : public ::testing::Test {
protected:
    SessionKeeperTest() {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        file_ = std::filesystem::temp_directory_path() / (std::string{"sessions-"} + test->name() + std::to_string(::getpid()) + ".json");
        std::filesystem::remove(file_);
        log_ = std::make_shared<spdlog::logger>("net", std::make_shared<spdlog::sinks::ostream_sink_mt>(said_));
    }
    ~SessionKeeperTest() override { std::filesystem::remove(file_); }

    [[nodiscard]] SessionKeeper keeper(const std::string& boot = "this boot") { return {file_.string(), boot, log_}; }
    /// Has what is due written, and waits for it.
    void keep(SessionKeeper& keeper, const Sessions& sessions, HostTime now) {
        boost::asio::io_context context;
        io::LooseWorker files{context};
        keeper.keep(sessions, now, files);
        auto is_done = false;
        files.ask([] {}, [&] { is_done = true; });
        while (!is_done) context.run_one_for(10s);
    }
    [[nodiscard]] Sessions after_a_restart(HostTime now, const std::string& boot = "this boot") {
        Sessions sessions;
        keeper(boot).restore(sessions, now);
        return sessions;
    }
    [[nodiscard]] std::string content() const {
        std::ifstream file{file_};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

    std::filesystem::path file_;
    std::ostringstream said_;
    std::shared_ptr<spdlog::logger> log_;
    HostTime now_{5000s};
    Account anna_{"Anna", Role::judge, "a hash", false};
};

TEST_F(SessionKeeperTest, WhoWasSignedInStillIsAndRestsForAsLongAsBefore) {
    Sessions sessions;
    const auto token = sessions.open({{"Anna", Role::judge}, "a hash", "192.0.2.7", true}, now_);
    sessions.note_used(Sessions::key_of(token), now_ + 20min);
    auto before = keeper();
    keep(before, sessions, now_ + 20min);
    auto after = after_a_restart(now_ + 40min);
    const auto actor = after.find(token, now_ + 40min);
    ASSERT_TRUE(actor.has_value());
    EXPECT_EQ(actor->name, "Anna");
    EXPECT_EQ(actor->role, Role::judge);
    EXPECT_EQ(after.idle_for(Sessions::key_of(token), now_ + 40min), Duration{20min});
    EXPECT_EQ(after.proved_for(Sessions::key_of(token), now_ + 40min), Duration{40min});
    EXPECT_TRUE(after.keep_to({anna_}).empty());
    EXPECT_TRUE(after.holds(Sessions::key_of(token), now_ + 40min));
    EXPECT_FALSE(after_a_restart(now_ + 17h).holds(Sessions::key_of(token), now_ + 17h)) << "sixteen hours are sixteen hours";
}

TEST_F(SessionKeeperTest, TheFileIsItsOwnersAndHoldsNoToken) {
    Sessions sessions;
    const auto token = sessions.open({{"Anna", Role::judge}, "a hash", "192.0.2.7", true}, now_);
    auto before = keeper();
    keep(before, sessions, now_);
    struct stat state {};
    ASSERT_EQ(::stat(file_.c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777, 0600u);
    EXPECT_THAT(content(), HasSubstr(Sessions::key_of(token)));
    EXPECT_THAT(content(), Not(HasSubstr(token)));
    EXPECT_THAT(content(), Not(HasSubstr("a hash")));
}

TEST_F(SessionKeeperTest, WhoSignedOutDoesNotComeBack) {
    Sessions sessions;
    const auto token = sessions.open({{"Anna", Role::judge}, "a hash", "192.0.2.7", true}, now_);
    const auto other = sessions.open({{"Anna", Role::judge}, "a hash", "192.0.2.8", true}, now_);
    auto before = keeper();
    keep(before, sessions, now_);
    sessions.close(token);
    keep(before, sessions, now_ + 1s);
    const auto after = after_a_restart(now_ + 2s);
    EXPECT_FALSE(after.find(token, now_ + 2s).has_value());
    EXPECT_TRUE(after.find(other, now_ + 2s).has_value());
}

TEST_F(SessionKeeperTest, APasswordThatWasChangedMeanwhileEndsIt) {
    Sessions sessions;
    const auto token = sessions.open({{"Anna", Role::judge}, "a hash", "192.0.2.7", true}, now_);
    auto before = keeper();
    keep(before, sessions, now_);
    auto after = after_a_restart(now_ + 1s);
    ASSERT_TRUE(after.find(token, now_ + 1s).has_value());
    EXPECT_TRUE(after.keep_to({{"Anna", Role::judge, "another hash", false}}).empty());
    EXPECT_FALSE(after.find(token, now_ + 1s).has_value());
}

TEST_F(SessionKeeperTest, WhoLostTheAccountWhileTheServerWasDownIsSignedOutFromTheBeginning) {
    Sessions sessions;
    const auto anna = Sessions::key_of(sessions.open({{"Anna", Role::judge}, "a hash", "192.0.2.7", true}, now_));
    const auto ben = Sessions::key_of(sessions.open({{"Ben", Role::judge}, "a hash", "192.0.2.8", true}, now_));
    auto before = keeper(io::boot_id());
    keep(before, sessions, now_);
    const auto accounts_file = file_.string() + ".accounts";
    const AccountStore accounts{accounts_file};
    ASSERT_TRUE(accounts.put(anna_).has_value());
    const auto started_anew = [&] {
        boost::asio::io_context context;
        SignInTerms terms;
        terms.sessions_file = file_.string();
        terms.now = [this] { return now_ + 1s; };
        SignIn sign_in{context, accounts, log_, [](const std::string&, std::uint16_t) {}, terms};
        sign_in.restore_sessions();
        return std::pair{sign_in.holds(anna), sign_in.holds(ben)};
    };
    EXPECT_EQ(started_anew(), (std::pair{true, false}));
    std::ofstream{accounts_file} << "damaged";
    EXPECT_EQ(started_anew(), (std::pair{false, false})) << "who may what is not known";
    std::filesystem::remove(accounts_file);
}

TEST_F(SessionKeeperTest, AnotherBootOfTheComputerKnowsNobody) {
    Sessions sessions;
    const auto token = sessions.open({{"Anna", Role::judge}, "a hash", "192.0.2.7", true}, now_);
    auto before = keeper();
    keep(before, sessions, now_);
    EXPECT_FALSE(after_a_restart(now_ + 1s, "the next boot").find(token, now_ + 1s).has_value());
    EXPECT_FALSE(after_a_restart(now_ + 1s, "unknown").find(token, now_ + 1s).has_value());
}

TEST_F(SessionKeeperTest, IsWrittenAtOnceForWhoComesAndGoesAndOnceAMinuteForWhatIsDone) {
    Sessions sessions;
    const auto key = Sessions::key_of(sessions.open({{"Anna", Role::judge}, "a hash", "192.0.2.7", true}, now_));
    auto one = keeper();
    keep(one, sessions, now_);
    const auto first = content();
    sessions.note_used(key, now_ + 10s);
    keep(one, sessions, now_ + 10s);
    EXPECT_EQ(content(), first);
    keep(one, sessions, now_ + 61s);
    const auto later = content();
    EXPECT_NE(later, first);
    std::filesystem::remove(file_);
    keep(one, sessions, now_ + 10min);
    EXPECT_EQ(content(), "") << "nothing changed, so nothing is written";
}

TEST_F(SessionKeeperTest, ADiskThatTakesNothingIsSaidOnceAndTriedAgain) {
    Sessions sessions;
    const auto token = sessions.open({{"Anna", Role::judge}, "a hash", "192.0.2.7", true}, now_);
    const auto folder = file_.string() + ".d";
    SessionKeeper lost{folder + "/sessions.json", "this boot", log_};
    for (int k = 0; k < 3; ++k) keep(lost, sessions, now_ + k * 1s);
    log_->flush();
    const auto said = said_.str();
    EXPECT_THAT(said, HasSubstr("After a restart everybody signs in again."));
    EXPECT_EQ(said.find("everybody signs in again"), said.rfind("everybody signs in again"));
    std::filesystem::create_directory(folder);
    keep(lost, sessions, now_ + 4s);
    EXPECT_TRUE(std::filesystem::exists(folder + "/sessions.json"));
    std::filesystem::remove_all(folder);
    EXPECT_TRUE(sessions.find(token, now_).has_value());
}

TEST_F(SessionKeeperTest, AFileThatIsDamagedIsSaidAndNobodyIsSignedIn) {
    std::ofstream{file_} << "{\"sessions\":[{\"boot\":\"this boot\",";
    Sessions sessions;
    keeper().restore(sessions, now_);
    log_->flush();
    EXPECT_TRUE(sessions.kept().empty());
    EXPECT_THAT(said_.str(), HasSubstr("Everybody signs in again."));
}

}  // namespace session_keeper_test
}  // namespace bowball::net
