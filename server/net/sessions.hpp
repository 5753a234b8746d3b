// Who is signed in, and the one-time codes with which a first sign-in is made. In memory: a restart signs everybody out.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "core/digest.hpp"
#include "core/role.hpp"
#include "core/time.hpp"

namespace bowball::net {

class Sessions {
public:
    /// A new session's token: 64 hexadecimal digits for a cookie. Only its hash is kept.
    [[nodiscard]] std::string open(Actor actor, HostTime now);
    /// Who the token belongs to, if it is known and not too old.
    [[nodiscard]] std::optional<Actor> find(const std::string& token, HostTime now) const;
    void close(const std::string& token);

    /// A code that signs `actor` in: once, or as often as wanted in a demo. 60 bits, easily typed: "7KQ2-MXV9-3FTD".
    [[nodiscard]] std::string issue_code(Actor actor, bool reusable);
    /// Who the code signs in. It is used up unless it is reusable.
    [[nodiscard]] std::optional<Actor> redeem(const std::string& code);

private:
    struct Session {
        Actor actor;
        HostTime opened;
    };
    struct Code {
        Actor actor;
        bool reusable = false;
    };
    std::map<std::string, Session> sessions_;   ///< by hash of the token
    std::map<std::string, Code> codes_;         ///< by hash of the code
};

}  // namespace bowball::net
