#include "bench/edge/journal_way.hpp"

#include <poll.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "bench/edge/ear.hpp"
#include "bench/edge/processes.hpp"
#include "bench/feed/instant.hpp"
#include "folders.hpp"
#include "journal/journal.hpp"
#include "nats/streams.hpp"
#include "relay/names.hpp"

namespace bowball::bench::edge {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t patience_ns = 60'000'000'000;
constexpr std::size_t entries_in_a_batch = 250;

void write_config(const std::string& folder, const std::string& hub) {
    fs::create_directories(folder + "/data");
    std::ofstream{folder + "/config.toml"} << "[server]\ntls = false\n[log]\nlevel = \"warn\"\n[relay]\nurl = \"" << hub << "\"\nmeet = \"" << meet << "\"\nentries = \"whole\"\n";
}

struct Written {
    std::string epoch;
    journal::Head head;
};
Written write_journal(const std::string& file, const std::vector<engine::Entry>& day) {
    // That it is on the disk is not what is measured here.
    const auto journal = std::move(journal::open_sqlite_journal(file, {.synchronous_off = true}).value());
    for (std::size_t i = 0; i < day.size(); i += entries_in_a_batch)
        if (!journal->append({day.begin() + static_cast<std::ptrdiff_t>(i), day.begin() + static_cast<std::ptrdiff_t>(std::min(i + entries_in_a_batch, day.size()))})) break;
    return {journal->epoch(), journal->head()};
}

/// Of `bowball WORDS`, with what it says in a file.
int run_to_its_end(const std::vector<std::string>& words, const std::string& out) {
    std::string line = build_folder() + "/bowball";
    for (const auto& word : words) line += " '" + word + "'";
    return std::system((line + " > '" + out + "' 2>&1").c_str());
}

/// "123:abc..." behind --head in what a program said.
std::string head_in(const std::string& file) {
    std::ifstream in{file};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const auto at = text.find("--head ");
    return at == std::string::npos ? std::string{} : text.substr(at + 7, text.find_first_of(" \n", at + 7) - at - 7);
}

class Measurement {
public:
    Measurement(std::string folder, const std::vector<engine::Entry>& day) : folder_(std::move(folder)), hub_(start_hub(folder_ + "/hub")) {
        if (!hub_) return;
        write_config(folder_, hub_->url);
        written_ = write_journal(folder_ + "/data/journal.sqlite", day);
    }

    Way take(int starts) {
        if (!hub_) return failed("nats-server did not start");
        if (!relay()) return failed("the journal did not reach the hub");
        pull();
        for (int i = 0; i < starts; ++i) {
            if (!start_an_edge()) return failed("bowball edge did not serve, or its log did not come");
            if (!start_a_standby()) return failed("bowball serve --standby did not become ready");
        }
        return way_;
    }

private:
    Way failed(const std::string& why) {
        way_.trouble = why;
        return way_;
    }

    /// The start of the server is an entry of its own: the journal ends behind the day. The stream is watched while it starts, for it relays from then on.
    bool relay() {
        nats::Terms terms;
        terms.urls = hub_->url;
        const auto connection = nats::Connection::open(terms);
        if (!connection) return false;
        const auto streams = nats::Streams::of(**connection);
        if (!streams) return false;
        struct Seen {
            std::int64_t at = 0;
            std::uint64_t last = 0;
        };
        std::vector<Seen> seen;
        std::jthread watch{[&, end = feed::now_ns() + patience_ns] {
            for (; feed::now_ns() < end; ::poll(nullptr, 0, 5)) {
                const auto ends = (*streams)->ends(relay::Names::of(meet)->log_stream(written_.epoch));
                if (!ends || !*ends || (*ends)->last == 0) continue;
                seen.push_back({feed::now_ns(), (*ends)->last});
                if (seen.back().last > written_.head.seq.value()) return;
            }
        }};
        venue_ = start_serve(folder_);
        watch.join();
        if (!venue_ || seen.size() < 2 || seen.back().last <= written_.head.seq.value()) return false;
        way_.entries = seen.back().last;
        way_.relayed_a_second = static_cast<double>(seen.back().last - seen.front().last) * 1e9 / static_cast<double>(seen.back().at - seen.front().at);
        return true;
    }

    void pull() {
        const auto began = feed::now_ns();
        const auto out = folder_ + "/pull.out";
        // By its name: the first beat, which says which journal is the newest, may have come before the hub kept any.
        if (run_to_its_end({"pull", "--nats", hub_->url, "--epoch", written_.epoch, meet, folder_ + "/copy.sqlite"}, out) != 0) return;
        way_.pulled_a_second = static_cast<double>(way_.entries) * 1e9 / static_cast<double>(feed::now_ns() - began);
        // The venue's own file, read beside it, says whether that is the journal.
        const auto own = folder_ + "/verify.out";
        way_.is_equal = run_to_its_end({"verify", folder_ + "/data/journal.sqlite", "--head", head_in(out)}, own) == 0;
    }

    bool start_an_edge() {
        const auto began = feed::now_ns();
        const auto edge = start_edge_process(hub_->url, folder_ + "/edge.log");
        if (!edge) return false;
        way_.edge_serves.push_back(edge->serves_ns);
        // From the oldest entry that it has: a log that begins later is told by a gap, and goes on from there.
        Ear ear{edge->port, "\"log\"", written_.epoch + ":0"};
        while (ear.newest_entry() < written_.head.seq.value() && ear.is_there() && feed::now_ns() - began < patience_ns) {
            ::poll(nullptr, 0, 1);
            ear.read();
        }
        way_.edge_caught_up.push_back(feed::now_ns() - began);
        return ear.newest_entry() >= written_.head.seq.value();
    }

    bool start_a_standby() {
        const auto second = folder_ + "/second";
        fs::remove_all(second);
        write_config(second, hub_->url);
        const auto began = feed::now_ns();
        const auto standby = start_serve(second, {"--standby"});
        if (!standby) return false;
        const auto cookie = sign_in(standby->port, standby->code);
        while (feed::now_ns() - began < patience_ns) {
            const auto answer = nlohmann::json::parse(net::http(standby->port, "GET", "/api/v1/standby", "", cookie).body, nullptr, false);
            if (answer.is_object() && answer.value("ready", false) && answer.value("behind", 1) == 0) {
                way_.standby_ready.push_back(feed::now_ns() - began);
                return true;
            }
            ::poll(nullptr, 0, 5);
        }
        return false;
    }

    std::string folder_;
    std::optional<HubProcess> hub_;
    Written written_;
    std::optional<HouseProcess> venue_;
    Way way_;
};

}  // namespace

Way measure_way(const std::string& folder, const std::vector<engine::Entry>& day, int starts) { return Measurement{folder, day}.take(starts); }

}  // namespace bowball::bench::edge
