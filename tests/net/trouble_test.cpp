// What is tried again every second and goes wrong is said once, and said anew when something else is wrong with it.
#include <spdlog/sinks/ostream_sink.h>
#include <sys/un.h>

#include <boost/asio/executor_work_guard.hpp>
#include <future>
#include <sstream>

#include "live_feed.hpp"
#include "net/sign_in.hpp"
#include "net/trouble.hpp"

namespace bowball::net {
namespace trouble_test {

TEST(Trouble, IsNewsUntilItIsOver) {
    Trouble trouble;
    EXPECT_TRUE(trouble.is_news("a"));
    EXPECT_FALSE(trouble.is_news("a"));
    EXPECT_TRUE(trouble.is_news("b"));
    trouble.is_over();
    EXPECT_TRUE(trouble.is_news("b"));
}

/// A file that is there and that nobody can open, whoever runs this test.
void make_unreadable(const std::string& path) {
    const auto descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    EXPECT_EQ(::bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    ::close(descriptor);
}

class Unreadable : public testing::Test {
protected:
    void SetUp() override {
        fs::create_directories(folder);
        make_unreadable((folder / "a.json").string());
    }
    void TearDown() override { fs::remove_all(folder); }
    [[nodiscard]] std::size_t said(const std::string& what) const {
        std::size_t count = 0;
        const auto text = told.str();
        for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
        return count;
    }

    fs::path folder = fs::temp_directory_path() / ("bowball-t" + std::to_string(::getpid()));
    std::ostringstream told;
    std::shared_ptr<spdlog::logger> log = std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(told));
};

TEST_F(Unreadable, AccountsAreSaidOnceAndReadWhenTheyCanBe) {
    boost::asio::io_context loop{1};
    const auto path = (folder / "a.json").string();
    SignIn sign_in{loop, AccountStore{path}, log, [](const std::string&, std::uint16_t) {}};
    io::LooseWorker files{loop};
    const auto look = [&] {
        sign_in.look_around(files);
        loop.run_one();   // the answer of the other thread
        loop.restart();
    };
    const auto held = boost::asio::make_work_guard(loop);
    for (int i = 0; i < 3; ++i) look();
    EXPECT_EQ(said("accounts: "), 1u) << told.str();
    fs::remove(path);
    ASSERT_TRUE(AccountStore{path}.put({"Anna", Role::judge, "hash", false}));
    look();
    fs::remove(path);
    make_unreadable(path);
    look();
    EXPECT_EQ(said("accounts: "), 2u) << "it had been well in between: " << told.str();
}

TEST_F(Unreadable, TokensAreSaidOnce) {
    std::promise<void> three_times;
    ServerOptions options;
    options.port = 0;
    options.threads = net_threads();
    options.feed_tokens_file = (folder / "a.json").string();
    options.on_counts = [&, count = 0](Hub::Counts, const views::Attendance&) mutable {
        if (++count == 3) three_times.set_value();
    };
    Server server{options, io::Clock{}, AccountStore{(folder / "none.json").string()}, [](engine::Command, engine::Origin, std::function<void(engine::Outcome)>) {}, log};
    ASSERT_TRUE(server.start());
    three_times.get_future().wait();
    server.stop();
    EXPECT_EQ(said("feed tokens: "), 1u) << told.str();
}

}  // namespace trouble_test
}  // namespace bowball::net
