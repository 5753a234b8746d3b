#include "core/role.hpp"

namespace bowball {

std::string_view to_string(Role role) {
    switch (role) {
        case Role::viewer: return "viewer";
        case Role::starter: return "starter";
        case Role::timekeeper: return "timekeeper";
        case Role::judge: return "judge";
        case Role::referee: return "referee";
        case Role::admin: return "admin";
    }
    return "unknown";
}

Result<Role> parse_role(std::string_view text) {
    for (const auto role : all_roles) {
        if (text == to_string(role)) return role;
    }
    return Error{errc::bad_input, "\"" + std::string{text} +
                                      "\" is no role. Use viewer, starter, timekeeper, judge, referee or admin."};
}

}  // namespace bowball
