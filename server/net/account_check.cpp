#include "net/account_check.hpp"

namespace bowball::net {
namespace {

/// A hash of nothing, so that an unknown name takes as long to refuse as a wrong password.
const Result<std::string>& decoy_hash() {
    static Result<std::string> hash = hash_password("nobody has this password");
    if (!hash) hash = hash_password("nobody has this password");
    return hash;
}

/// Its reason names a file: it stands in the log.
Error unreadable() { return {errc::io_failed, "The accounts cannot be looked at. Ask who looks after this server: its log says why."}; }

}  // namespace

Error wrong_credentials() { return {errc::not_signed_in, "Name or password is wrong."}; }

Result<Account> check_account(const AccountStore& accounts, const std::string& name, const std::string& password) {
    const auto account = accounts.find(name);
    if (!account) return unreadable();
    const auto is_usable = account->has_value() && !(*account)->disabled && !(*account)->hash.empty();
    const auto& decoy = decoy_hash();
    if (!decoy) return decoy.error();
    const auto fits = verify_password(is_usable ? (*account)->hash : *decoy, password);
    if (!fits) return fits.error();
    if (!*fits || !is_usable) return wrong_credentials();
    return **account;
}

Result<void> change_password(const AccountStore& accounts, const PasswordChange& change) {
    const auto known = accounts.find(change.actor.name);
    if (!known) return unreadable();
    Account account{change.actor.name, change.actor.role, {}, false};
    if (known->has_value()) {
        const auto checked = check_account(accounts, change.actor.name, change.old_password);
        if (!checked && checked.error() == wrong_credentials()) return Error{errc::not_allowed, "The old password is wrong."};
        if (!checked) return checked.error();
        account = *checked;
    } else if (!change.by_code) {
        return Error{errc::not_allowed, "This account was removed. Ask who keeps the accounts."};
    }
    const auto hash = hash_password(change.password);
    if (!hash) return hash.error();
    account.hash = *hash;
    if (const auto stored = accounts.put(account); !stored) return Error{stored.error().code, "The new password could not be kept. Ask who looks after this server."};
    return {};
}

}  // namespace bowball::net
