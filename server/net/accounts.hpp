// Who may sign in: names, roles and argon2id hashes in one small file, shared with `bowball user`.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/role.hpp"

namespace bowball::net {

struct Account {
    std::string name;
    Role role = Role::viewer;
    std::string hash;       ///< argon2id, as libsodium writes it; empty: only by a one-time code
    bool disabled = false;
};

class AccountStore {
public:
    /// `file`: accounts.json of the data folder; made with the first account, mode 0600.
    explicit AccountStore(std::string file) : file_(std::move(file)) {}

    /// Reads the file anew. An absent file is an empty list. Fails with errc::corrupt or errc::io_failed.
    [[nodiscard]] Result<std::vector<Account>> all() const;
    [[nodiscard]] Result<std::optional<Account>> find(const std::string& name) const;
    /// Adds or replaces. Written beside and renamed: the file is always whole.
    [[nodiscard]] Result<void> put(const Account& account) const;
    /// Fails with errc::not_found.
    [[nodiscard]] Result<void> remove(const std::string& name) const;

    /// Differs whenever the file does; empty without one.
    [[nodiscard]] std::string stamp() const;

private:
    [[nodiscard]] Result<void> write(const std::vector<Account>& accounts) const;
    std::string file_;
};

/// argon2id, 64 MiB, about 75 ms: never on a loop. Fails with errc::io_failed without memory.
[[nodiscard]] Result<std::string> hash_password(const std::string& password);
/// Fails with errc::io_failed without memory, which is no wrong password.
[[nodiscard]] Result<bool> verify_password(const std::string& hash, const std::string& password);
/// At least eight characters, at most 200 bytes, and none that a guesser begins with: not one of the common ones, nor the account's name or a word
/// of the field with figures around it. Fails with a sentence.
[[nodiscard]] Result<void> check_password(const std::string& password, const std::string& name);

}  // namespace bowball::net
