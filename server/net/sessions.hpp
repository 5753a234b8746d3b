// Who is signed in, and the one-time codes with which a first sign-in is made. Codes end with the server; sessions are kept by SessionKeeper.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/digest.hpp"
#include "core/role.hpp"
#include "core/time.hpp"
#include "net/accounts.hpp"

namespace bowball::net {

/// A session as a file keeps it. Times are nanoseconds of the steady clock of this boot.
struct KeptSession {
    std::string boot;
    std::string key;        ///< SHA-256 of the token, 64 hexadecimal digits
    std::string name;
    Role role = Role::viewer;
    bool by_code = false;
    std::string password;   ///< SHA-256 of the account's hash; empty: not seen yet
    std::string address;
    bool is_secure = false;
    std::int64_t opened_ns = 0;
    std::int64_t used_ns = 0;
    std::int64_t proved_ns = 0;
    friend bool operator==(const KeptSession&, const KeptSession&) = default;
};

class Sessions {
public:
    struct Opening {
        Actor actor;
        std::string password;   ///< hash that the account has; empty: of a code, of somebody who may have no account yet
        std::string address;    ///< where it was opened from
        bool is_secure = false;   ///< over TLS
    };
    /// A new session's token: 64 hexadecimal digits for a cookie. Only its hash is kept.
    [[nodiscard]] std::string open(Opening opening, HostTime now);
    /// Who the token belongs to, if it is known and not too old.
    [[nodiscard]] std::optional<Actor> find(const std::string& token, HostTime now) const;
    [[nodiscard]] bool is_by_code(const std::string& token) const;
    void close(const std::string& token);
    /// After a new password: it proves who gave it, and only the session that gave it stays, and takes it as its own when it sees it.
    void close_others(const std::string& name, const std::string& token, HostTime now);

    /// What a session is called where its token must not be.
    [[nodiscard]] static std::string key_of(const std::string& token);
    /// Whether the session is still there and not too old.
    [[nodiscard]] bool holds(const std::string& key, HostTime now) const;
    /// Says that an official did something, so that it is not idle.
    void note_used(const std::string& key, HostTime now);
    /// Says that he gave his password.
    void note_proved(const std::string& key, HostTime now);
    /// How long since either; nothing of a session that there is no password for, or that is not there.
    [[nodiscard]] std::optional<Duration> idle_for(const std::string& key, HostTime now) const;
    /// How long since the password; nothing likewise.
    [[nodiscard]] std::optional<Duration> proved_for(const std::string& key, HostTime now) const;

    /// A session as people see it.
    struct Described {
        std::string id;         ///< the first half of its key: good for naming it, and for nothing else
        Actor actor;
        std::string address;
        bool is_secure = false;
        Duration age{};
        Duration unused{};
    };
    /// Those that hold, of one name or of everybody (empty); newest first.
    [[nodiscard]] std::vector<Described> described(const std::string& name, HostTime now) const;
    /// Ends those with this id, of one name or of anybody (empty). Returns the key; empty: there is none.
    std::string close_by_id(const std::string& id, const std::string& name);

    /// Ends the sessions whose account is gone, disabled, of another role or has got another password; those by a code only once there
    /// is an account of the name. Returns the keys of those whose role changed.
    [[nodiscard]] std::vector<std::string> keep_to(const std::vector<Account>& accounts);

    /// All of them, for a file.
    [[nodiscard]] std::vector<KeptSession> kept() const;
    /// Those of a file that still hold; what is there already stays. Returns how many came back.
    std::size_t restore(const std::vector<KeptSession>& kept, HostTime now);
    /// Counts what began, ended, or was proved.
    [[nodiscard]] std::uint64_t changes() const { return changes_; }

    /// A code that signs `actor` in: once, or as often as wanted in a demo. 140 bits in seven groups for who cannot open the link that it is in: "7KQ2-MXV9-...".
    [[nodiscard]] std::string issue_code(Actor actor, bool reusable);
    /// Who the code signs in. It is used up unless it is reusable.
    [[nodiscard]] std::optional<Actor> redeem(const std::string& code);

private:
    struct Session {
        Actor actor;
        HostTime opened;
        bool by_code = false;
        std::string password;   ///< SHA-256 of the hash that the account had when it was seen; empty: not seen yet
        std::string address;
        bool is_secure = false;
        HostTime used;
        HostTime proved;
    };
    [[nodiscard]] const Session* locked_by_password(const std::string& key, HostTime now) const;
    struct Code {
        Actor actor;
        bool reusable = false;
    };
    std::map<std::string, Session> sessions_;   ///< by hash of the token
    std::map<std::string, Code> codes_;         ///< by hash of the code
    std::uint64_t changes_ = 0;
};

}  // namespace bowball::net
