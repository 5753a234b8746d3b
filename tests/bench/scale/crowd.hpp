// A crowd at a row of edges, as a simulation of discrete events: who comes, knocks, is let in or sent away, watches, and what becomes of all when an edge dies. Pure: the same
// seed gives the same crowd. Who is let in is decided by the server's own token bucket and spread of returns; everything else here is a model of what was measured.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace bowball::bench::scale {

/// So many viewers come, evenly over a time.
struct Wave {
    std::size_t viewers = 0;
    double from_s = 0;
    double over_s = 0;
};

/// How somebody comes back who was sent away or cut off.
enum class Manner : std::uint8_t {
    page,       ///< the pages of this project: 0.5 to 30 s, twice as long each time, full jitter. A browser tells no WebSocket what Retry-After says
    told,       ///< a program that does what Retry-After says where it is said, and else as a page
    impatient,  ///< the page of somebody else: after a second, each time
};

struct Terms {
    std::vector<Wave> waves;
    std::size_t edges = 0;
    std::size_t places = 0;             ///< of one edge
    std::size_t newcomers = 0;          ///< that an edge lets in a second, twice as many at once; 0: everybody
    double newcomer_us = 0;             ///< processor time of an edge for each who is let in
    double refusal_us = 0;              ///< for each who is not
    double delivery_us = 0;             ///< for each frame and viewer
    double frames_a_second = 0;
    double patience_s = 5;              ///< who is not in by then knocks anew; the work for him is done all the same
    Manner manner = Manner::page;
    std::size_t dying = 0;              ///< edges that die at once
    double die_at_s = 0;
    double noticed_after_s = 0;         ///< so long people are still sent to them
    double until_s = 0;                 ///< end of the simulation
    std::uint64_t seed = 1;
};

/// Where everybody is, at the end of a second.
struct Second {
    std::size_t away = 0;               ///< not come yet
    std::size_t waiting = 0;            ///< to knock again: a page shows the snapshot meanwhile
    std::size_t asking = 0;             ///< at the door of an edge
    std::size_t watching = 0;
    std::size_t knocks = 0;             ///< in this second, at edges that live
    std::size_t dead_knocks = 0;        ///< at edges that do not
    std::size_t let_in = 0;
    std::size_t sent_away = 0;
    std::size_t gave_up = 0;            ///< that lost patience at the door
    double longest_queue_s = 0;         ///< of work before a door
    double load = 0;                    ///< of the busiest edge, by deliveries alone: above one, views are left out
};

struct Outcome {
    std::vector<Second> seconds;
    /// Who was let in by each edge in each second: edges one after the other.
    std::vector<std::vector<std::uint32_t>> let_in;
    std::vector<double> waits_s;        ///< of each viewer: from the first knock, or the death of his edge, until he watches; who never did has none
};

[[nodiscard]] Outcome simulate(const Terms& terms);

/// The first second from `after_s` on at whose end this share of all who have come watch; -1: never.
[[nodiscard]] double settled_s(const Outcome& outcome, double share, double after_s);

}  // namespace bowball::bench::scale
