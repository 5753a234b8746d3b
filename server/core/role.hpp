// Who may do what is decided by role. A person may hold several accounts, an account holds one role.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace bowball {

enum class Role : std::uint8_t { viewer, starter, timekeeper, judge, referee, admin };

inline constexpr std::array all_roles{Role::viewer, Role::starter, Role::timekeeper, Role::judge, Role::referee, Role::admin};

[[nodiscard]] std::string_view to_string(Role role);
[[nodiscard]] Result<Role> parse_role(std::string_view text);

/// Who gave an order, as every decision records it.
struct Actor {
    std::string name;
    Role role = Role::viewer;
    friend bool operator==(const Actor&, const Actor&) = default;
};

}  // namespace bowball
