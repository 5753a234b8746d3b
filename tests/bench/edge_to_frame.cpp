// The path that a spectator waits for: an edge is stamped, journaled, folded, projected, encoded and sent; one subscribed
// client on loopback has the frame. Measured to the return of the client's read, so waking it is part of the figure.
#include <cstdio>
#include <future>
#include <spdlog/sinks/null_sink.h>

#include "bare_append.hpp"
#include "day.hpp"
#include "figures.hpp"
#include "formats/entry.hpp"
#include "formats/frame.hpp"
#include "net/client.hpp"
#include "net/server.hpp"
#include "race/race_loop.hpp"

namespace bowball::bench {
namespace {

constexpr std::uint32_t races = 40;

std::shared_ptr<spdlog::logger> silent() { return std::make_shared<spdlog::logger>("bench", std::make_shared<spdlog::sinks::null_sink_mt>()); }

/// The server's own modules, wired as app.cpp does.
class Venue {
public:
    Venue(const std::string& folder, bool synchronous_off)
        : journal_(std::move(journal::open_sqlite_journal(folder + (synchronous_off ? "/edge_off.sqlite" : "/edge_full.sqlite"), {.synchronous_off = synchronous_off}).value())) {
        race::LoopOptions loop;
        loop.channels = wiring();
        loop.drivers = {{"box", {"simulator", "simulated"}}};
        loop.version = "bench";
        loop.publish = [this](const race::Batch& batch) { publish(batch); };
        race_ = std::move(race::RaceLoop::open(*journal_, clock_, std::move(loop)).value());
        net::ServerOptions options;
        options.port = 0;
        options.epoch = journal_->epoch();
        options.anchor = race_->anchor();
        server_ = std::make_unique<net::Server>(std::move(options), clock_, net::AccountStore{folder + "/accounts.json"}, [](auto&&...) {}, silent());
        if (!server_->start()) std::abort();
        race_->start();
    }
    ~Venue() {
        race_->stop();
        server_->stop();
    }

    void give(std::vector<engine::Command> orders) {
        for (auto& order : orders) {
            std::promise<void> done;
            race_->submit({std::move(order), {{"Bench", Role::admin}, {}, "benchmark"}, [&](const engine::Outcome&) { done.set_value(); }});
            done.get_future().wait();
        }
    }
    HostTime touch(const ChannelName& channel) {
        const auto at = clock_.now();
        race_->observe(observation(channel, at));
        return at;
    }
    [[nodiscard]] std::int64_t edge_us(HostTime at) const {
        return std::chrono::floor<std::chrono::microseconds>(race_->anchor().to_race(at).time_since_epoch()).count();
    }
    [[nodiscard]] HostTime now() const { return clock_.now(); }
    [[nodiscard]] std::uint16_t port() const { return server_->port(); }

private:
    void publish(const race::Batch& batch) {
        std::optional<std::int64_t> edge;
        if (batch.edge) edge = std::chrono::floor<std::chrono::microseconds>(batch.edge->time_since_epoch()).count();
        std::vector<net::Frame> frames;
        for (const auto& view : batch.views) frames.push_back({view.topic, view.audience, view.seq, edge, formats::encode_view(view.view)});
        std::vector<net::LogFrame> entries;
        for (const auto& entry : batch.entries) {
            if (formats::is_public(entry.event)) entries.push_back({entry.seq, formats::encode_public_entry(entry)});
        }
        server_->publish({std::move(frames), std::move(entries), batch.head});
    }

    io::Clock clock_;
    std::unique_ptr<journal::Journal> journal_;
    std::unique_ptr<race::RaceLoop> race_;
    std::unique_ptr<net::Server> server_;
};

Samples measure(const std::string& folder, bool synchronous_off) {
    Venue venue{folder, synchronous_off};
    venue.give(programme(races));
    net::Client client{venue.port()};
    client.send({{"v", 1}, {"kind", "subscribe"}, {"topics", {"race/*/board"}}});
    Samples samples;
    for (std::uint32_t race = 1; race <= races; ++race) {
        venue.give(to_the_start(RaceId{race}));
        for (const auto& edge : edges(RaceId{race})) {
            const auto at = venue.touch(edge.channel);
            const auto mark = "\"edge_us\":" + std::to_string(venue.edge_us(at));
            for (;;) {
                const auto frame = client.receive_raw();
                if (frame.empty()) return samples;
                if (frame.find(mark) != std::string::npos) break;
            }
            samples.push_back((venue.now() - at).count());
        }
        venue.give({engine::AbandonRace{RaceId{race}}});  // crossings seconds after the start make no result
    }
    return samples;
}

}  // namespace

void bench_edge_to_frame(const std::string& folder) {
    title("Edge to frame (stamp -> commit -> fold -> view -> one client's read returns)");
    // The limit before and after, for the disk is shared.
    auto bare = bare_appends(folder + "/bare_before", 1000);
    const auto full = measure(folder, false);
    const auto off = measure(folder, true);
    const auto after = bare_appends(folder + "/bare_after", 1000);
    bare.insert(bare.end(), after.begin(), after.end());
    print("bare append of 4 KiB + fdatasync", bare);
    print("edge to frame, synchronous FULL", full);
    print("edge to frame, synchronous OFF, for contrast", off);
    char text[80];
    std::snprintf(text, sizeof text, "p50 %.2f   p99 %.2f", static_cast<double>(quantile(full, 0.5)) / static_cast<double>(quantile(bare, 0.5)),
                  static_cast<double>(quantile(full, 0.99)) / static_cast<double>(quantile(bare, 0.99)));
    print("ratio of edge to frame (FULL) to the bare append", std::string{text});
}

}  // namespace bowball::bench
