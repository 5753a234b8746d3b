#include "app_serve.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>

#include "app_commands.hpp"
#include "app_secrets.hpp"
#include "app_setup.hpp"
#include "app_standby.hpp"
#include "core/one_line.hpp"

namespace bowball {
namespace {

namespace fs = std::filesystem;

/// An event is one line, whatever names and bytes of others stand in it.
class OneLineFormatter final : public spdlog::formatter {
public:
    explicit OneLineFormatter(std::string pattern) : pattern_(std::move(pattern)), inner_(pattern_) {}
    void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& into) override {
        const auto text = one_line({message.payload.data(), message.payload.size()});
        auto encoded = message;
        encoded.payload = text;
        inner_.format(encoded, into);
        message.color_range_start = encoded.color_range_start;
        message.color_range_end = encoded.color_range_end;
    }
    [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override { return std::make_unique<OneLineFormatter>(pattern_); }

private:
    std::string pattern_;
    spdlog::pattern_formatter inner_;
};

fs::path own_folder() {
    std::error_code ignored;
    return fs::read_symlink("/proc/self/exe", ignored).parent_path();
}

struct ServeArguments {
    std::string config;
    std::string address;
    int port = -1;
    std::string data_dir;
    int speed = 1;
    unsigned quit_after = 0;
    bool standby = false;
};

/// Without this, said to somebody outside, nobody could tell that the end of a journal was cut off.
void print_head(const App& app, const std::string& data_dir) {
    const auto head = app.journal_head();
    std::cout << "The journal ends at entry " << head.seq.value() << ". To see later that nothing was cut off or written anew:\n  bowball verify " << data_dir << "/journal.sqlite --head "
              << head.seq.value() << ":" << to_hex(head.hash) << "\n";
}

void print_standby(net::Server& server, const formats::ServerConfig& config) {
    const auto base = "http://" + (config.address == "0.0.0.0" ? std::string{"localhost"} : config.address) + ":" + std::to_string(server.port());
    std::cout << "\nThis server stands by. It takes over on its health page, by a judge, a referee or an admin:\n\n  scoreboard   " << base << "/scoreboard\n  health       " << base << "/health\n";
    const auto accounts = net::AccountStore{config.data_dir + "/accounts.json"}.all();
    if (accounts && accounts->empty()) std::cout << "\n  Sign in with this link:\n  " << base << "/sign-in?code=" << server.issue_code({"admin", Role::admin}, false) << "&next=/health\n";
    std::cout << "\nCtrl-C ends it.\n" << std::endl;
}

/// A standby and the thread that it works on.
struct StandingBy {
    boost::asio::io_context context{1};
    std::unique_ptr<Standby> standby;
};

/// Until this server has taken over: then it leads, from the journal that is in its data folder now, with what `before` hands over. False:
/// it was told to end.
Result<bool> stand_by(StandingBy& before, AppOptions& leading, const std::shared_ptr<spdlog::logger>& log, unsigned quit_after) {
    const auto& config = leading.config;
    auto standby = Standby::make(before.context, {config, config.server.web_dir, [server = config.server](net::Server& opened) { print_standby(opened, server); }}, log->clone("standby"));
    if (!standby) return standby.error();
    before.standby = std::move(*standby);
    boost::asio::signal_set signals{before.context, SIGINT, SIGTERM};
    signals.async_wait([&](const boost::system::error_code&, int) { before.context.stop(); });
    boost::asio::steady_timer timer{before.context};
    if (quit_after > 0) {
        timer.expires_after(std::chrono::seconds{quit_after});
        timer.async_wait([&](const boost::system::error_code&) { before.context.stop(); });
    }
    before.standby->start();
    before.context.run();
    before.standby->stop();
    if (!before.standby->has_taken_over()) return false;
    if (const auto installed = before.standby->install(); !installed) return installed.error();
    leading.handover = before.standby->hand_over();
    return true;
}

int serve(const ServeArguments& arguments) {
    AppOptions options;
    options.speed = arguments.speed;
    options.simulated = arguments.speed != 1;  // no regatta runs faster than time: it is an exercise, and says so
    if (!arguments.config.empty()) {
        auto config = formats::load_config(arguments.config);
        if (!config) return std::cerr << "bowball: " << config.error().text << "\n", 2;
        options.config = std::move(*config);
    }
    auto& server = options.config.server;
    if (!arguments.address.empty()) server.address = arguments.address;
    if (arguments.port >= 0) server.port = static_cast<std::uint16_t>(arguments.port);
    if (!arguments.data_dir.empty()) server.data_dir = arguments.data_dir;
    if (server.web_dir.empty()) server.web_dir = built_pages();
    if (options.config.meet.rules.empty()) options.config.meet.rules = shipped_file("rules");
    options.nocs = shipped_file("nocs.toml");
    const auto address = server.address;
    const auto data_dir = server.data_dir;
    const auto is_configured = !arguments.config.empty();
    const auto log = make_log(options.config.log.level);
    for (const auto& exposed : exposed_secrets(options.config, arguments.config)) log->error("{}", exposed);
    auto opening = say_if_not_open(log, data_dir);
    options.setup = setup_source(setup_place(arguments.config, data_dir, options.config.meet.rules));
    StandingBy before;
    if (arguments.standby && !Standby::leads(data_dir)) {
        opening.reset();
        const auto leads = stand_by(before, options, log, arguments.quit_after);
        if (!leads) return std::cerr << "bowball: " << leads.error().text << "\n", 1;
        if (!*leads) return 0;
        opening = say_if_not_open(log, data_dir);
    }
    std::unique_ptr<io::Overdue> ending;
    auto app = App::make(std::move(options), log);
    if (!app) return std::cerr << "bowball: " << app.error().text << "\n", 1;
    opening.reset();
    const auto code = (*app)->needs_first_account() ? (*app)->sign_in_code({"admin", Role::admin}, false) : std::string{};
    EndSignal end;
    (*app)->start();
    before.standby.reset();
    print_addresses(**app, address, code, is_configured ? "console" : "setup");
    end.wait(arguments.quit_after);
    ending = end_in_time(log);
    (*app)->stop();
    print_head(**app, data_dir);
    end_if_a_disk_hangs(**app);
    return 0;
}

}  // namespace

std::shared_ptr<spdlog::logger> make_log(const std::string& level) {
    auto log = std::make_shared<spdlog::logger>("bowball", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
    log->set_level(spdlog::level::from_str(level));
    log->set_formatter(std::make_unique<OneLineFormatter>("%Y-%m-%d %H:%M:%S.%e%z %^%l%$ %n %v"));
    return log;
}

std::string shipped_file(const std::string& name) {
    for (const auto& folder : {own_folder() / ".." / "config", own_folder() / ".." / "share" / "bowball", fs::path{"/usr/share/bowball"}}) {
        std::error_code ignored;
        if (fs::exists(folder / name, ignored)) return fs::weakly_canonical(folder / name, ignored).string();
    }
    return {};
}

std::string built_pages() {
    std::error_code ignored;
    for (const auto& folder : {own_folder() / "web", own_folder() / ".." / "share" / "bowball" / "web"}) {
        if (fs::exists(folder / "scoreboard.html", ignored)) return folder.string();
    }
    return {};
}

void print_addresses(const App& app, const std::string& address, const std::string& sign_in_code, const std::string& first_page) {
    const auto shown = address == "0.0.0.0" ? std::string{"localhost"} : address;
    const auto base = "http://" + shown + ":" + std::to_string(app.port());
    std::cout << "\nBowball is running. Open:\n\n"
              << "  scoreboard   " << base << "/scoreboard\n"
              << "  results      " << base << "/results\n"
              << "  overlay      " << base << "/overlay\n"
              << "  announcer    " << base << "/announcer\n"
              << "  sync         " << base << "/sync\n"
              << "  console      " << base << "/console\n"
              << "  referee      " << base << "/referee\n"
              << "  photo finish " << base << "/photo\n"
              << "  programme    " << base << "/programme\n"
              << "  set-up       " << base << "/setup\n"
              << "  health       " << base << "/health\n"
              << "  audit        " << base << "/audit\n";
    if (app.tls_port() != 0) std::cout << "\n  The same over TLS: https on port " << app.tls_port() << ". Officials' devices trust it once they have " << base << "/root.crt\n";
    if (!sign_in_code.empty()) std::cout << "\n  Sign in for the officials' pages with this link:\n  " << base << "/sign-in?code=" << sign_in_code << "&next=/" << first_page << "\n";
    std::cout << "\nCtrl-C ends it.\n" << std::endl;
}

void EndSignal::wait(unsigned quit_after) {
    boost::asio::steady_timer timer{context_};
    signals_.async_wait([this](const boost::system::error_code&, int) { context_.stop(); });
    if (quit_after > 0) {
        timer.expires_after(std::chrono::seconds{quit_after});
        timer.async_wait([this](const boost::system::error_code&) { context_.stop(); });
    }
    context_.run();
}

std::unique_ptr<io::Overdue> say_if_not_open(const std::shared_ptr<spdlog::logger>& log, const std::string& data_dir) {
    return std::make_unique<io::Overdue>(std::chrono::seconds{5}, [log, data_dir] {
        log->warn("{} is not open after 5 s: its journal is very long, or its disk does not answer. The server waits for it; Ctrl-C ends it.", data_dir);
    });
}

std::unique_ptr<io::Overdue> end_in_time(std::shared_ptr<spdlog::logger> log) {
    constexpr std::chrono::seconds longest_stop{40};
    return std::make_unique<io::Overdue>(longest_stop, [log = std::move(log)] {
        log->error("a disk does not answer: the server ends without what it has not taken of recordings, result sheets and checkpoints");
        std::_Exit(1);
    });
}

void end_if_a_disk_hangs(const App& app) {
    if (!app.waits_for_disk()) return;
    std::cout << std::flush;
    std::_Exit(0);
}

void add_serve(CLI::App& cli, int& exit_code) {
    auto arguments = std::make_shared<ServeArguments>();
    auto* command = cli.add_subcommand("serve", "Time and score: listens to devices, keeps the journal, serves the pages.");
    command->add_option("-c,--config", arguments->config, "Configuration file. config/bowball.toml explains every key.")->check(CLI::ExistingFile);
    command->add_option("--address", arguments->address, "Address to listen on; 0.0.0.0 for every network of the venue (default 127.0.0.1).");
    command->add_option("-p,--port", arguments->port, "Port of the pages and the live feed (default 8080; 0 takes a free one).")->check(CLI::Range(0, 65535));
    command->add_option("-d,--data", arguments->data_dir, "Folder for journal, accounts and recordings.");
    auto* standby = command->add_flag("--standby", arguments->standby, "Stand by: copy the journal of the server that leads from the hub of [relay], and take over when told to. docs/operating/standby.md");
    command->add_option("--speed", arguments->speed, "For exercises with recordings played faster: this server's clocks run so many times as fast, and every page says that it is no regatta.")->check(CLI::Range(1, 1000))->excludes(standby);
    command->add_option("--quit-after", arguments->quit_after, "End after so many seconds: for tests.");
    command->callback([arguments, &exit_code] { exit_code = serve(*arguments); });
}

}  // namespace bowball
