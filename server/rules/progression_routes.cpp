// Sends the crews of a group on by its routes: places, times, lots, the rest.
#include <algorithm>
#include <utility>

#include "rules/draw.hpp"
#include "rules/progression_steps.hpp"

namespace bowball::rules {
namespace {

class Sender {
public:
    Sender(Walk& walk, const RaceGroup* group, std::vector<Candidate> candidates)
        : walk_(walk), group_(group), name_(group != nullptr ? group->id : "entries"),
          routes_(group != nullptr ? group->routes : walk.the_case.entry), left_(std::move(candidates)) {}

    void send() {
        note_advanced();
        drop_who_is_out();
        for (const auto& candidate : left_) places_[candidate.result.crew] = candidate.result.place;
        for (const auto& route : routes_) {
            if (route.fastest > 0) send_fastest(route);
            else if (!route.places.empty()) send_places(route);
            else if (route.drawn > 0) send_drawn(route);
            else send_rest(route);
            if (is_open_) break;  // its crews might go by the next route or by none
        }
        if (is_open_) block_targets(walk_, routes_);
    }

private:
    [[nodiscard]] bool is_withdrawn(CrewId crew) const {
        const auto after = group_ != nullptr ? group_->id : std::string{};
        return std::ranges::any_of(walk_.input.withdrawals, [&](const Withdrawal& w) { return w.crew == crew && w.after == after; });
    }

    /// Whoever an official's word advances. They take no place from anybody, and need a lane that no other has a claim on.
    void note_advanced() {
        if (group_ == nullptr || routes_.empty() || routes_.front().to.empty()) return;
        for (const auto& candidate : left_) {
            const auto said = std::ranges::find(walk_.input.advanced, candidate.result.crew, &Advance::crew);
            if (said == walk_.input.advanced.end() || said->from != candidate.race) continue;
            if (finds_a_lane(walk_, *find_group(walk_.the_case, routes_.front().to.front()), *said, advanced_.size())) advanced_.push_back(*said);
        }
        walk_.extra[routes_.front().to.front()] += advanced_.size();
    }

    [[nodiscard]] bool is_advanced(CrewId crew) const { return std::ranges::find(advanced_, crew, &Advance::crew) != advanced_.end(); }

    void send_advanced() {
        for (const auto& said : std::exchange(advanced_, {})) {
            const auto one = std::ranges::find(left_, said.crew, [](const Candidate& c) { return c.result.crew; });
            if (one != left_.end()) take(Candidate{*one}, routes_.front().to.front(), said.by_jury ? Mark::by_jury : Mark::by_referee, ++walk_.tiers);
        }
    }

    [[nodiscard]] std::optional<OutReason> why_out(const Candidate& candidate) const {
        switch (candidate.result.outcome) {
            case Outcome::placed:
            case Outcome::placed_last: break;
            case Outcome::not_finished:
                if (!walk_.table.not_finished_continues && !is_advanced(candidate.result.crew)) return OutReason::not_finished;
                break;
            case Outcome::not_started:
                if (!walk_.table.not_started_continues && !is_advanced(candidate.result.crew)) return OutReason::not_started;
                break;
            case Outcome::excluded: return OutReason::excluded;
            case Outcome::disqualified: return OutReason::disqualified;
            case Outcome::withdrawn: return OutReason::withdrawn;
        }
        if (walk_.table.replace_withdrawn && is_withdrawn(candidate.result.crew)) return OutReason::withdrawn;
        return std::nullopt;
    }

    void drop_who_is_out() {
        std::vector<Candidate> staying;
        std::vector<Candidate> replaced;
        for (const auto& candidate : left_) {
            const auto reason = why_out(candidate);
            if (!reason) staying.push_back(candidate);
            else leave(walk_, candidate.result.crew, candidate.race, *reason);
            if (reason == OutReason::withdrawn) replaced.push_back(candidate);
        }
        // Whoever came in behind a crew that is replaced moves up.
        for (auto& candidate : staying) {
            const auto before = candidate.result.place;
            for (const auto& gone : replaced) {
                if (gone.race == candidate.race && gone.result.place && before && *gone.result.place < *before) --*candidate.result.place;
            }
        }
        left_ = std::move(staying);
    }

    void take(const Candidate& candidate, const std::string& to, Mark mark, std::uint32_t tier) {
        const auto crew = candidate.result.crew;
        walk_.intakes[to].push_back({crew, mark, candidate.race, tier, is_withdrawn(crew)});
        std::erase_if(left_, [&](const Candidate& one) { return one.result.crew == crew; });
    }

    /// Lanes of the group that no route has a claim on. Times make room for a tie by place where the table fills up.
    [[nodiscard]] std::size_t free_lanes(const std::string& to, bool times_make_room) const {
        const auto* target = find_group(walk_.the_case, to);
        auto claimed = walk_.extra.contains(to) ? walk_.extra.at(to) : std::size_t{0};
        for (const auto& group : walk_.the_case.groups) {
            for (const auto& route : group.routes) {
                if (route.to.empty() || route.to.front() != to) continue;
                const auto by_place = route.fastest == 0 && !route.places.empty();
                if (by_place) claimed += (route.places[1] - route.places[0] + 1U) * group.races.size();
                if (!times_make_room || group.id != name_ || !walk_.table.fill_up) claimed += route.fastest;
            }
        }
        const auto lanes = lanes_of(walk_.table, *target) * target->races.size();
        return lanes > claimed ? lanes - claimed : 0;
    }

    Cut cut_at(const std::vector<Equals>& ranked, std::size_t places, const CutRules& rules) { return keep(cut(ranked, places, rules)); }

    /// What is said of it beside who goes on.
    Cut keep(Cut found) {
        if (found.tie) {
            walk_.found.ties.push_back(*found.tie);
            is_open_ = true;
        }
        if (found.drawn) walk_.found.draws.push_back(*found.drawn);
        walk_.found.settled.insert(walk_.found.settled.end(), found.settled.begin(), found.settled.end());
        return found;
    }

    /// The same where times of different races are compared.
    Cut cut_by_time(const std::vector<Equals>& ranked, std::size_t places, const CutRules& rules) {
        const auto& unlike = walk_.table.unlike_times;
        auto found = keep(rules::cut_by_time(ranked, places, rules, unlike));
        if (found.is_doubtful && unlike.policy == UnlikeTimes::note)
            walk_.found.remarks.push_back(rules.place() + " is decided between times that were taken in unlike ways, such as by hand and by machine. " +
                                          "The table lets them count.");
        return found;
    }

    void send_places(const Route& route) {
        const auto& policies = group_ != nullptr && !group_->tie_by_place.empty() ? group_->tie_by_place : walk_.table.tie_by_place;
        const auto first = route.places[0];
        const auto last = route.places[1];
        std::vector<Candidate> going;
        std::map<std::string, std::vector<Candidate>> races;
        for (const auto& candidate : left_) {
            const auto place = places_[candidate.result.crew];
            if (!place || *place < first || *place > last) continue;
            auto with_place = candidate;
            with_place.result.place = place;
            races[candidate.race].push_back(with_place);
        }
        for (const auto& [race, crews] : races) {
            const auto best = *std::ranges::min_element(crews, {}, [](const Candidate& c) { return *c.result.place; });
            const auto places = last - *best.result.place + std::size_t{1};
            const auto label = race + " place " + std::to_string(last);
            const CutRules rules{policies, free_lanes(route.to.front(), true), walk_.input.seed, walk_.input.decisions, label, label + " to " + route.to.front()};
            auto found = cut_at(by_place_only(crews), places, rules);
            auto number = std::size_t{0};
            for (const auto& equals : found.in) number += equals.size();
            if (number > places) walk_.extra[route.to.front()] += number - places;
            for (const auto& equals : found.in) going.insert(going.end(), equals.begin(), equals.end());
            // Who lost a tie stands behind those who won it.
            for (const auto& equals : found.out) {
                for (const auto& candidate : equals) places_[candidate.result.crew] = static_cast<std::uint16_t>(last + 1);
            }
        }
        sent_by_place_[route.to.front()] += going.size();
        nominal_[route.to.front()] += (last - first + 1U) * (group_ != nullptr ? group_->races.size() : 1);
        if (route.order == RouteOrder::race) return send_by_race(route, going);
        std::map<std::uint16_t, std::uint32_t> tiers;
        for (const auto& equals : shuffled(by_place(std::move(going)))) {
            for (const auto& candidate : equals) {
                auto& tier = tiers[*candidate.result.place];
                if (tier == 0) tier = ++walk_.tiers;
                take(candidate, route.to.front(), Mark::by_place, tier);
            }
        }
    }

    /// As they stand on the draw sheet.
    void send_by_race(const Route& route, std::vector<Candidate>& going) {
        const auto key = [&](const Candidate& one) { return std::pair{std::ranges::find(group_->races, one.race) - group_->races.begin(), *one.result.place}; };
        std::ranges::stable_sort(going, {}, key);
        for (const auto& candidate : going) take(candidate, route.to.front(), Mark::by_place, ++walk_.tiers);
    }

    void send_fastest(const Route& route) {
        const auto& to = route.to.front();
        std::vector<Candidate> timed;
        for (const auto& candidate : left_) {
            const auto place = places_[candidate.result.crew];
            const auto is_bound_out = !route.places.empty() && (!place || *place < route.places[0] || *place > route.places[1]);
            if (!is_bound_out && candidate.result.outcome == Outcome::placed && candidate.result.time) timed.push_back(candidate);
        }
        auto places = std::size_t{route.fastest};
        if (walk_.table.fill_up) {
            const auto wanted = nominal_[to] + places;
            places = wanted > sent_by_place_[to] ? wanted - sent_by_place_[to] : 0;
        }
        const auto label = name_ + " by time";
        std::string of_places;
        if (!route.places.empty()) of_places = " of places " + std::to_string(route.places[0]) + " to " + std::to_string(route.places[1]);
        const CutRules rules{walk_.table.tie_by_time, free_lanes(to, false), walk_.input.seed, walk_.input.decisions, label, label + of_places + " to " + to};
        auto found = cut_by_time(by_time(std::move(timed)), places, rules);
        auto number = std::size_t{0};
        for (const auto& equals : shuffled(std::move(found.in))) {
            number += equals.size();
            for (const auto& candidate : equals) take(candidate, to, Mark::by_time, ++walk_.tiers);
        }
        if (number > places) walk_.extra[to] += number - places;
    }

    void send_drawn(const Route& route) {
        const auto label = name_ + " lot";
        std::vector<CrewId> crews;
        for (const auto& candidate : left_) crews.push_back(candidate.result.crew);
        walk_.found.draws.push_back({label, draw_order(walk_.input.seed, label, crews)});
        const auto order = walk_.found.draws.back().order;
        for (std::size_t i = 0; i < order.size() && i < route.drawn; ++i) {
            const auto one = *std::ranges::find(left_, order[i], [](const Candidate& c) { return c.result.crew; });
            take(one, route.to.front(), Mark::by_lot, ++walk_.tiers);
        }
    }

    void send_rest(const Route& route) {
        send_advanced();
        if (route.to.empty()) {
            for (const auto& candidate : left_) leave(walk_, candidate.result.crew, candidate.race, OutReason::not_qualified);
            left_.clear();
            return;
        }
        for (std::size_t i = 0; i < route.to.size(); ++i) {
            const auto* target = find_group(walk_.the_case, route.to[i]);
            const auto is_last = i + 1 == route.to.size();
            const auto places = is_last ? room_for_the_last(*target) : lanes_of(walk_.table, *target) * target->races.size();
            const CutRules rules{walk_.table.tie_by_time, 0, walk_.input.seed, walk_.input.decisions, name_ + " to " + route.to[i], {}};
            auto found = route.order == RouteOrder::time ? cut_by_time(by_time(left_), places, rules) : cut_at(by_place(left_), places, rules);
            if (found.tie) return;
            for (const auto& equals : shuffled(std::move(found.in))) {
                const auto shared = walk_.tiers + 1;   // of a final that is not rowed: equals hold one place
                for (const auto& candidate : equals) {
                    ++walk_.tiers;
                    take(candidate, route.to[i], group_ != nullptr ? Mark::rest : Mark::entry, target->rowed == Rowed::never ? shared : walk_.tiers);
                }
            }
        }
        leave_who_has_no_lane();
    }

    /// All who are left, and no more than it has lanes for. After several accidents in one race fewer go on by their places, and more are left than a
    /// final holds; one that is not rowed holds them all.
    [[nodiscard]] std::size_t room_for_the_last(const RaceGroup& target) const {
        if (target.rowed == Rowed::never) return left_.size();
        const auto lanes = lanes_of(walk_.table, target) * target.races.size();
        const auto there = walk_.intakes.contains(target.id) ? walk_.intakes.at(target.id).size() : std::size_t{0};
        return std::min(left_.size(), lanes > there ? lanes - there : 0);
    }

    void leave_who_has_no_lane() {
        for (const auto& candidate : left_) {
            auto reason = candidate.result.outcome == Outcome::not_finished ? OutReason::not_finished : OutReason::not_qualified;
            if (candidate.result.outcome == Outcome::not_started) reason = OutReason::not_started;
            leave(walk_, candidate.result.crew, candidate.race, reason);
        }
        left_.clear();
    }

    /// Equals in the order of a draw: somebody must stand first in the seeding.
    [[nodiscard]] std::vector<Equals> shuffled(std::vector<Equals> ranked) const {
        for (auto& equals : ranked) {
            std::ranges::sort(equals, [&](const Candidate& a, const Candidate& b) {
                const auto label = name_ + " seeds";
                return ticket(walk_.input.seed, label, a.result.crew.value()).bytes < ticket(walk_.input.seed, label, b.result.crew.value()).bytes;
            });
        }
        return ranked;
    }

    Walk& walk_;
    const RaceGroup* group_;
    std::string name_;
    const std::vector<Route>& routes_;
    std::vector<Candidate> left_;
    std::map<CrewId, std::optional<std::uint16_t>> places_;  ///< as the ties were decided
    std::map<std::string, std::size_t> sent_by_place_;
    std::map<std::string, std::size_t> nominal_;
    std::vector<Advance> advanced_;
    bool is_open_ = false;
};

}  // namespace

void leave(Walk& walk, CrewId crew, const std::string& after, OutReason reason) { walk.found.out.push_back({crew, after, reason}); }

void block_targets(Walk& walk, const std::vector<Route>& routes) {
    for (const auto& route : routes) walk.blocked.insert(route.to.begin(), route.to.end());
}

void send_on(Walk& walk, const RaceGroup* group, std::vector<Candidate> candidates) { Sender{walk, group, std::move(candidates)}.send(); }

}  // namespace bowball::rules
