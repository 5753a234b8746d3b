// What a net thread counts: who came, why who was sent away, what went out. Its own thread only.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace bowball::net {

/// Why the server ended a client's connection, or, lost, the kernel did: nobody at the other end acknowledged any more.
enum class Cut : std::uint8_t { silent, flooding, broke_protocol, stalled, unread_answers, behind_the_log, replaced, session_ended, ticket_refused, overloaded, other_version, restart, lost, slow_request };
[[nodiscard]] std::string_view to_string(Cut cut);

struct Tally {
    std::map<errc, std::uint64_t> refused;      ///< messages and requests that were not understood or done
    std::map<Cut, std::uint64_t> cuts;
    std::map<unsigned, std::uint64_t> answers;  ///< of HTTP, by status
    std::uint64_t connections = 0;              ///< accepted
    std::uint64_t turned_away = 0;              ///< without a place, before anything was read
    std::uint64_t websockets = 0;               ///< opened
    std::uint64_t deflating = 0;                ///< of these, with compressed messages
    std::uint64_t event_streams = 0;
    std::uint64_t deliveries = 0;               ///< views handed to clients
    std::uint64_t conflated = 0;                ///< of these, replaced by a newer one before they left
    std::uint64_t sent_bytes = 0;               ///< to clients of the feed
    std::uint64_t long_polls = 0;
    std::uint64_t tls_failed = 0;               ///< handshakes

    Tally& operator+=(const Tally& other);
    void refuse(errc code) { ++refused[code]; }
    [[nodiscard]] std::uint64_t all_refused() const {
        auto all = turned_away;
        for (const auto& [code, count] : refused) all += count;
        return all;
    }
};

}  // namespace bowball::net
