// Whether a password is an account's, and a new one in its place. Takes a tenth of a second and 64 MiB: on the thread for that, never on a loop.
#pragma once
#include "net/accounts.hpp"

namespace bowball::net {

/// What everybody hears whose name or password is wrong: not which.
[[nodiscard]] Error wrong_credentials();

/// The account, if the password is its own. An unknown name takes as long to refuse. Fails with wrong_credentials(), or with errc::io_failed and
/// a sentence that names no file: who signs in is a stranger yet.
[[nodiscard]] Result<Account> check_account(const AccountStore& accounts, const std::string& name, const std::string& password);

struct PasswordChange {
    Actor actor;
    bool by_code = false;   ///< signed in by a code, perhaps without an account
    std::string old_password;
    std::string password;
};
/// Nobody who was removed or disabled brings himself back. Fails with errc::not_allowed where the old password is wrong.
[[nodiscard]] Result<void> change_password(const AccountStore& accounts, const PasswordChange& change);

}  // namespace bowball::net
