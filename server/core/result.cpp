#include "core/result.hpp"

namespace bowball {

std::string_view to_string(errc code) {
    switch (code) {
        case errc::bad_input: return "bad_input";
        case errc::unknown_race: return "unknown_race";
        case errc::unknown_lane: return "unknown_lane";
        case errc::unknown_crew: return "unknown_crew";
        case errc::unknown_event: return "unknown_event";
        case errc::unknown_impulse: return "unknown_impulse";
        case errc::wrong_state: return "wrong_state";
        case errc::needs_reason: return "needs_reason";
        case errc::needs_consent: return "needs_consent";
        case errc::needs_photo: return "needs_photo";
        case errc::already_exists: return "already_exists";
        case errc::not_allowed: return "not_allowed";
        case errc::not_signed_in: return "not_signed_in";
        case errc::clock_unsynced: return "clock_unsynced";
        case errc::not_found: return "not_found";
        case errc::too_large: return "too_large";
        case errc::too_many: return "too_many";
        case errc::io_failed: return "io_failed";
        case errc::corrupt: return "corrupt";
    }
    return "unknown";
}

}  // namespace bowball
