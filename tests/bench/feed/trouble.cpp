#include "bench/feed/trouble.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <fstream>

#include "bench/feed/flood.hpp"

namespace bowball::bench::feed {
namespace {

constexpr std::int64_t second_ns = 1'000'000'000;
constexpr int knocks_per_second = 500;
/// The server cuts who takes nothing for ten seconds.
constexpr std::int64_t until_cut_ns = 13 * second_ns;

void print_row(const std::string& name, const Samples& last) {
    const auto ms = [&](double share) { return static_cast<double>(quantile(last, share)) / 1e6; };
    print(name, fmt::format("last receiver p50 {:.3f} ms   p99 {:.3f} ms   n {}", ms(0.5), ms(0.99), last.size()));
}

void add(Samples& all, const Samples& some) { all.insert(all.end(), some.begin(), some.end()); }

double worse(const Samples& with, const Samples& without) { return static_cast<double>(quantile(with, 0.99)) / std::max(1.0, static_cast<double>(quantile(without, 0.99))); }

/// Lines of the log that say it: a cut is counted there, the first hundred one by one.
std::string last_line_with(const std::string& file, std::string_view text) {
    std::ifstream log{file};
    std::string found = "none";
    for (std::string line; std::getline(log, line);) {
        if (line.find(text) != std::string::npos) found = line.substr(line.find(text));
    }
    return found;
}

/// Reads on for so long: the others' frames and heartbeats must not fill their sockets.
void pass_time(Audience& audience, std::int64_t until_ns) {
    while (now_ns() < until_ns) audience.read(20);
}

class Trouble {
public:
    Trouble(std::size_t screens, const Ground& ground) : ground_(ground), hall_(open_hall({Kind::bowball}, {.entrants = {}, .screens = screens, .plans = {}}, ground, nullptr)) {
        pace_ = {std::max<std::int64_t>(50'000'000, static_cast<std::int64_t>(screens) * 25'000), 3 * second_ns};
        fill_ns_ = std::max(second_ns, static_cast<std::int64_t>(screens) * 500'000);
    }
    [[nodiscard]] bool is_ready() const { return hall_.contestant != nullptr; }
    [[nodiscard]] Samples measure() {
        hall_.audience->settle(60);
        return play(*hall_.contestant, *hall_.audience, pace_).last;
    }

    void stall(int turns, std::size_t stalled, Aims& aims) {
        Samples without;
        Samples with;
        std::size_t cut = 0;
        for (int turn = 0; turn < turns; ++turn) {
            add(without, measure());
            auto manner = hall_.contestant->manner();
            manner.is_slow = true;
            Audience sleepers{manner};
            sleepers.connect(stalled, 0);
            sleepers.settle(60);
            // Fills their sockets, 66 KB each; from here on nothing is read for them.
            std::ignore = play(*hall_.contestant, *hall_.audience, {0, fill_ns_, 8, 4});
            const auto full = now_ns();
            add(with, measure());
            pass_time(*hall_.audience, full + until_cut_ns);
            sleepers.settle(60);
            cut += sleepers.lost();
            add(without, measure());
        }
        print_row("alone", without);
        print_row(fmt::format("beside {} that stopped reading, {} times", stalled, turns), with);
        print("of them, cut by then", std::to_string(cut));
        aims.at_most("stalled clients: p99 of the others' last receiver, of that without", worse(with, without), 1.2);
    }

    void flood(int turns, Aims& aims) {
        Samples without;
        Samples with;
        Samples elsewhere;
        std::size_t knocks = 0;
        const auto other = start({Kind::bare}, ground_, nullptr);
        if (!other) return print("bad clients", "not measured: the bare server did not start");
        for (int turn = 0; turn < turns; ++turn) {
            add(without, measure());
            {
                const Flood flood{hall_.contestant->manner(), knocks_per_second};
                add(with, measure());
                knocks += flood.knocks();
            }
            // What of it is the machine's: the same flood, at a server that does nothing for it, on the same cores.
            const Flood flood{other->manner(), knocks_per_second};
            add(elsewhere, measure());
        }
        print_row("alone", without);
        print_row("while as many knocked at the bare server", elsewhere);
        print_row(fmt::format("while {} bad clients knocked, {} a second", knocks, knocks_per_second), with);
        print("of them, by the server's word", last_line_with(ground_.folder + "/bowball.log", "reason=broke_protocol"));
        aims.at_most("bad clients: p99 of the others' last receiver, of that without", worse(with, without), 1.2);
        aims.at_most("bad clients: the same, of that while they knock at another server", worse(with, elsewhere), 1.2);
        if (hall_.audience->lost() > 0) print("screens that were cut meanwhile", std::to_string(hall_.audience->lost()));
    }

private:
    const Ground& ground_;
    Hall hall_;
    Plan pace_;
    std::int64_t fill_ns_ = 0;
};

}  // namespace

void bench_trouble(std::size_t screens, int turns, const Ground& ground, Aims& aims) {
    Trouble trouble{screens, ground};
    if (!trouble.is_ready()) return;
    title(fmt::format("Live feed: {} screens in bad company", screens));
    trouble.stall(turns, screens / 9, aims);
    trouble.flood(turns + 1, aims);
}

}  // namespace bowball::bench::feed
