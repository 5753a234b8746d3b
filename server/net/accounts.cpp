#include "net/accounts.hpp"

#include <sodium.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "formats/archive.hpp"
#include "formats/node.hpp"
#include "formats/parse_json.hpp"
#include "io/private_file.hpp"

namespace bowball::formats {

struct AccountList {
    std::vector<net::Account> accounts;
};
template <class A>
void fields(A& a, net::Account& account) {
    a("name", account.name);
    a("role", account.role);
    a("hash", account.hash);
    a("disabled", account.disabled);
}
template <class A>
void fields(A& a, AccountList& list) {
    a("accounts", list.accounts);
}

}  // namespace bowball::formats

namespace bowball::net {
namespace {

Error no_memory() { return {errc::io_failed, "There is not enough memory to check a password. Try again."}; }

}  // namespace

Result<std::vector<Account>> AccountStore::all() const {
    std::ifstream file{file_, std::ios::binary};
    if (!file) return std::vector<Account>{};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const auto document = formats::parse_json(text, 1024 * 1024);
    if (!document) return Error{errc::corrupt, file_ + ": " + document.error().text};
    const formats::ReadRules rules{formats::nanoseconds, true, true, 1000, 1000};
    auto list = formats::read_struct<formats::AccountList>(formats::JsonNode{document->root, ""}, rules);
    if (!list) return Error{errc::corrupt, file_ + ": " + list.error().text};
    return std::move(list->accounts);
}

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

std::string AccountStore::stamp() const {
    return io::file_stamp(file_);
}

Result<void> AccountStore::write(const std::vector<Account>& accounts) const {
    formats::JsonWriter out;
    const formats::AccountList list{accounts};
    formats::WriteArchive{out, formats::nanoseconds}.put(list);
    return io::write_private_file(file_, out.text());
}

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

Result<void> check_password(const std::string& password) {
    if (password.size() < 8) return Error{errc::bad_input, "A password has at least eight characters."};
    if (password.size() > limits::name_bytes) return Error{errc::too_large, "The password is too long."};
    return {};
}

}  // namespace bowball::net
