// The commands that work on files and devices: replay, check-config, devices, capture, user.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>

#include "app_commands.hpp"
#include "app_failure.hpp"
#include "app_hub.hpp"
#include "app_recognise.hpp"
#include "app_replay_devices.hpp"
#include "app_serve.hpp"
#include "app_secrets.hpp"
#include "app_setup.hpp"
#include "app_test_inputs.hpp"
#include "capture/driver.hpp"
#include "core/text.hpp"
#include "formats/frame.hpp"
#include "io/capture_file.hpp"
#include "io/ports.hpp"

namespace bowball {
namespace {

struct ReplayArguments {
    std::string file;
    std::string topic;
    std::uint64_t until = 0;
};

/// Folds a journal and prints its views, one frame a line: the same bytes for the same journal, on every machine.
int replay(const ReplayArguments& arguments) {
    const auto journal = journal::open_sqlite_journal_to_read(arguments.file);
    if (!journal) return fail(journal.error());
    engine::MeetState state;
    const auto fold = [&](engine::Entry&& entry) {
        if (arguments.until == 0 || entry.seq.value() <= arguments.until) engine::fold_in(state, entry);
    };
    const auto complain = [](journal::Flaw&& flaw) { std::cerr << "entry " << flaw.seq.value() << ": " << flaw.why << "\n"; };
    const auto read = (*journal)->walk(fold, complain);
    if (!read) return fail(read.error());
    for (const auto& view : views::project_all(state)) {
        if (!arguments.topic.empty() && view.topic != arguments.topic) continue;
        std::cout << "{\"topic\":\"" << view.topic << "\",\"seq\":" << view.seq.value() << ",\"data\":" << formats::encode_view(view.view) << "}\n";
    }
    for (const auto& poison : state.quarantine) std::cerr << "entry " << poison.seq.value() << " was quarantined: " << poison.why << "\n";
    return 0;
}

int check_config(const std::string& file) {
    const auto config = formats::load_config(file);
    if (!config) return fail(config.error());
    if (const auto sound = check_parts(*config); !sound) return fail(sound.error());
    if (!config->relay.url.empty()) {
        if (const auto hub = hub_terms(config->relay, "bowball check-config"); !hub) return fail(hub.error());
    }
    std::cout << file << " is in order: " << config->devices.size() << " devices, " << config->channels.size() << " channels"
              << (config->videos.empty() ? "" : ", " + std::to_string(config->videos.size()) + " videos") << ".\n";
    for (const auto& exposed : exposed_secrets(*config, file)) std::cout << "But: " << exposed << "\n";
    const auto& others = config->standby.others;
    if (config->server.tls && !others.empty() && std::ranges::none_of(others, [](const std::string& one) { return one.starts_with("https://"); }))
        std::cout << "But [standby] others names no https address: a page that was opened over TLS, as officials' are, may go to no other. Name both.\n";
    return 0;
}

int devices() {
    std::cout << "Drivers:\n";
    for (const auto* spec : capture::all_drivers()) {
        std::cout << "  " << spec->name << std::string(spec->name.size() < 16 ? 16 - spec->name.size() : 1, ' ') << spec->title << "   " << to_string(spec->maturity) << "\n";
        if (!spec->minimums.empty()) std::cout << "      " << spec->minimums << "\n";
    }
    const auto ports = io::list_ports();
    std::cout << "\nPlugged in:\n";
    for (const auto& port : ports) {
        std::cout << "  " << (port.path.empty() ? "(no port)" : port.path) << "  " << port.description << "\n";
        if (!port.hint.empty()) std::cout << "      " << port.hint << "\n";
    }
    if (ports.empty()) std::cout << "  nothing that looks like a timing device's connection.\n";
    return 0;
}

/// Writes the raw bytes of a link into a recording until it is interrupted: for bug reports and new drivers.
class LinkRecorder final : public io::LinkListener {
public:
    /// `again` opens the link after a moment; `full` ends it all: the disk takes no more.
    LinkRecorder(std::ofstream& out, const io::Clock& clock, std::function<void()> again, std::function<void()> full)
        : out_(out), clock_(clock), began_(clock.now()), again_(std::move(again)), full_(std::move(full)) {}
    void on_open(HostTime at) override { write(at, '*', "open"); }
    void on_bytes(std::span<const std::byte> bytes, HostTime at) override {
        write(at, '<', {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        std::cerr << "\r" << (total_ += bytes.size()) << " bytes";
    }
    void on_file(std::string_view name, std::span<const std::byte> content, HostTime at) override {
        write(at, '=', io::encode_name(name) + " " + std::string{reinterpret_cast<const char*>(content.data()), content.size()});
        std::cerr << name << "\n";
    }
    void on_head(std::string_view name, const FileHead& file, HostTime at) override { write(at, '#', io::encode_head(name, file)); }
    void on_trouble(std::string why) override { std::cerr << why << "\n"; }
    void on_closed(std::string why) override {
        std::cerr << "\n" << why << "\n";
        write(clock_.now(), '*', "closed: " + why);
        again_();
    }

private:
    void write(HostTime at, char direction, std::string bytes) {
        out_ << io::encode_piece({at - began_, direction, std::move(bytes)});
        if (!out_.flush()) full_();
    }
    std::ofstream& out_;
    io::Clock clock_;
    HostTime began_;
    std::function<void()> again_;
    std::function<void()> full_;
    std::size_t total_ = 0;
};

int capture_link(const std::string& link, const std::string& file, unsigned seconds) {
    const auto spec = io::parse_link(link);
    if (!spec) return fail(spec.error());
    if (std::filesystem::exists(file)) return fail({errc::already_exists, file + " is there already: nothing is written over. Name another file."});
    std::ofstream out{file, std::ios::binary};
    if (!out) return fail({errc::io_failed, file + " cannot be written."});
    const io::Clock clock;
    out << io::encode_header({"capture", "none", link, clock.wall()});
    boost::asio::io_context context{1};
    boost::asio::steady_timer later{context};
    std::unique_ptr<io::Link> opened;
    const auto again = [&] {
        later.expires_after(std::chrono::seconds{1});
        later.async_wait([&](const boost::system::error_code& cancelled) {
            if (!cancelled) opened->open();
        });
    };
    LinkRecorder recorder{out, clock, again, [&] { context.stop(); }};
    opened = io::make_link(*spec, context, clock, recorder);
    opened->open();
    std::cerr << "Recording " << link << " into " << file << ". Ctrl-C ends it.\n";
    std::thread waiting{[&] {
        EndSignal{}.wait(seconds);
        context.stop();
    }};
    const auto work = boost::asio::make_work_guard(context);
    context.run();
    if (!out) std::cerr << "\n" << file << " cannot be written any more: the disk is full, or gone. Ctrl-C ends this.\n";
    waiting.join();
    return out ? 0 : fail({errc::io_failed, "What came after " + file + " was last written is not in it."});
}

struct UserArguments {
    std::string data_dir = "data";
    std::string name;
    std::string role = "timekeeper";
};

int add_account(const UserArguments& arguments) {
    const auto role = parse_role(arguments.role);
    if (!role) return fail(role.error());
    const auto* prompt = ::getpass("Password (at least eight characters): ");
    const std::string password = prompt == nullptr ? "" : prompt;
    if (const auto good = net::check_password(password, arguments.name); !good) return fail(good.error());
    const auto hash = net::hash_password(password);
    if (!hash) return fail(hash.error());
    std::error_code ignored;
    const auto stored = net::AccountStore{arguments.data_dir + "/accounts.json"}.put({arguments.name, *role, *hash, false});
    if (!stored) return fail(stored.error());
    std::cout << arguments.name << " may now sign in as " << arguments.role << ".\n";
    return 0;
}

int list_accounts(const UserArguments& arguments) {
    const auto accounts = net::AccountStore{arguments.data_dir + "/accounts.json"}.all();
    if (!accounts) return fail(accounts.error());
    for (const auto& account : *accounts) std::cout << account.name << "  " << to_string(account.role) << (account.disabled ? "  disabled" : "") << "\n";
    if (accounts->empty()) std::cout << "There are no accounts yet.\n";
    return 0;
}

int remove_account(const UserArguments& arguments) {
    const auto removed = net::AccountStore{arguments.data_dir + "/accounts.json"}.remove(arguments.name);
    if (!removed) return fail(removed.error());
    std::cout << arguments.name << " is removed.\n";
    return 0;
}

}  // namespace

void add_replay(CLI::App& cli, int& exit_code) {
    auto arguments = std::make_shared<ReplayArguments>();
    auto* command = cli.add_subcommand("replay", "Fold a journal and print every view, one a line: the same bytes every time.");
    command->add_option("file", arguments->file, "Journal file.")->required()->check(CLI::ExistingFile);
    command->add_option("-t,--topic", arguments->topic, "Only this view, such as race/12/results.");
    command->add_option("-u,--until", arguments->until, "Only up to this entry: what the pages showed then.");
    command->callback([arguments, &exit_code] { exit_code = replay(*arguments); });

    struct Recording {
        std::string file;
        std::string driver;
    };
    auto recording = std::make_shared<Recording>();
    auto* devices_command = cli.add_subcommand("replay-devices", "Play a recording (.cap) to its driver: each piece, and what the driver makes of it.");
    devices_command->add_option("file", recording->file, "Recording.")->required()->check(CLI::ExistingFile);
    devices_command->add_option("--driver", recording->driver, "Another driver than the recording names.");
    devices_command->callback([recording, &exit_code] { exit_code = replay_devices(recording->file, recording->driver); });
}

void add_check_config(CLI::App& cli, int& exit_code) {
    auto file = std::make_shared<std::string>();
    auto* command = cli.add_subcommand("check-config", "Read a configuration and say what is wrong with it.");
    command->add_option("file", *file, "Configuration file.")->required();
    command->callback([file, &exit_code] { exit_code = check_config(*file); });
}

void add_devices(CLI::App& cli, int& exit_code) {
    struct Arguments {
        std::string config;
        bool test = false;
        unsigned seconds = 0;
        std::string listen_to;
        unsigned listen_for = 10;
    };
    auto arguments = std::make_shared<Arguments>();
    auto* command = cli.add_subcommand("devices", "List the drivers, and what is plugged in.");
    auto* config = command->add_option("-c,--config", arguments->config, "Configuration file, for --test.")->check(CLI::ExistingFile);
    auto* test = command->add_flag("--test", arguments->test, "Listen to the devices of a configuration and show each impulse as it comes. No journal, no race.")->needs(config);
    command->add_option("--quit-after", arguments->seconds, "End the test after so many seconds.")->needs(test);
    auto* listen = command->add_option("--listen", arguments->listen_to, "Listen to a serial port such as /dev/ttyUSB0, in each way that a driver is used to, or to a link, and say which driver understands what comes.")->excludes(test);
    command->add_option("--for", arguments->listen_for, "Seconds to listen in each way.")->needs(listen)->check(CLI::Range(1U, 3600U));
    command->callback([arguments, &exit_code] {
        if (!arguments->listen_to.empty()) exit_code = listen_and_recognise(arguments->listen_to, arguments->listen_for);
        else exit_code = arguments->test ? test_inputs(arguments->config, arguments->seconds) : devices();
    });
}

void add_capture(CLI::App& cli, int& exit_code) {
    struct Arguments {
        std::string link;
        std::string file;
        unsigned seconds = 0;
    };
    auto arguments = std::make_shared<Arguments>();
    auto* command = cli.add_subcommand("capture", "Record the raw bytes of a device: for bug reports and new drivers.");
    command->add_option("link", arguments->link, "Such as serial:///dev/ttyUSB0?baud=9600 or tcp://host:port.")->required();
    command->add_option("file", arguments->file, "The recording (.cap) to write.")->required();
    command->add_option("--quit-after", arguments->seconds, "End after so many seconds.");
    command->callback([arguments, &exit_code] { exit_code = capture_link(arguments->link, arguments->file, arguments->seconds); });
}

void add_user(CLI::App& cli, int& exit_code) {
    auto arguments = std::make_shared<UserArguments>();
    auto* command = cli.add_subcommand("user", "Add, list and remove the accounts of officials.");
    command->require_subcommand(1);
    command->add_option("-d,--data", arguments->data_dir, "Data folder of the server (default: data).");
    command->fallthrough();   // --data may stand before the verb or behind it
    auto* add = command->add_subcommand("add", "Add an account, or give an old one a new password.");
    add->add_option("name", arguments->name, "Name to sign in with.")->required();
    add->add_option("-r,--role", arguments->role, "starter, timekeeper, judge, referee or admin.");
    add->callback([arguments, &exit_code] { exit_code = add_account(*arguments); });
    command->add_subcommand("list", "List the accounts.")->callback([arguments, &exit_code] { exit_code = list_accounts(*arguments); });
    auto* remove = command->add_subcommand("remove", "Remove an account.");
    remove->add_option("name", arguments->name, "Whose.")->required();
    remove->callback([arguments, &exit_code] { exit_code = remove_account(*arguments); });
}

}  // namespace bowball
