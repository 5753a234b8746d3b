// Whoever guesses passwords: which ones are refused from the beginning, how tries add up, and that a flood of them holds up nobody.
#include <dirent.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "live_feed.hpp"
#include "net/guessable.hpp"
#include "net/known_places.hpp"
#include "net/network_of.hpp"
#include "net/waiting_room.hpp"

namespace bowball::net {
namespace guessing_test {

TEST(Guessable, CommonPasswordsAreRefusedInWhateverCapitals) {
    for (const auto* common : {"12345678", "password", "PassWord1", "iloveyou", "football", "11111111", "qwertyuiop", "aaaaaaaaa"}) EXPECT_TRUE(is_easily_guessed(common, "Anna")) << common;
    for (const auto* good : {"correct horse", "eight or more", "long enough", "Тихая вода 7", "kx7-rowlock-pear"}) EXPECT_FALSE(is_easily_guessed(good, "Anna")) << good;
}

TEST(Guessable, TheListHasTheThousandsThatPassTheLength) {
    const auto list = common_passwords();
    std::size_t words = 0;
    for (std::size_t at = 0; at < list.size();) {
        const auto end = list.find('\n', at);
        const auto line = list.substr(at, end - at);
        at += line.size() + 1;
        if (line.starts_with('#')) continue;
        ++words;
        EXPECT_GE(line.size(), 8u) << line;
        EXPECT_TRUE(is_easily_guessed(std::string{line}, "")) << line;
    }
    EXPECT_GE(words, 3000u);
}

TEST(Guessable, WordsOfTheFieldAndTheOwnNameWithFiguresAreRefused) {
    for (const auto* known : {"Regatta2026", "bowball!!", "2026timing", "Referee123", "annamaria1", "AnnaMaria", "PhotoFinish26"}) EXPECT_TRUE(is_easily_guessed(known, "AnnaMaria")) << known;
    EXPECT_FALSE(is_easily_guessed("annamaria1", "Bert"));
    EXPECT_FALSE(is_easily_guessed("my first regatta", "Bert"));
}

TEST(Guessable, CharactersAreCountedAndNotBytes) {
    EXPECT_EQ(characters_of("вода"), 4u);
    EXPECT_EQ(characters_of("静かな水面です"), 7u);
    EXPECT_EQ(characters_of("a\xFF"), 2u);
    EXPECT_FALSE(check_password("вода", "Anna"));
    EXPECT_FALSE(check_password("водавод", "Anna"));
    EXPECT_TRUE(check_password("вода вода", "Anna"));
    EXPECT_FALSE(check_password(std::string(201, 'x') + "y", "Anna"));
}

TEST(NetworkOf, AnAddressOfIpv6CountsWithItsNeighbours) {
    EXPECT_EQ(network_of("2001:db8:1:2:aaaa::1"), network_of("2001:db8:1:2:bbbb::9"));
    EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
    EXPECT_EQ(network_of("::ffff:192.0.2.7"), "192.0.2.7");
    EXPECT_NE(network_of("192.0.2.7"), network_of("192.0.2.8"));
    EXPECT_TRUE(is_loopback("::1") && is_loopback("127.0.0.1") && is_loopback("::ffff:127.0.0.1"));
    EXPECT_FALSE(is_loopback("192.0.2.7") || is_loopback("nonsense"));
}

TEST(KnownPlaces, AreBoundedAndForgetTheOldest) {
    KnownPlaces places{2};
    places.note("a", HostTime{1s});
    places.note("b", HostTime{2s});
    places.note("a", HostTime{3s});
    places.note("c", HostTime{4s});
    EXPECT_EQ(places.size(), 2u);
    EXPECT_TRUE(places.knows("a") && places.knows("c"));
    EXPECT_FALSE(places.knows("b"));
}

TEST(WaitingRoom, OneNetworkKeepsNotAllPlacesAndTheLastAreForThoseWhoWereHere) {
    WaitingRoom room;
    for (const auto* network : {"a", "b", "c"}) {
        for (int i = 0; i < 4; ++i) {
            EXPECT_TRUE(room.has_room_for(network, false)) << network << i;
            room.enter(network);
        }
        EXPECT_FALSE(room.has_room_for(network, true)) << "four of one network, known or not";
    }
    EXPECT_FALSE(room.has_room_for("d", false)) << "twelve are for strangers";
    for (int i = 0; i < 4; ++i) {
        EXPECT_TRUE(room.has_room_for("official", true));
        room.enter("official");
    }
    EXPECT_FALSE(room.has_room_for("another", true)) << "sixteen in all";
    room.leave("a");
    EXPECT_TRUE(room.has_room_for("another", true));
    EXPECT_FALSE(room.has_room_for("a", false)) << "the place that came free is kept";
}

std::string sign_in_request(const std::string& name, const std::string& password) {
    const auto body = json{{"name", name}, {"password", password}}.dump();
    return "POST /api/v1/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// Several passwords on a machine that does other things take longer than the patience of one read.
int status_of(RawSocket& socket) {
    for (int i = 0; i < 10; ++i) {
        if (socket.fill(12)) return std::stoi(socket.buffer.substr(9, 3));
    }
    return 0;
}

class Guessing : public SignInFeed {
protected:
    void SetUp() override {
        options.sign_in.tries_at_account = 3;
        options.sign_in.now = [] { return HostTime{1h}; };   // nobody is let in again because a machine was slow
        SignInFeed::SetUp();
    }
    [[nodiscard]] int try_from(std::uint32_t last, const std::string& password) const {
        RawSocket socket{port, {INADDR_LOOPBACK + last}};
        socket.send(sign_in_request("Anna", password));
        return status_of(socket);
    }
    /// So many people of one network whose password is being checked; nobody reads the answers.
    void wait_with(std::uint32_t last, int people) {
        for (int i = 0; i < people; ++i) {
            waiting.push_back(std::make_unique<RawSocket>(port, From{INADDR_LOOPBACK + last}));
            waiting.back()->send(sign_in_request("nobody " + std::to_string(waiting.size()), "whatever it is"));
        }
    }
    std::vector<std::unique_ptr<RawSocket>> waiting;
};

TEST_F(Guessing, TriesAtOneAccountFromManyAddressesAddUpAndTheOfficialAtHisOwnDoesNotWait) {
    ASSERT_EQ(try_from(0, "correct horse"), 200) << "known from here";
    for (std::uint32_t from = 1; from <= 4; ++from) EXPECT_EQ(try_from(from, "wrong"), 401) << from;
    EXPECT_EQ(try_from(5, "wrong"), 429) << "an address that never tried";
    EXPECT_EQ(try_from(0, "correct horse"), 200);
}

/// A list of accounts that is not read to its end before this goes.
class HeldAccounts {
public:
    explicit HeldAccounts(std::string file) : file_(std::move(file)) {
        fs::rename(file_, aside());
        EXPECT_EQ(::mkfifo(file_.c_str(), 0600), 0);
        descriptor_ = ::open(file_.c_str(), O_RDWR | O_CLOEXEC);
        EXPECT_GE(descriptor_, 0);
    }
    HeldAccounts(const HeldAccounts&) = delete;
    HeldAccounts& operator=(const HeldAccounts&) = delete;
    ~HeldAccounts() {
        fs::rename(aside(), file_);
        ::close(descriptor_);
    }

private:
    [[nodiscard]] std::string aside() const { return file_ + ".aside"; }
    std::string file_;
    int descriptor_;
};

TEST_F(Guessing, AFloodOfSignInsHoldsUpNoOrder) {
    OfficialClient starter{port, signed_in(Role::starter)};
    starter.receive("hello");
    const HeldAccounts held{(folder / "accounts.json").string()};
    wait_with(1, 4);
    wait_with(2, 4);
    wait_with(3, 4);
    starter.send({{"v", 1}, {"kind", "command"}, {"id", "31111111-1111-4111-8111-111111111111"}, {"command", "call_race"}, {"data", {{"race", 1}}}});
    EXPECT_EQ(starter.receive("accepted")["kind"], "accepted");
    for (const auto& one : waiting) {
        char byte;
        EXPECT_LT(::recv(one->descriptor(), &byte, 1, MSG_DONTWAIT | MSG_PEEK), 0) << "the flood has no answer yet";
    }
}

TEST_F(Guessing, PasswordsAreCheckedBehindEverythingElse) {
    ASSERT_EQ(try_from(0, "correct horse"), 200);
    std::vector<int> priorities;
    auto* tasks = ::opendir("/proc/self/task");
    ASSERT_NE(tasks, nullptr);
    while (const auto* one = ::readdir(tasks)) {
        std::string name;
        std::getline(std::ifstream{std::string{"/proc/self/task/"} + one->d_name + "/comm"}, name);
        if (name == "passwords") priorities.push_back(::getpriority(PRIO_PROCESS, static_cast<id_t>(std::stoi(one->d_name))));
    }
    ::closedir(tasks);
    EXPECT_EQ(priorities, std::vector<int>{10}) << "one thread, however many wait";
}

TEST_F(Guessing, WhoseAccountsCannotBeReadIsToldNoPath) {
    std::ofstream{folder / "accounts.json"} << "{ damaged";
    const auto reply = http(port, "POST", "/api/v1/sign-in", R"({"name":"Anna","password":"correct horse"})");
    EXPECT_EQ(reply.status, 500);
    EXPECT_NE(reply.body.find("Ask who looks after this server"), std::string::npos) << reply.body;
    EXPECT_EQ(reply.body.find("accounts.json"), std::string::npos) << reply.body;
    EXPECT_EQ(reply.body.find(folder.string()), std::string::npos) << reply.body;
}

TEST_F(Guessing, ACommonPasswordIsNotTaken) {
    const auto cookie = anna();
    const auto refused = http(port, "POST", "/api/v1/password", R"({"password":"Regatta2026","old_password":"correct horse"})", cookie);
    EXPECT_EQ(refused.status, 400);
    EXPECT_NE(refused.body.find("guesser"), std::string::npos) << refused.body;
}

}  // namespace guessing_test
}  // namespace bowball::net
