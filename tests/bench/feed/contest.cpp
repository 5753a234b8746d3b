#include "bench/feed/contest.hpp"

#include <algorithm>
#include <functional>

namespace bowball::bench::feed {
namespace {

constexpr int quiet_ms = 60;
constexpr int quiet_after_connecting_ms = 300;

void take_turn(Hall& hall, const Contest& contest, const Ground& ground, Standing& standing) {
    hall.audience->settle(quiet_ms);
    for (std::size_t i = 0; i < contest.plans.size(); ++i) {
        standing.rounds[i].push_back(play(*hall.contestant, *hall.audience, contest.plans[i]));
        if (!hall.contestant->process().is_there()) standing.ended = complaint_of(standing.entrant, ground);
        hall.audience->settle(quiet_ms);
    }
}

void note(const Hall& hall, Standing& standing) {
    standing.entries.push_back(hall.entry);
    standing.kb_per_screen.push_back(hall.kb_per_screen);
}

double ratio_of(const std::vector<Round>& one, const std::vector<Round>& other, const std::function<double(const Round&)>& of) {
    std::vector<double> ratios;
    for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i) {
        if (of(other[i]) > 0) ratios.push_back(of(one[i]) / of(other[i]));
    }
    return median(std::move(ratios));
}

}  // namespace

Hall open_hall(const Entrant& entrant, const Contest& contest, const Ground& ground, SSL_CTX* tls) {
    Hall hall;
    hall.contestant = start(entrant, ground, tls);
    if (!hall.contestant) return hall;
    hall.audience = std::make_unique<Audience>(hall.contestant->manner());
    const auto before = hall.contestant->process().resident_bytes();
    hall.entry = hall.audience->connect(contest.screens, contest.connect_over_ns);
    hall.audience->settle(quiet_after_connecting_ms);
    const auto grown = static_cast<double>(hall.contestant->process().resident_bytes()) - static_cast<double>(before);
    hall.kb_per_screen = grown / 1024 / std::max(1.0, static_cast<double>(hall.entry.in));
    if (contest.officials > 0 && hall.contestant->knows_officials()) {
        for (std::size_t i = 0; i < contest.officials; ++i) hall.audience->connect(1, 0, Rank::official, hall.contestant->new_pass());
        hall.audience->settle(quiet_after_connecting_ms);
    }
    return hall;
}

std::vector<Standing> hold(const Contest& contest, const Ground& ground, SSL_CTX* tls) {
    std::vector<Standing> standings;
    std::vector<Hall> halls;
    for (const auto& entrant : contest.entrants) {
        auto& standing = standings.emplace_back(Standing{entrant, what_is_missing(entrant), {}, {}, {}, {}});
        standing.rounds.resize(contest.plans.size());
        auto& hall = halls.emplace_back();
        if (!standing.missing.empty() || contest.one_at_a_time) continue;
        hall = open_hall(entrant, contest, ground, tls);
        if (!hall.contestant) {
            standing.missing = "it did not start: " + complaint_of(entrant, ground);
            continue;
        }
        note(hall, standing);
        hall.contestant->process().freeze();
    }
    for (int round = 0; round < contest.rounds; ++round) {
        for (std::size_t i = 0; i < halls.size(); ++i) {
            // Another one begins each time: who comes after whom shall not decide.
            const auto at = (i + static_cast<std::size_t>(round)) % halls.size();
            if (!standings[at].missing.empty()) continue;
            if (contest.one_at_a_time) {
                auto hall = open_hall(contest.entrants[at], contest, ground, tls);
                if (!hall.contestant) continue;
                note(hall, standings[at]);
                take_turn(hall, contest, ground, standings[at]);
                continue;
            }
            halls[at].contestant->process().thaw();
            take_turn(halls[at], contest, ground, standings[at]);
            halls[at].contestant->process().freeze();
        }
    }
    return standings;
}

Samples all_of(const std::vector<Round>& rounds, Samples Round::* kind) {
    Samples all;
    for (const auto& round : rounds) all.insert(all.end(), (round.*kind).begin(), (round.*kind).end());
    return all;
}

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    return values[values.size() / 2];
}

double median_of(const std::vector<Round>& rounds, double Round::* figure) {
    std::vector<double> values;
    for (const auto& round : rounds) values.push_back(round.*figure);
    return median(std::move(values));
}

double ratio(const std::vector<Round>& one, const std::vector<Round>& other, double Round::* figure) {
    return ratio_of(one, other, [figure](const Round& round) { return round.*figure; });
}

double ratio(const std::vector<Round>& one, const std::vector<Round>& other, Samples Round::* kind, double share) {
    return ratio_of(one, other, [kind, share](const Round& round) { return static_cast<double>(quantile(round.*kind, share)); });
}

}  // namespace bowball::bench::feed
