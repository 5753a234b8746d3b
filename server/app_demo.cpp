// The demo: `serve` with simulated devices on its lines and a regatta that runs by itself.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>

#include "app_commands.hpp"
#include "app_failure.hpp"
#include "app_serve.hpp"
#include "demo/regatta.hpp"
#include "formats/programme.hpp"

namespace bowball {
namespace {

struct DemoArguments {
    int speed = 10;
    int port = 8080;
    std::string address = "127.0.0.1";
    std::string data_dir;
    std::string programme;
    std::string hub;
    std::string meet = "demo";
    std::string log_level = "warn";
    unsigned quit_after = 0;
};

int run_demo(const DemoArguments& arguments) {
    const auto log = make_log(arguments.log_level);
    AppOptions options;
    options.speed = arguments.speed;
    options.simulated = true;
    auto& config = options.config;
    config.server.address = arguments.address;
    config.server.port = static_cast<std::uint16_t>(arguments.port);
    config.server.web_dir = built_pages();
    // Every demo is a day of its own: its folder is made anew, and says what it is.
    const auto fresh = arguments.data_dir.empty();
    const auto own_folder = "bowball-demo-" + std::to_string(::getpid());
    const auto data_dir = fresh ? (std::filesystem::temp_directory_path() / own_folder).string() : arguments.data_dir;
    config.server.data_dir = data_dir;
    config.meet.rules = shipped_file("rules");
    config.relay.url = arguments.hub;
    config.relay.meet = arguments.meet;
    options.nocs = shipped_file("nocs.toml");
    config.meet.programme = arguments.programme.empty() ? shipped_file("demo/regatta.toml") : arguments.programme;

    const io::Clock clock{arguments.speed};
    const auto programme = formats::load_programme(config.meet.programme, clock.wall());
    if (!programme) return fail(programme.error());
    auto regatta = demo::Regatta::make(*programme, data_dir + "/camera", clock, log->clone("demo"));
    if (!regatta) return fail(regatta.error());
    (*regatta)->wire(config);
    options.witness = [&regatta = **regatta](const race::Batch& batch) { regatta.witness(batch.entries, batch.views); };
    std::unique_ptr<io::Overdue> ending;
    auto opening = say_if_not_open(log, data_dir);
    auto app = App::make(std::move(options), log);
    opening.reset();
    if (!app) return fail(app.error());
    EndSignal end;
    (*app)->start();
    std::cout << "\nThis is a DEMO: simulated crews and devices at " << arguments.speed << "x speed. Nothing here is a real result.\n";
    print_addresses(**app, arguments.address, (*app)->sign_in_code({"Demo official", Role::admin}, true), "console");
    std::cout << "Journal and recordings: " << (fresh ? "deleted at the end; keep them with --data FOLDER" : data_dir) << "\n"
              << "A token for feeds that are polled: bowball token add NAME --data " << data_dir << "\n" << std::endl;
    (*regatta)->start([&](engine::Command command, engine::Origin origin, std::function<void(engine::Outcome)> reply) {
        (*app)->submit(std::move(command), std::move(origin), std::move(reply));
    });
    end.wait(arguments.quit_after);
    ending = end_in_time(log);
    (*regatta)->stop();
    (*app)->stop();
    std::error_code ignored;
    if (fresh) std::filesystem::remove_all(data_dir, ignored);
    end_if_a_disk_hangs(**app);
    return 0;
}

}  // namespace

void add_demo(CLI::App& cli, int& exit_code) {
    auto arguments = std::make_shared<DemoArguments>();
    auto* command = cli.add_subcommand("demo", "Watch a regatta that runs by itself on simulated devices.");
    command->add_option("-s,--speed", arguments->speed, "1 for real time, 10 (default) or 60.")->check(CLI::Range(1, 200));
    command->add_option("-p,--port", arguments->port, "Port of the pages (default 8080; 0 takes a free one).")->check(CLI::Range(0, 65535));
    command->add_option("--address", arguments->address, "Address to listen on (default 127.0.0.1).");
    command->add_option("-d,--data", arguments->data_dir, "Folder to keep journal and recordings in.");
    command->add_option("--programme", arguments->programme, "Another programme than the shipped one.")->check(CLI::ExistingFile);
    command->add_option("--nats", arguments->hub, "Relay it to a NATS hub, to try an edge: nats://HOST:4222.");
    command->add_option("--meet", arguments->meet, "What it is called there (default: demo).");
    command->add_option("--log", arguments->log_level, "trace, debug, info, warn or error.");
    command->add_option("--quit-after", arguments->quit_after, "End after so many seconds: for tests.");
    command->callback([arguments, &exit_code] { exit_code = run_demo(*arguments); });
}

}  // namespace bowball
