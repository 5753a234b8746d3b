// The command `edge`: meets that are timed elsewhere, served to any number of people.
#include <CLI/CLI.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <iostream>

#include "app_commands.hpp"
#include "app_edge_meet.hpp"
#include "app_hub.hpp"
#include "app_secrets.hpp"
#include "app_serve.hpp"

namespace bowball {
namespace {

struct EdgeArguments {
    formats::RelayConfig hub;
    std::vector<std::string> meets;
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string certificate;
    std::string key;
    std::uint16_t tls_port = 8443;
    std::string data_dir;
    std::string web_dir;
    std::string log_level = "info";
    std::size_t connections = limits::connections;
    std::size_t newcomers = limits::newcomers_per_second;
    std::size_t threads = 0;
    unsigned quit_after = 0;
};

/// Of the meet with this place in the list: each has ports of its own.
net::ServerOptions server_options(const EdgeArguments& arguments, std::uint16_t place) {
    net::ServerOptions server;
    server.address = arguments.address;
    server.port = arguments.port == 0 ? std::uint16_t{0} : static_cast<std::uint16_t>(arguments.port + place);
    if (!arguments.certificate.empty()) {
        const auto port = arguments.tls_port == 0 ? std::uint16_t{0} : static_cast<std::uint16_t>(arguments.tls_port + place);
        server.tls = net::ServerOptions::Tls{port, {arguments.certificate, arguments.key, {}}};
    }
    server.web_folder = arguments.web_dir.empty() ? built_pages() : arguments.web_dir;
    server.version = BOWBALL_VERSION;
    server.threads = arguments.threads;
    server.connections = arguments.connections;
    // Caches and proxies bring everybody from a few addresses, and officials are at the venue.
    server.connections_per_address = arguments.connections;
    server.connections_kept_for_officials = 0;
    server.edge = net::ServerOptions::Edge{arguments.newcomers, 2 * arguments.newcomers};
    return server;
}

void print_addresses(const std::string& meet, const std::string& address, const net::Server& server) {
    const auto base = "http://" + (address == "0.0.0.0" ? std::string{"localhost"} : address) + ":" + std::to_string(server.port());
    std::cout << "\nThis edge serves " << meet << ":\n\n  scoreboard   " << base << "/scoreboard\n  results      " << base << "/results\n  overlay      " << base << "/overlay\n";
    if (server.tls_port() != 0) std::cout << "\n  The same over TLS: https on port " << server.tls_port() << ".\n";
    std::cout << "\nCtrl-C ends it.\n" << std::endl;
}

int edge(const EdgeArguments& arguments) {
    const auto fail = [](const Error& error) {
        std::cerr << "bowball: " << error.text << "\n";
        return 1;
    };
    const auto log = make_log(arguments.log_level)->clone("edge");
    for (const auto& exposed : exposed_secrets(arguments.hub)) log->error("{}", exposed);
    boost::asio::io_context context{1};
    std::vector<std::unique_ptr<EdgeMeet>> meets;
    for (const auto& meet : arguments.meets) {
        const auto names = relay::Names::of(meet);
        if (!names) return fail(names.error());
        auto hub = hub_terms(arguments.hub, "bowball edge " + meet);
        if (!hub) return fail(hub.error());
        EdgeMeetOptions options{std::move(*hub), *names, server_options(arguments, static_cast<std::uint16_t>(meets.size())), arguments.data_dir};
        options.on_open = [&arguments, meet](const net::Server& server) { print_addresses(meet, arguments.address, server); };
        meets.push_back(std::make_unique<EdgeMeet>(context, std::move(options), log));
    }
    boost::asio::signal_set signals{context, SIGINT, SIGTERM};
    signals.async_wait([&](const boost::system::error_code&, int) { context.stop(); });
    boost::asio::steady_timer timer{context};
    if (arguments.quit_after > 0) {
        timer.expires_after(std::chrono::seconds{arguments.quit_after});
        timer.async_wait([&](const boost::system::error_code&) { context.stop(); });
    }
    for (const auto& meet : meets) meet->start();
    context.run();
    for (const auto& meet : meets) meet->stop();
    return 0;
}

}  // namespace

void add_edge(CLI::App& cli, int& exit_code) {
    auto arguments = std::make_shared<EdgeArguments>();
    auto* command = cli.add_subcommand("edge", "Serve meets that are timed elsewhere, from a NATS hub: the same pages and feed, for any number of people.");
    add_hub_options(*command, arguments->hub);
    command->add_option("meets", arguments->meets, "What the meets are called on the hub; each gets a port of its own, one after another.")->required();
    command->add_option("--address", arguments->address, "Address to listen on; 0.0.0.0 for every network (default 127.0.0.1).");
    command->add_option("-p,--port", arguments->port, "Port of the first meet (default 8080; 0 takes free ones).");
    auto* certificate = command->add_option("--certificate", arguments->certificate, "PEM: serve TLS too, on --tls-port.")->check(CLI::ExistingFile);
    certificate->needs(command->add_option("--key", arguments->key, "Its key.")->check(CLI::ExistingFile));
    command->add_option("--tls-port", arguments->tls_port, "Port of the first meet over TLS (default 8443; 0 takes free ones).");
    command->add_option("-d,--data", arguments->data_dir, "Folder with the tokens that `bowball token add --metrics` made; without one nobody sees /metrics.");
    command->add_option("--web", arguments->web_dir, "Folder of the pages (default: those that were built with the program).")->check(CLI::ExistingDirectory);
    command->add_option("--connections", arguments->connections, "At most so many at once, each meet.")->check(CLI::Range(10, 1'000'000));
    command->add_option("--newcomers", arguments->newcomers, "Let in at most so many connections a second; the others get 503 and when to come back.")->check(CLI::Range(1, 1'000'000));
    command->add_option("--net-threads", arguments->threads, "Threads that serve; 0: one for each core but one.")->check(CLI::Range(0, 64));
    command->add_option("--log", arguments->log_level, "trace, debug, info, warn or error.");
    command->add_option("--quit-after", arguments->quit_after, "End after so many seconds: for tests.");
    command->callback([arguments, &exit_code] { exit_code = edge(*arguments); });
}

}  // namespace bowball
