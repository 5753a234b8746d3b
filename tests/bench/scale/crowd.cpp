#include "bench/scale/crowd.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <queue>
#include <random>
#include <utility>

#include "net/returns.hpp"
#include "net/token_bucket.hpp"

namespace bowball::bench::scale {
namespace {

constexpr double first_wait_s = 0.5;
constexpr double longest_wait_s = 30;
constexpr double shortest_wait_s = 0.1;
constexpr double soonest_return_s = 0.5;   ///< limits::soonest_return
constexpr double refused_at_once_s = 0.05; ///< until somebody who knocks at a dead edge knows it
/// Of a processor, for whoever comes, however much there is to deliver: the loop gives way to the door.
constexpr double least_share = 0.05;

enum class Stage : std::uint8_t { away, waiting, asking, watching };

struct Viewer {
    Stage stage = Stage::away;
    std::uint8_t attempt = 0;
    std::uint16_t visit = 0;      ///< an event of an older one counts no more
    std::uint32_t edge = 0;
    double since_s = 0;
};

struct Edge {
    bool lives = true;
    std::size_t inside = 0;       ///< who watch, and who are being let in
    std::size_t watching = 0;
    double busy_until_s = 0;
    std::optional<net::TokenBucket> bucket;
    std::optional<net::Returns> returns;
};

enum class What : std::uint8_t { knock, in, gives_up, death, second };

struct Event {
    double at_s = 0;
    std::uint64_t order = 0;      ///< of two at one instant the older first: the same on every computer
    What what{};
    std::uint16_t visit = 0;
    std::uint32_t viewer = 0;
    bool operator>(const Event& other) const { return at_s != other.at_s ? at_s > other.at_s : order > other.order; }
};

/// The server's own clocks begin at zero for "never".
net::TokenBucket::Instant instant(double at_s) { return net::TokenBucket::Instant{} + std::chrono::microseconds{1'000'000 + std::llround(at_s * 1e6)}; }

class Crowd {
public:
    explicit Crowd(const Terms& terms) : terms_(terms), random_(terms.seed) {
        edges_.resize(terms_.edges);
        for (auto& edge : edges_) {
            if (terms_.newcomers == 0) continue;
            edge.bucket.emplace(terms_.newcomers, 2 * terms_.newcomers);
            edge.returns.emplace(terms_.newcomers);
        }
        listed_ = terms_.edges;
        outcome_.let_in.assign(terms_.edges, {});
        for (const auto& wave : terms_.waves) {
            for (std::size_t i = 0; i < wave.viewers; ++i) {
                at(wave.from_s + chance() * wave.over_s, What::knock, static_cast<std::uint32_t>(viewers_.size()));
                viewers_.emplace_back();
            }
        }
        away_ = viewers_.size();
        if (terms_.dying > 0) at(terms_.die_at_s, What::death);
        at(1, What::second);
        begin_second();
    }

    Outcome run() {
        while (!events_.empty() && events_.top().at_s <= terms_.until_s) {
            const auto event = events_.top();
            events_.pop();
            now_s_ = event.at_s;
            switch (event.what) {
                case What::knock: knock(event); break;
                case What::in: let_in(event); break;
                case What::gives_up: give_up(event); break;
                case What::death: die(); break;
                case What::second: end_second(); break;
            }
        }
        return std::move(outcome_);
    }

private:
    double chance() { return std::uniform_real_distribution<double>{0, 1}(random_); }

    void at(double at_s, What what, std::uint32_t viewer = 0) {
        const auto visit = what == What::death || what == What::second || viewer >= viewers_.size() ? std::uint16_t{0} : viewers_[viewer].visit;
        events_.push({at_s, ++ordered_, what, visit, viewer});
    }

    void begin_second() {
        for (auto& edge : outcome_.let_in) edge.push_back(0);
    }

    void move(Viewer& viewer, Stage to) {
        const auto count = [&](Stage stage) -> std::size_t& { return stage == Stage::away ? away_ : stage == Stage::waiting ? waiting_ : stage == Stage::asking ? asking_ : watching_; };
        --count(viewer.stage);
        ++count(to);
        viewer.stage = to;
        ++viewer.visit;
    }

    /// Any edge that people are sent to, the dead ones among them until that is noticed.
    std::uint32_t choose_edge() { return static_cast<std::uint32_t>(std::min(listed_ - 1, static_cast<std::size_t>(chance() * static_cast<double>(listed_)))); }

    void knock(const Event& event) {
        auto& viewer = viewers_[event.viewer];
        if (event.visit != viewer.visit) return;
        if (viewer.stage == Stage::away) viewer.since_s = now_s_;
        viewer.edge = choose_edge();
        auto& edge = edges_[viewer.edge];
        if (!edge.lives) {
            ++second_.dead_knocks;
            return come_back(event.viewer, refused_at_once_s + backoff(viewer));
        }
        ++second_.knocks;
        if (edge.inside >= terms_.places || (edge.bucket && !edge.bucket->take(instant(now_s_)))) return send_away(event.viewer, edge);
        ++second_.let_in;
        ++outcome_.let_in[viewer.edge].back();
        ++edge.inside;
        const auto done_s = work(edge, terms_.newcomer_us);
        move(viewer, Stage::asking);
        if (done_s - now_s_ > terms_.patience_s) at(now_s_ + terms_.patience_s, What::gives_up, event.viewer);
        else at(done_s, What::in, event.viewer);
    }

    void send_away(std::uint32_t index, Edge& edge) {
        ++second_.sent_away;
        work(edge, terms_.refusal_us);
        auto wait_s = backoff(viewers_[index]);
        if (edge.returns) {
            edge.returns->note_turned_away(instant(now_s_));
            if (terms_.manner == Manner::told) wait_s = soonest_return_s + chance() * static_cast<double>(edge.returns->spread_ms(0, instant(now_s_))) / 1e3;
        }
        come_back(index, wait_s);
    }

    double backoff(Viewer& viewer) {
        if (terms_.manner == Manner::impatient) return 1;
        const auto ceiling_s = std::min(longest_wait_s, first_wait_s * std::pow(2, std::min<int>(viewer.attempt, 16)));
        if (viewer.attempt < 16) ++viewer.attempt;
        return std::max(shortest_wait_s, ceiling_s * chance());
    }

    void come_back(std::uint32_t index, double wait_s) {
        move(viewers_[index], Stage::waiting);
        at(now_s_ + wait_s, What::knock, index);
    }

    /// When it is done: behind what waits already, with what deliveries leave of the processor.
    double work(Edge& edge, double cost_us) {
        const auto share = std::max(least_share, 1 - load_of(edge));
        edge.busy_until_s = std::max(edge.busy_until_s, now_s_) + cost_us / 1e6 / share;
        second_.longest_queue_s = std::max(second_.longest_queue_s, edge.busy_until_s - now_s_);
        return edge.busy_until_s;
    }
    [[nodiscard]] double load_of(const Edge& edge) const { return static_cast<double>(edge.watching) * terms_.frames_a_second * terms_.delivery_us / 1e6; }

    void let_in(const Event& event) {
        auto& viewer = viewers_[event.viewer];
        if (event.visit != viewer.visit) return;   // his edge died meanwhile
        move(viewer, Stage::watching);
        viewer.attempt = 0;
        ++edges_[viewer.edge].watching;
        outcome_.waits_s.push_back(now_s_ - viewer.since_s);
    }

    void give_up(const Event& event) {
        auto& viewer = viewers_[event.viewer];
        if (event.visit != viewer.visit) return;
        ++second_.gave_up;
        --edges_[viewer.edge].inside;
        come_back(event.viewer, backoff(viewer));
    }

    /// The last ones of the row die: then those that people are sent to are the first ones.
    void die() {
        dead_from_ = terms_.edges - std::min(terms_.dying, terms_.edges);
        for (auto i = dead_from_; i < edges_.size(); ++i) edges_[i].lives = false;
        for (std::size_t i = 0; i < viewers_.size(); ++i) {
            auto& viewer = viewers_[i];
            if ((viewer.stage != Stage::watching && viewer.stage != Stage::asking) || viewer.edge < dead_from_) continue;
            viewer.since_s = now_s_;
            come_back(static_cast<std::uint32_t>(i), backoff(viewer));
        }
        for (auto i = dead_from_; i < edges_.size(); ++i) edges_[i].inside = edges_[i].watching = 0;
        died_ = true;
    }

    void end_second() {
        if (died_ && now_s_ >= terms_.die_at_s + terms_.noticed_after_s) listed_ = std::max<std::size_t>(1, dead_from_);
        for (const auto& edge : edges_) second_.load = std::max(second_.load, load_of(edge));
        second_.away = away_;
        second_.waiting = waiting_;
        second_.asking = asking_;
        second_.watching = watching_;
        outcome_.seconds.push_back(std::exchange(second_, {}));
        begin_second();
        at(now_s_ + 1, What::second);
    }

    Terms terms_;
    std::mt19937_64 random_;
    std::vector<Viewer> viewers_;
    std::vector<Edge> edges_;
    std::size_t listed_ = 0;
    std::size_t dead_from_ = 0;
    bool died_ = false;
    std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
    std::uint64_t ordered_ = 0;
    double now_s_ = 0;
    std::size_t away_ = 0;
    std::size_t waiting_ = 0;
    std::size_t asking_ = 0;
    std::size_t watching_ = 0;
    Second second_;
    Outcome outcome_;
};

}  // namespace

Outcome simulate(const Terms& terms) { return Crowd{terms}.run(); }

double settled_s(const Outcome& outcome, double share, double after_s) {
    for (auto i = static_cast<std::size_t>(std::max(0.0, after_s)); i < outcome.seconds.size(); ++i) {
        const auto& second = outcome.seconds[i];
        const auto here = second.waiting + second.asking + second.watching;
        if (here > 0 && static_cast<double>(second.watching) >= share * static_cast<double>(here)) return static_cast<double>(i + 1);
    }
    return -1;
}

}  // namespace bowball::bench::scale
