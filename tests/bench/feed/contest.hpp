// Several servers side by side: the same messages, the same count, the same client, in turns.
#pragma once
#include "bench/feed/round.hpp"

namespace bowball::bench::feed {

struct Contest {
    std::vector<Entrant> entrants;
    std::size_t screens = 0;
    std::size_t officials = 0;           ///< beside them, where the server knows any
    std::vector<Plan> plans;             ///< of one turn
    int rounds = 0;                      ///< turns of each
    std::int64_t connect_over_ns = 0;
    /// One is there only while its turn lasts, and all connect anew: where descriptors do not suffice for all at once.
    bool one_at_a_time = false;
};

struct Standing {
    Entrant entrant;
    std::string missing;                 ///< why there are no figures; empty: there are
    std::string ended;                   ///< what it complained about when it ended in mid-contest; empty: it did not
    std::vector<Audience::Entry> entries;
    std::vector<double> kb_per_screen;   ///< resident, idle
    std::vector<std::vector<Round>> rounds;   ///< of each plan
};
[[nodiscard]] std::vector<Standing> hold(const Contest& contest, const Ground& ground, SSL_CTX* tls);

/// A server with its screens, connected and quiet.
struct Hall {
    std::unique_ptr<Contestant> contestant;
    std::unique_ptr<Audience> audience;
    Audience::Entry entry;
    double kb_per_screen = 0;
};
[[nodiscard]] Hall open_hall(const Entrant& entrant, const Contest& contest, const Ground& ground, SSL_CTX* tls);

/// All samples of a kind.
[[nodiscard]] Samples all_of(const std::vector<Round>& rounds, Samples Round::* kind);
[[nodiscard]] double median_of(const std::vector<Round>& rounds, double Round::* figure);
[[nodiscard]] double median(std::vector<double> values);
/// Median of what each turn of one gave by what the same turn of the other gave: only pairs mean anything on a shared machine.
[[nodiscard]] double ratio(const std::vector<Round>& one, const std::vector<Round>& other, double Round::* figure);
[[nodiscard]] double ratio(const std::vector<Round>& one, const std::vector<Round>& other, Samples Round::* kind, double share = 0.5);

}  // namespace bowball::bench::feed
