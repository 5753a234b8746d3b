// A venue without a race, for an edge that is measured: the relay itself, on messages of a recorded race.
//
//   bench_edge_venue FOLDER HUB        with its journal in the folder; orders on stdin as feed/orders.hpp has them
#include <spdlog/sinks/stdout_sinks.h>

#include "bench/edge/processes.hpp"
#include "bench/feed/messages.hpp"
#include "bench/feed/orders.hpp"
#include "journal/journal.hpp"
#include "relay/relay.hpp"

int main(int argc, char** argv) {
    using namespace bowball;
    if (argc != 3) return 2;
    const std::string folder = argv[1];
    bench::feed::BoardsInTurn boards;
    const auto journal = journal::open_sqlite_journal(folder + "/journal.sqlite");
    if (!journal) return std::fprintf(stderr, "%s\n", journal.error().text.c_str()), 1;
    relay::RelayOptions options;
    options.hub.urls = argv[2];
    options.hub.name = "bench venue";
    options.meet = bench::edge::meet;
    options.epoch = (*journal)->epoch();
    options.version = "bench";
    options.journal_file = folder + "/journal.sqlite";
    const auto relay = relay::Relay::make(std::move(options), io::Clock{}, std::make_shared<spdlog::logger>("bench", std::make_shared<spdlog::sinks::stderr_sink_mt>()));
    if (!relay) return std::fprintf(stderr, "%s\n", relay.error().text.c_str()), 1;
    (*relay)->start();
    std::printf("ready\n");
    std::fflush(stdout);
    bench::feed::follow_orders([&](std::size_t count) {
        std::vector<relay::LiveFrame> frames;
        for (; count > 0; --count) {
            const auto& board = boards.next();
            frames.push_back({board.topic, boards.seq(), bench::feed::some_time_us, board.data});
        }
        (*relay)->publish(std::move(frames), boards.seq());
    });
    (*relay)->stop();
    return 0;
}
