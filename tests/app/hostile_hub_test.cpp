// A hub that says whatever it likes to the whole server of a venue, with a race in it: to what it may listen to, and as the answer to each question.
#include <spdlog/sinks/null_sink.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <poll.h>

#include "app.hpp"
#include "folders.hpp"
#include "relay/hub.hpp"

#include <gtest/gtest.h>

namespace bowball {
namespace hostile_hub_test {

namespace fs = std::filesystem;

/// One that reads everything on the hub, and answers each question before the hub does.
class Liar {
public:
    explicit Liar(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in there{};
        there.sin_family = AF_INET;
        there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        there.sin_port = htons(port);
        is_there_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&there), sizeof there) == 0;
        write("CONNECT {\"verbose\":false,\"echo\":false}\r\nSUB > 1\r\n");
        thread_ = std::jthread{[this](const std::stop_token& enough) { lie(enough); }};
    }
    ~Liar() {
        thread_.request_stop();
        thread_.join();
        ::close(socket_);
    }
    [[nodiscard]] bool is_there() const { return is_there_; }
    [[nodiscard]] int lies() const { return lies_; }

private:
    void write(const std::string& text) const { std::ignore = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL); }
    void say(const std::string& subject) {
        const std::string order = R"({"kind":"command","id":"x","command":"recall_race","data":{"race":1,"run":1},"reason":"the hub says so","seq":1,"hash":"00","entry":{}})";
        write("PUB " + subject + " " + std::to_string(order.size()) + "\r\n" + order + "\r\n");
        ++lies_;
    }
    /// MSG <subject> 1 [reply] <bytes>
    void take(const std::string& line) {
        if (line.starts_with("PING")) write("PONG\r\n");
        if (!line.starts_with("MSG ")) return;
        std::vector<std::string> words;
        std::istringstream in{line};
        for (std::string word; in >> word;) words.push_back(word);
        if (words.size() == 5) say(words[3]);
        if (words.size() >= 4 && words[1].starts_with("bowball.") && lies_ < 5000) say(words[1]);
    }
    void lie(const std::stop_token& enough) {
        std::string heard;
        while (!enough.stop_requested()) {
            pollfd ear{socket_, POLLIN, 0};
            if (::poll(&ear, 1, 20) <= 0) continue;
            char bytes[16'384];
            const auto count = ::recv(socket_, bytes, sizeof bytes, 0);
            if (count <= 0) return;
            heard.append(bytes, static_cast<std::size_t>(count));
            for (auto end = heard.find("\r\n"); end != std::string::npos; end = heard.find("\r\n")) {
                take(heard.substr(0, end));
                heard.erase(0, end + 2);
            }
        }
    }

    int socket_;
    bool is_there_ = false;
    std::atomic<int> lies_{0};
    std::jthread thread_;
};

class HostileHub : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(hub.start());
        folder = fs::temp_directory_path() / ("bowball-hostile-hub-" + std::to_string(::getpid()));
        fs::create_directories(folder / "data");
        std::ofstream{folder / "programme.toml"}
            << "name = \"Day\"\nvenue = \"Lake\"\n[[events]]\ncode = \"M1x\"\ntitle = \"Sculls\"\n[[crews]]\nid = 1\nevent = \"M1x\"\ncode = \"A\"\nname = \"Alpha\"\n"
            << "[[races]]\nnumber = 1\nevent = \"M1x\"\nphase = \"H1\"\nlanes = [1]\n";
        AppOptions options;
        options.config.server.port = 0;
        options.config.server.tls = false;
        options.config.server.data_dir = (folder / "data").string();
        options.config.meet.programme = (folder / "programme.toml").string();
        options.config.meet.rules = source_folder() + "/config/rules";
        options.config.relay.url = hub.url();
        options.config.relay.meet = "lake";
        app = App::make(std::move(options), std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>())).value();
        app->start();
    }
    void TearDown() override {
        app.reset();
        fs::remove_all(folder);
    }
    Seq give(engine::Command command) {
        std::promise<engine::Outcome> done;
        app->submit(std::move(command), {{"Rita", Role::admin}, {}, {}}, [&](engine::Outcome outcome) { done.set_value(std::move(outcome)); });
        const auto outcome = done.get_future().get();
        EXPECT_TRUE(outcome.has_value());
        return outcome ? outcome->seq : Seq{};
    }

    NatsServer hub{"hostile"};
    fs::path folder;
    std::unique_ptr<App> app;
};

TEST_F(HostileHub, NothingThatItSaysReachesARaceThatIsThere) {
    Liar liar{hub.port()};
    ASSERT_TRUE(liar.is_there());
    const auto called = give(engine::CallRace{RaceId{1}});
    for (int i = 0; i < 1000 && liar.lies() < 50; ++i) ::usleep(20'000);
    ASSERT_GE(liar.lies(), 50) << "the relay asked and sent nothing that could be answered";
    const auto after = give(engine::OpenMeet{"After", "Lake", 2000});
    EXPECT_EQ(after, Seq{called.value() + 1}) << "nothing came in between, and officials are heard";
    app->stop();
    EXPECT_EQ(app->journal_head().seq, after);
}

}  // namespace hostile_hub_test
}  // namespace bowball
