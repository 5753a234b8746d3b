// An edge in the comparison: a venue that publishes the recorded boards, a hub, and `bowball edge` with the screens. What is measured is the edge;
// publishing begins at the venue, so the way through the hub is part of every time.
#include <filesystem>

#include "bench/edge/processes.hpp"
#include "bench/feed/contestant.hpp"
#include "folders.hpp"

namespace bowball::bench::feed {
namespace {

/// What stands behind the edge.
struct Upstream {
    edge::HubProcess hub;
    std::unique_ptr<Child> venue;
};

class EdgeContestant final : public Contestant {
public:
    EdgeContestant(edge::HouseProcess house, Manner manner, Upstream upstream) : Contestant(std::move(house.process), std::move(manner)), upstream_(std::move(upstream)) {}
    void publish(std::size_t count) override { upstream_.venue->write("publish " + std::to_string(count) + "\n"); }
    void take_stamps(std::vector<std::int64_t>& into) override {
        while (const auto line = upstream_.venue->read_line()) into.push_back(std::stoll(*line));
    }

private:
    Upstream upstream_;
};

}  // namespace

std::unique_ptr<Contestant> start_edge(const Entrant& entrant, const Ground& ground, SSL_CTX* tls) {
    const auto folder = ground.folder + "/edge";
    std::filesystem::remove_all(folder);   // a hub that knows the meet of the last turn would have the edge follow that
    auto hub = edge::start_hub(folder);
    if (!hub) return nullptr;
    auto venue = std::make_unique<Child>(std::vector<std::string>{build_folder() + "/bench_edge_venue", folder, hub->url}, folder + "/venue.log");
    if (!venue->wait_for("ready")) return nullptr;
    std::vector<std::string> more;
    if (entrant.tls) more = {"--certificate", ground.certificate, "--key", ground.key, "--tls-port", "0"};
    auto house = edge::start_edge_process(hub->url, ground.folder + "/edge.log", more);
    if (!house) return nullptr;
    const auto manner = manner_of_ours(entrant, house->port, house->tls_port, tls);
    return std::make_unique<EdgeContestant>(std::move(*house), manner, Upstream{std::move(*hub), std::move(venue)});
}

}  // namespace bowball::bench::feed
