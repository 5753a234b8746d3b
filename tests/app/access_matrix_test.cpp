// Who may do what: every endpoint, every view and every order, for everybody. The table stands beside this file for people to read;
// BOWBALL_GOLDEN=write writes it anew. An endpoint of docs/openapi.yaml that is not tried here fails.
#include <gtest/gtest.h>
#include <spdlog/sinks/null_sink.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <set>

#include "app.hpp"
#include "engine/command.hpp"
#include "folders.hpp"
#include "formats/command.hpp"
#include "net/client.hpp"
#include "net/feed_tokens.hpp"

namespace bowball {
namespace access_matrix_test {

namespace fs = std::filesystem;

struct Attempt {
    std::string method;
    std::string endpoint;   ///< as docs/openapi.yaml has it
    std::string path{};     ///< where that has a parameter
    std::string body{};
};

const std::string no_digest(64, '0');

/// A path with TICKET is asked for with a new one of the sender, if he gets any.
/// Nothing here is refused for another reason than its sender where it is refused with 401 or 403.
const Attempt attempts[] = {
    {"GET", "/api/v1/views/{topic}", "/api/v1/views/meet"},
    {"GET", "/api/v1/views/{topic}", "/api/v1/views/current/board"},
    {"GET", "/api/v1/views/{topic}", "/api/v1/views/race/1/results"},
    {"GET", "/api/v1/views/{topic}", "/api/v1/views/race/1/start"},
    {"GET", "/api/v1/views/{topic}", "/api/v1/views/meet/checkpoint"},
    {"GET", "/api/v1/views/{topic}", "/api/v1/views/race/1/console"},
    {"GET", "/api/v1/views/{topic}", "/api/v1/views/race/1/referee"},
    {"GET", "/api/v1/views/{topic}", "/api/v1/views/health"},
    {"GET", "/api/v1/views/{topic}", "/api/v1/views/redundancy"},
    {"GET", "/api/v1/views/{topic}", "/api/v1/views/inputs"},
    {"GET", "/api/v1/views/{topic}", "/api/v1/views/meet/reactions"},
    {"GET", "/api/v1/views/{topic}", "/api/v1/views/meet/medals"},
    {"GET", "/api/v1/views/{topic}", "/api/v1/views/meet/points"},
    {"GET", "/api/v1/views/{topic}", "/api/v1/views/event/m1x/progression"},
    {"GET", "/api/v1/log"},
    {"GET", "/api/v1/events", "/api/v1/events?topics=health"},
    {"GET", "/api/v1/events", "/api/v1/events?topics=race/*/referee"},
    {"GET", "/api/v1/events", "/api/v1/events?topics=race/*/console"},
    {"GET", "/live"},
    {"GET", "/feeds/{token}/{feed}.{form}", "/feeds/" + std::string(43, 'A') + "/board.json"},
    {"GET", "/api/v1/events", "/api/v1/events?topics=health&ticket=TICKET"},
    {"POST", "/api/v1/tickets", "", "{}"},
    {"POST", "/api/v1/commands", "", "{}"},
    {"POST", "/api/v1/entries/check"},
    {"POST", "/api/v1/entries/accept"},
    {"GET", "/api/v1/standby"},
    {"POST", "/api/v1/standby/take_over", "", "{}"},
    {"GET", "/api/v1/setup"},
    {"POST", "/api/v1/setup/check"},
    {"POST", "/api/v1/setup/write"},
    {"GET", "/api/v1/accounts"},
    {"POST", "/api/v1/accounts", "", "{}"},
    {"POST", "/api/v1/accounts/remove", "", "{}"},
    {"POST", "/api/v1/sign-in", "", "{}"},
    {"POST", "/api/v1/password", "", "{}"},
    {"POST", "/api/v1/unlock", "", "[]"},
    {"GET", "/api/v1/sessions"},
    {"POST", "/api/v1/sessions/end", "", "{}"},
    {"GET", "/api/v1/doors"},
    {"GET", "/api/v1/me"},
    {"GET", "/api/v1/traces/{number}", "/api/v1/traces/1"},
    {"GET", "/api/v1/races/{race}/what_if", "/api/v1/races/1/what_if"},
    {"GET", "/api/v1/races/{race}/starts/{run}/case", "/api/v1/races/1/starts/1/case"},
    {"GET", "/api/v1/videos"},
    {"GET", "/api/v1/videos/at"},
    {"GET", "/api/v1/videos/{name}", "/api/v1/videos/start.mp4"},
    {"GET", "/api/v1/journal"},
    {"GET", "/api/v1/journal/{number}", "/api/v1/journal/1"},
    {"GET", "/api/v1/recordings"},
    {"GET", "/api/v1/recordings/newest", "/api/v1/recordings/newest?device=x"},
    {"GET", "/api/v1/recordings/{name}", "/api/v1/recordings/x-1.cap"},
    {"GET", "/api/v1/pictures/{sha256}", "/api/v1/pictures/" + no_digest},
    {"GET", "/api/v1/health"},
    {"GET", "/metrics"},
    {"GET", "/root.crt"},
    {"POST", "/api/v1/sign-out"},
};

class AccessMatrix : public testing::Test {
protected:
    void SetUp() override {
        fs::create_directories(folder);
        std::ofstream{folder / "programme.toml"} << "name = \"Day\"\nvenue = \"Lake\"\n[[events]]\ncode = \"M1x\"\ntitle = \"Sculls\"\n[[crews]]\nid = 1\nevent = \"M1x\"\ncode = \"A\"\nname = \"Alpha\"\nmembers = [\"Ann\"]\n"
                                                    "[[races]]\nnumber = 1\nevent = \"M1x\"\nphase = \"H1\"\nlanes = [1]\n";
        AppOptions options;
        options.keep_nothing = true;
        options.config.server.port = 0;
        options.config.server.tls = false;
        options.config.server.data_dir = (folder / "data").string();
        options.config.meet.programme = (folder / "programme.toml").string();
        options.config.meet.rules = source_folder() + "/config/rules";
        options.setup.describe = [] { return std::string{"{}"}; };
        options.setup.check = options.setup.write = [](const std::string&) { return std::string{"{}"}; };
        app = App::make(std::move(options), std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>())).value();
        app->start();
        std::promise<void> begun;   // there is a view of the inputs only once they were tested
        app->submit(engine::BeginInputTest{}, {{"Rita", Role::admin}, {}, {}}, [&](const engine::Outcome&) { begun.set_value(); });
        begun.get_future().get();
        for (const auto* path : {"/api/v1/views/race/1/results", "/api/v1/views/inputs"}) {
            for (int i = 0; i < 200 && net::http(app->port(), "GET", path, "", session_of(Role::admin)).status != 200; ++i) ::usleep(20'000);
        }
    }
    void TearDown() override {
        app->stop();
        app.reset();
        fs::remove_all(folder);
    }

    [[nodiscard]] std::string session_of(Role role) const {
        const auto code = app->sign_in_code({std::string{to_string(role)}, role}, false);
        const auto reply = net::http(app->port(), "POST", "/api/v1/sign-in", nlohmann::json{{"code", code}}.dump());
        const auto cookie = reply.head.find("Set-Cookie: ");
        EXPECT_NE(cookie, std::string::npos) << reply.head << reply.body;
        return "Cookie: " + reply.head.substr(cookie + 12, reply.head.find(';', cookie) - cookie - 12) + "\r\n";
    }

    const fs::path folder = fs::temp_directory_path() / ("bowball-access-" + std::to_string(::getpid()));
    std::unique_ptr<App> app;
};

std::string cell(std::string text, std::size_t width) { return text + std::string(width > text.size() ? width - text.size() : 1, ' '); }

/// Of the first line of the answer: a stream of events has no end that one could wait for.
int status_of(std::uint16_t port, const std::string& method, const std::string& path, const std::string& body, const std::string& cookie) {
    net::RawSocket socket{port};
    socket.send(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\nConnection: close\r\n" + cookie + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    return socket.fill(12) ? std::stoi(socket.buffer.substr(9, 3)) : 0;
}

std::string with_ticket(std::uint16_t port, std::string path, const std::string& cookie) {
    const auto at = path.find("TICKET");
    if (at != std::string::npos && !cookie.empty()) path.replace(at, 6, net::ticket_of(port, cookie));
    return path;
}

constexpr std::array officials{Role::starter, Role::timekeeper, Role::judge, Role::referee, Role::admin};

std::string head_of(const std::string& first) {
    auto line = cell(first, 52) + cell("nobody", 11);
    for (const auto role : officials) line += cell(std::string{to_string(role)}, 11);
    return line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
}

std::string row_of(const std::string& first, const std::vector<bool>& allowed) {
    auto line = cell(first, 52);
    for (const auto one : allowed) line += cell(one ? "yes" : "-", 11);
    return line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
}

template <std::size_t... At>
std::vector<engine::Command> each_command(std::index_sequence<At...>) { return {engine::Command{std::in_place_index<At>}...}; }

std::string orders_table() {
    auto table = head_of("order");
    for (const auto& command : each_command(std::make_index_sequence<std::variant_size_v<engine::Command>>{})) {
        std::vector<bool> allowed{engine::check_authority(Role::viewer, command).has_value()};
        for (const auto role : officials) allowed.push_back(engine::check_authority(role, command).has_value());
        table += row_of(std::string{formats::name_of(command)}, allowed);
    }
    return table;
}

TEST_F(AccessMatrix, EveryEndpointEveryViewAndEveryOrderIsOpenToWhomTheTableSays) {
    std::vector<std::string> cookies{""};
    for (const auto role : officials) cookies.push_back(session_of(role));
    auto table = head_of("endpoint");
    for (const auto& attempt : attempts) {
        const auto& path = attempt.path.empty() ? attempt.endpoint : attempt.path;
        std::vector<bool> allowed;
        for (const auto& cookie : cookies) {
            const auto status = status_of(app->port(), attempt.method, with_ticket(app->port(), path, cookie), attempt.body, cookie);
            EXPECT_NE(status, 0) << path;
            EXPECT_LT(status, 500) << path;
            allowed.push_back(status != 401 && status != 403);
        }
        table += row_of(attempt.method + " " + path.substr(0, 40), allowed);
    }
    table += "\n" + orders_table();
    const auto file = source_folder() + "/tests/app/access_matrix.txt";
    if (const auto* golden = std::getenv("BOWBALL_GOLDEN"); golden != nullptr && std::string_view{golden} == "write") std::ofstream{file} << table;
    std::ifstream in{file};
    EXPECT_EQ(table, (std::string{std::istreambuf_iterator<char>{in}, {}}));
}

TEST(AccessMatrixItself, TriesEveryEndpointThatIsDocumented) {
    std::ifstream in{source_folder() + "/docs/openapi.yaml"};
    std::set<std::string> documented;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("  /") && line.ends_with(":")) documented.insert(line.substr(2, line.size() - 3));
    }
    EXPECT_GE(documented.size(), 29u);
    std::set<std::string> tried;
    for (const auto& attempt : attempts) tried.insert(attempt.endpoint);
    EXPECT_EQ(tried, documented);
}

}  // namespace access_matrix_test
}  // namespace bowball
