#include "net/accounts.hpp"

#include <sodium.h>

#include <algorithm>
#include <cerrno>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "net/guessable.hpp"
#include "net/private_list.hpp"

namespace bowball::formats {

template <class A>
void fields(A& a, net::Account& account) {
    a("name", account.name);
    a("role", account.role);
    a("hash", account.hash);
    a("disabled", account.disabled);
}

}  // namespace bowball::formats

namespace bowball::net {
namespace {

PrivateList<Account> list_in(const std::string& file) { return {file, "accounts"}; }

Error no_memory() { return {errc::io_failed, "There is not enough memory to check a password. Try again."}; }

}  // namespace

Result<std::vector<Account>> AccountStore::all() const { return list_in(file_).all(); }

Result<std::optional<Account>> AccountStore::find(const std::string& name) const {
    const auto accounts = all();
    if (!accounts) return accounts.error();
    const auto found = std::ranges::find(*accounts, name, &Account::name);
    return found == accounts->end() ? std::optional<Account>{} : std::optional{*found};
}

Result<void> AccountStore::put(const Account& account) const {
    if (trim(account.name).empty() || account.name.size() > limits::name_bytes || !is_utf8(account.name)) return Error{errc::bad_input, "An account needs a name."};
    auto accounts = all();
    if (!accounts) return accounts.error();
    const auto found = std::ranges::find(*accounts, account.name, &Account::name);
    if (found == accounts->end()) accounts->push_back(account);
    else *found = account;
    return write(*accounts);
}

Result<void> AccountStore::remove(const std::string& name) const {
    auto accounts = all();
    if (!accounts) return accounts.error();
    if (std::erase_if(*accounts, [&](const Account& account) { return account.name == name; }) == 0)
        return Error{errc::not_found, "There is no account \"" + name + "\"."};
    return write(*accounts);
}

std::string AccountStore::stamp() const { return list_in(file_).stamp(); }

Result<void> AccountStore::write(const std::vector<Account>& accounts) const { return list_in(file_).write(accounts); }

Result<std::string> hash_password(const std::string& password) {
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        return no_memory();
    hash.resize(hash.find('\0'));
    return hash;
}

Result<bool> verify_password(const std::string& hash, const std::string& password) {
    if (hash.empty()) return false;
    errno = 0;
    if (crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0) return true;
    // libsodium says EINVAL for a password that does not fit, and nothing or ENOMEM where it could not try.
    if (errno != EINVAL) return no_memory();
    return false;
}

Result<void> check_password(const std::string& password, const std::string& name) {
    if (characters_of(password) < 8) return Error{errc::bad_input, "A password has at least eight characters."};
    if (password.size() > limits::name_bytes) return Error{errc::too_large, "The password is too long."};
    if (is_easily_guessed(password, name)) return Error{errc::bad_input, "This password is one of the first that a guesser tries. Take another: three or four words that do not belong together are good."};
    return {};
}

}  // namespace bowball::net
