#include "rules/cut.hpp"

#include <algorithm>
#include <tuple>

#include "rules/draw.hpp"

namespace bowball::rules {
namespace {

constexpr std::uint16_t no_place = 0xffff;

/// Of a finger. A watch that is further from what machines say of the order is not what contradicts them: somebody rowed again.
constexpr Duration widest_slip = 1s;

int section(const CrewResult& result, bool needs_time) {
    switch (result.outcome) {
        case Outcome::placed: return needs_time && !result.time ? 1 : 0;
        case Outcome::placed_last: return 2;
        case Outcome::not_finished: return 3;
        case Outcome::not_started: return 4;
        case Outcome::excluded:
        case Outcome::disqualified:
        case Outcome::withdrawn: break;
    }
    return 5;
}

template <class Key>
std::vector<Equals> grouped(std::vector<Candidate> candidates, Key key) {
    const auto before = [&](const Candidate& a, const Candidate& b) {
        return std::tuple{key(a.result), a.result.crew} < std::tuple{key(b.result), b.result.crew};
    };
    std::ranges::sort(candidates, before);
    std::vector<Equals> ranked;
    for (auto& one : candidates) {
        if (ranked.empty() || key(ranked.back().front().result) != key(one.result)) ranked.emplace_back();
        ranked.back().push_back(std::move(one));
    }
    return ranked;
}

bool is_ahead(const Candidate& a, const Candidate& b) {
    return a.race == b.race && a.result.place && b.result.place && *a.result.place < *b.result.place;
}

/// The crews of `equals` in the order that `order` gives them; absent where it does not name them all.
std::optional<Equals> arranged(const Equals& equals, const std::vector<CrewId>& order) {
    Equals found;
    for (const auto crew : order) {
        const auto is_it = [&](const Candidate& c) { return c.result.crew == crew; };
        const auto one = std::ranges::find_if(equals, is_it);
        if (one != equals.end() && std::ranges::none_of(found, is_it)) found.push_back(*one);
    }
    if (found.size() != equals.size()) return std::nullopt;
    return found;
}

struct Decided {
    Equals order;
    Seq by;
};

/// By the first decision that is of this cut: one that says where is of no other, and of no more crews than it names.
std::optional<Decided> decided_order(const Equals& equals, const CutRules& rules) {
    for (const auto& decision : rules.decisions) {
        const auto is_elsewhere = !decision.where.empty() && (decision.where != rules.place() || decision.order.size() != equals.size());
        if (is_elsewhere) continue;
        if (auto order = arranged(equals, decision.order)) return Decided{std::move(*order), decision.by};
    }
    return std::nullopt;
}

std::vector<CrewId> crews_of(const Equals& equals) {
    std::vector<CrewId> crews;
    for (const auto& one : equals) crews.push_back(one.result.crew);
    return crews;
}

void take_apart(Cut& found, const Equals& order, std::size_t places) {
    for (std::size_t i = 0; i < order.size(); ++i) (i < places ? found.in : found.out).push_back({order[i]});
}

void settle(Cut& found, const Decided& decided, std::size_t places, const std::string& where, bool is_unlike) {
    take_apart(found, decided.order, places);
    if (decided.by != Seq{}) found.settled.push_back({where, crews_of(decided.order), places, is_unlike, decided.by});
}

void decide(Cut& found, const Equals& equals, std::size_t places, const CutRules& rules) {
    if (const auto decided = decided_order(equals, rules)) return settle(found, *decided, places, rules.place(), false);
    for (const auto policy : rules.policies) {
        switch (policy) {
            case TiePolicy::both_advance_if_lane:
                if (equals.size() - places > rules.free_lanes) break;
                found.in.push_back(equals);
                return;
            case TiePolicy::draw: {
                found.drawn = Drawn{rules.label, draw_order(rules.seed, rules.label, crews_of(equals))};
                // Lots never put a crew before another that beat it in their own race.
                auto order = *arranged(equals, found.drawn->order);
                for (std::size_t i = 0; i < order.size(); ++i) {
                    for (auto j = i + 1; j < order.size(); ++j) {
                        if (is_ahead(order[j], order[i])) std::swap(order[i], order[j]);
                    }
                }
                return take_apart(found, order, places);
            }
            case TiePolicy::rerow:
            case TiePolicy::share_rank:
                found.tie = OpenTie{rules.place(), crews_of(equals), places, policy};
                return;
        }
    }
    found.tie = OpenTie{rules.place(), crews_of(equals), places, TiePolicy::share_rank};
}

/// The block that the cut goes through. Who is safe or beaten by the order of its own race is told apart first.
void cut_through(Cut& found, const Equals& block, std::size_t places, const CutRules& rules) {
    Equals safe;
    Equals beaten;
    Equals contested;
    for (const auto& one : block) {
        const auto ahead = static_cast<std::size_t>(std::ranges::count_if(block, [&](const Candidate& other) { return is_ahead(other, one); }));
        const auto behind = static_cast<std::size_t>(std::ranges::count_if(block, [&](const Candidate& other) { return is_ahead(one, other); }));
        if (ahead >= places) beaten.push_back(one);
        else if (block.size() - behind <= places) safe.push_back(one);
        else contested.push_back(one);
    }
    if (!safe.empty()) found.in.push_back(safe);
    const auto left = places - safe.size();
    if (!contested.empty()) decide(found, contested, left, rules);
    if (!beaten.empty()) found.out.push_back(beaten);
}

/// Crews of one race never are: the order in which they came in tells them apart, whatever each was timed by.
bool is_unlike(const Candidate& a, const Candidate& b, Duration within) {
    if (a.race == b.race || !a.result.time || !b.result.time) return false;
    return !are_alike(a.result.grade, b.result.grade) && std::chrono::abs(*a.result.time - *b.result.time) <= within;
}

/// Whoever of `equals` beat another of them in their own race.
std::vector<std::pair<CrewId, CrewId>> beaten_among(const Equals& equals) {
    std::vector<std::pair<CrewId, CrewId>> beaten;
    for (const auto& winner : equals) {
        for (const auto& loser : equals) {
            if (is_ahead(winner, loser)) beaten.emplace_back(winner.result.crew, loser.result.crew);
        }
    }
    return beaten;
}

/// A watch's time agrees with the order in which the crews of its race came in: it lies between the machines' times of those ahead and of those
/// behind. A machine's time is never changed: who rowed again keeps the time of the first race at its new place.
void follow_the_finish(std::vector<Candidate>& candidates) {
    const auto is_by_machine = [](const Candidate& one) { return section(one.result, true) == 0 && are_alike(one.result.grade, TimingGrade::automatic); };
    for (auto& one : candidates) {
        if (!one.result.place || section(one.result, true) != 0 || is_by_machine(one)) continue;
        auto least = Duration::min();
        auto most = Duration::max();
        for (const auto& other : candidates) {
            if (!is_by_machine(other)) continue;
            if (is_ahead(other, one)) least = std::max(least, *other.result.time);
            if (is_ahead(one, other)) most = std::min(most, *other.result.time);
        }
        if (least > most) continue;
        const auto agreed = std::clamp(*one.result.time, least, most);
        if (std::chrono::abs(agreed - *one.result.time) <= widest_slip) one.result.time = agreed;
    }
}

/// Whether one surely beat the other although their times are unlike: over a third who rowed with one of them and is timed as the other is.
bool is_surely_ahead(const Candidate& ahead, const Candidate& behind, const std::vector<const Candidate*>& all) {
    const auto beat = [](const Candidate& a, const Candidate& b) {
        return a.race != b.race && a.result.time && b.result.time && are_alike(a.result.grade, b.result.grade) && *a.result.time <= *b.result.time;
    };
    return std::ranges::any_of(all, [&](const Candidate* third) { return (beat(ahead, *third) && is_ahead(*third, behind)) || (is_ahead(ahead, *third) && beat(*third, behind)); });
}

/// Those whose side of the cut rests on a comparison of unlike times, in the order of the cut.
Equals in_doubt(const Cut& cut, Duration within) {
    std::vector<const Candidate*> all;
    for (const auto* side : {&cut.in, &cut.out}) {
        for (const auto& equals : *side) {
            for (const auto& one : equals) all.push_back(&one);
        }
    }
    const auto are_in_doubt = [&](const Candidate& in, const Candidate& out) { return is_unlike(in, out, within) && !is_surely_ahead(in, out, all); };
    const auto meets = [](const std::vector<Equals>& side, const auto& pairs) {
        return std::ranges::any_of(side, [&](const Equals& equals) { return std::ranges::any_of(equals, pairs); });
    };
    Equals found;
    for (const auto& equals : cut.in) {
        for (const auto& one : equals) {
            if (meets(cut.out, [&](const Candidate& other) { return are_in_doubt(one, other); })) found.push_back(one);
        }
    }
    for (const auto& equals : cut.out) {
        for (const auto& one : equals) {
            if (meets(cut.in, [&](const Candidate& other) { return are_in_doubt(other, one); })) found.push_back(one);
        }
    }
    return found;
}

bool is_one_of(const Candidate& one, const Equals& equals) {
    return std::ranges::any_of(equals, [&](const Candidate& other) { return other.result.crew == one.result.crew; });
}

/// How many of them were there.
std::size_t take_out(std::vector<Equals>& ranked, const Equals& who) {
    auto number = std::size_t{0};
    for (auto& equals : ranked) number += std::erase_if(equals, [&](const Candidate& one) { return is_one_of(one, who); });
    std::erase_if(ranked, [](const Equals& equals) { return equals.empty(); });
    return number;
}

}  // namespace

std::vector<Equals> by_time(std::vector<Candidate> candidates) {
    follow_the_finish(candidates);
    return grouped(std::move(candidates), [](const CrewResult& r) {
        const auto where = section(r, true);
        return std::tuple{where, where == 0 ? *r.time : 0ns, where == 1 || where == 2 ? r.place.value_or(no_place) : std::uint16_t{0}};
    });
}

std::vector<Equals> by_place(std::vector<Candidate> candidates) {
    return grouped(std::move(candidates), [](const CrewResult& r) {
        const auto where = section(r, false);
        return std::tuple{where, where <= 2 ? r.place.value_or(no_place) : std::uint16_t{0}, where == 0 ? r.time.value_or(Duration::max()) : 0ns};
    });
}

std::vector<Equals> by_place_only(std::vector<Candidate> candidates) {
    return grouped(std::move(candidates), [](const CrewResult& r) { return std::tuple{r.place.value_or(no_place)}; });
}

Cut cut(const std::vector<Equals>& ranked, std::size_t places, const CutRules& rules) {
    Cut found;
    auto taken = std::size_t{0};
    for (const auto& block : ranked) {
        if (taken + block.size() <= places) found.in.push_back(block);
        else if (taken >= places) found.out.push_back(block);
        else cut_through(found, block, places - taken, rules);
        taken += block.size();
    }
    return found;
}

Cut cut_by_time(const std::vector<Equals>& ranked, std::size_t places, const CutRules& rules, const UnlikeTimesRules& unlike) {
    auto found = cut(ranked, places, rules);
    if (unlike.policy == UnlikeTimes::compare || found.tie) return found;
    const auto doubtful = in_doubt(found, unlike.within);
    found.is_doubtful = !doubtful.empty();
    if (!found.is_doubtful || unlike.policy == UnlikeTimes::note) return found;
    const auto decided = decided_order(doubtful, rules);
    const auto number = take_out(found.in, doubtful);
    take_out(found.out, doubtful);
    if (decided) settle(found, *decided, number, rules.place(), true);
    else found.tie = OpenTie{rules.place(), crews_of(doubtful), number, TiePolicy::share_rank, true, beaten_among(doubtful)};
    return found;
}

}  // namespace bowball::rules
