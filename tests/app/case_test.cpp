// The case of a start from a server that runs, as an official downloads it, and opened by the command after that server is gone.
#include <gmock/gmock.h>
#include <spdlog/sinks/null_sink.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <future>

#include "app.hpp"
#include "app_commands.hpp"
#include "folders.hpp"
#include "formats/tar.hpp"
#include "net/client.hpp"

namespace bowball {
namespace case_test {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

struct Said {
    int code = -1;
    std::string text;
};

Said open_case(std::vector<std::string> arguments) {
    CLI::App cli;
    Said said;
    add_open_case(cli, said.code);
    arguments.insert(arguments.begin(), "open-case");
    std::ranges::reverse(arguments);
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    cli.parse(arguments);
    said.text = testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr();
    return said;
}

class Case : public testing::Test {
protected:
    void SetUp() override {
        fs::create_directories(folder);
        std::ofstream{folder / "programme.toml"}
            << "name = \"Day\"\nvenue = \"Lake\"\n[[events]]\ncode = \"M1x\"\ntitle = \"Sculls\"\n[[crews]]\nid = 1\nevent = \"M1x\"\ncode = \"A\"\nname = \"Alpha\"\nmembers = [\"Ann\"]\n"
            << "[[races]]\nnumber = 1\nevent = \"M1x\"\nphase = \"H1\"\nlanes = [1]\n";
        AppOptions options;
        options.config.server.port = 0;
        options.config.server.tls = false;
        options.config.server.data_dir = (folder / "data").string();
        options.config.meet.programme = (folder / "programme.toml").string();
        options.config.meet.rules = source_folder() + "/config/rules";
        app = App::make(std::move(options), std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::null_sink_mt>())).value();
        app->start();
        std::promise<void> armed;
        app->submit(engine::ArmRace{RaceId{1}}, {{"Rita", Role::referee}, {}, {}}, [&](const engine::Outcome&) { armed.set_value(); });
        armed.get_future().get();
    }
    void TearDown() override {
        app.reset();
        fs::remove_all(folder);
    }
    [[nodiscard]] net::HttpReply ask(const std::string& path, const std::string& session) const { return net::http(app->port(), "GET", path, "", session); }
    [[nodiscard]] std::string official() const {
        const auto signed_in = net::http(app->port(), "POST", "/api/v1/sign-in", nlohmann::json{{"code", app->sign_in_code({"Ada", Role::judge}, false)}}.dump());
        const auto at = signed_in.head.find("bowball=");
        return "Cookie: " + signed_in.head.substr(at, signed_in.head.find(';', at) - at) + "\r\n";
    }

    const fs::path folder = fs::temp_directory_path() / ("bowball-case-" + std::to_string(::getpid()));
    std::unique_ptr<App> app;
};

TEST_F(Case, IsDownloadedFromAServerThatRunsAndOpenedWithoutIt) {
    const auto session = official();
    const auto reply = ask("/api/v1/races/1/starts/1/case", session);
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_THAT(reply.head, HasSubstr("Content-Disposition: attachment; filename=\"case-race-1-start-1.tar\""));
    EXPECT_THAT(reply.head, HasSubstr("Cache-Control: private, no-store"));
    EXPECT_THAT(reply.head, HasSubstr("application/x-tar"));
    const auto file = (folder / "case.tar").string();
    std::ofstream{file, std::ios::binary} << reply.body;
    app.reset();
    std::string key;
    std::ifstream{folder / "data" / "signing.pub"} >> key;
    fs::remove_all(folder / "data");

    const auto said = open_case({file, "--key", key});
    EXPECT_EQ(said.code, 0) << said.text;
    EXPECT_THAT(said.text, HasSubstr("The case of race 1, start 1, of Day."));
    EXPECT_THAT(said.text, HasSubstr("the verdict is the same:\n  Race 1, M1x H1, start 1: at_start."));
    EXPECT_THAT(said.text, Not(HasSubstr("That key came with the archive")));
    EXPECT_THAT(open_case({file}).text, HasSubstr("That key came with the archive"));

    auto changed = reply.body;
    changed[changed.find("Lake")] = 'C';
    std::ofstream{file, std::ios::binary} << changed;
    const auto other = open_case({file, "--key", key});
    EXPECT_EQ(other.code, 1) << other.text;
    EXPECT_THAT(other.text, HasSubstr("  journal.sqlite is not the file that was signed"));
    EXPECT_THAT(other.text, HasSubstr("the chain of hashes breaks here"));
}

TEST_F(Case, IsForOfficialsAndOfStartsThatThereAre) {
    const auto session = official();
    EXPECT_EQ(ask("/api/v1/races/1/starts/1/case", "").status, 401);
    EXPECT_EQ(ask("/api/v1/races/1/starts/2/case", session).status, 404);
    EXPECT_EQ(ask("/api/v1/races/9/starts/1/case", session).status, 404);
    EXPECT_EQ(ask("/api/v1/races/1/starts/x/case", session).status, 404);
}

}  // namespace case_test
}  // namespace bowball
