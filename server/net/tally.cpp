#include "net/tally.hpp"

namespace bowball::net {

Tally& Tally::operator+=(const Tally& other) {
    for (const auto& [code, count] : other.refused) refused[code] += count;
    for (const auto& [why, count] : other.cuts) cuts[why] += count;
    for (const auto& [status, count] : other.answers) answers[status] += count;
    for (const auto counter : {&Tally::connections, &Tally::turned_away, &Tally::websockets, &Tally::deflating, &Tally::event_streams, &Tally::deliveries, &Tally::conflated,
                               &Tally::sent_bytes, &Tally::long_polls, &Tally::tls_failed})
        this->*counter += other.*counter;
    return *this;
}

std::string_view to_string(Cut cut) {
    switch (cut) {
        case Cut::silent: return "silent";
        case Cut::flooding: return "flooding";
        case Cut::broke_protocol: return "broke_protocol";
        case Cut::stalled: return "stalled";
        case Cut::unread_answers: return "unread_answers";
        case Cut::behind_the_log: return "behind_the_log";
        case Cut::replaced: return "replaced";
        case Cut::session_ended: return "session_ended";
        case Cut::ticket_refused: return "ticket_refused";
        case Cut::overloaded: return "overloaded";
        case Cut::other_version: return "other_version";
        case Cut::restart: return "restart";
        case Cut::lost: return "lost";
        case Cut::slow_request: return "slow_request";
    }
    return "unknown";
}

}  // namespace bowball::net
