// What is counted, as Prometheus reads it (text format 0.0.4). Pure.
#pragma once
#include <map>
#include <string>

#include "net/air.hpp"
#include "net/clients.hpp"
#include "net/histogram.hpp"
#include "net/hub.hpp"
#include "net/tally.hpp"

namespace bowball::net {

struct MetricsSources {
    const Tally& tally;
    const Air& air;
    Hub::Counts counts;
    std::size_t places_taken = 0;
    std::size_t long_polls_waiting = 0;
    const std::map<std::string, std::uint64_t>& feed_polls;   ///< by name of the token
    const views::HealthView* health = nullptr;                ///< devices, journal, clocks; null before the first one
    std::int64_t now_us = 0;                                  ///< race time
    std::string version;
    std::size_t clients_blocked = 0;
    Clients::Depth depth;
    std::size_t broadcasts_under_way = 0;
    const Histogram& impulse_to_commit;
    const Histogram& impulse_to_frame;
    std::optional<std::int64_t> venue_age_us = {};            ///< of an edge
};

[[nodiscard]] std::string metrics_text(const MetricsSources& sources);

}  // namespace bowball::net
