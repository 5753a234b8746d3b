// The server itself, on messages of a recorded race. Publishing is what the race loop does: a post to the net thread.
//
//   bench_feed_bowball FOLDER        with accounts and TLS files in the folder
#include <spdlog/sinks/stdout_sinks.h>

#include "bench/feed/messages.hpp"
#include "bench/feed/orders.hpp"
#include "net/server.hpp"

int main(int argc, char** argv) {
    using namespace bowball;
    if (argc != 2) return 2;
    const std::string folder = argv[1];
    bench::feed::BoardsInTurn boards;
    const io::Clock clock;
    net::ServerOptions options;
    options.port = 0;
    options.epoch = "01JDA7000000";
    auto files = net::prepare_certificates(folder + "/tls", {"127.0.0.1"});
    if (!files) return std::fprintf(stderr, "%s\n", files.error().text.c_str()), 1;
    options.tls = net::ServerOptions::Tls{0, std::move(*files)};
    net::Server server{std::move(options), clock, net::AccountStore{folder + "/accounts.json"}, [](auto&&...) {}, std::make_shared<spdlog::logger>("bench", std::make_shared<spdlog::sinks::stderr_sink_mt>())};
    if (const auto started = server.start(); !started) return std::fprintf(stderr, "%s\n", started.error().text.c_str()), 1;
    std::printf("ready %u %u %s\n", static_cast<unsigned>(server.port()), static_cast<unsigned>(server.tls_port()), server.issue_code({"Ben", Role::referee}, true).c_str());
    std::fflush(stdout);
    bench::feed::follow_orders([&](std::size_t count) {
        std::vector<net::Frame> frames;
        for (; count > 0; --count) {
            const auto& board = boards.next();
            frames.push_back({board.topic, views::Audience::everyone, boards.seq(), bench::feed::some_time_us, board.data});
        }
        server.publish({std::move(frames), {}, boards.seq()});
    });
    server.stop();
    return 0;
}
