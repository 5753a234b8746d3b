#include "net/tally.hpp"

namespace bowball::net {

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
        case Cut::overloaded: return "overloaded";
        case Cut::other_version: return "other_version";
        case Cut::restart: return "restart";
    }
    return "unknown";
}

}  // namespace bowball::net
