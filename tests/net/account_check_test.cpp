// What a stranger learns from how much work his try at a name makes: nothing.
#include "net/account_check.hpp"

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <sodium.h>
#include <unistd.h>

#include <filesystem>
#include <string_view>
#include <vector>

namespace {

/// Of this thread: the hashes that passwords were compared with.
thread_local std::vector<std::string>* compared = nullptr;

}  // namespace

extern "C" int crypto_pwhash_str_verify(const char* hash, const char* const password, unsigned long long length) {
    if (compared != nullptr) compared->push_back(hash);
    using Real = int (*)(const char*, const char*, unsigned long long);
    return reinterpret_cast<Real>(::dlsym(RTLD_NEXT, "crypto_pwhash_str_verify"))(hash, password, length);
}

namespace bowball::net {
namespace {

/// "$argon2id$v=19$m=65536,t=2,p=1": how much work it is.
std::string work_of(const std::string& hash) {
    auto end = std::size_t{0};
    for (int i = 0; i < 3 && end != std::string::npos; ++i) end = hash.find('$', end + 1);
    return hash.substr(0, end);
}

TEST(CheckAccount, AnUnknownNameCostsAsMuchAsAWrongPassword) {
    const auto file = (std::filesystem::temp_directory_path() / ("bowball-check-" + std::to_string(::getpid()) + ".json")).string();
    const AccountStore accounts{file};
    const auto hash = hash_password("correct horse battery").value();
    ASSERT_TRUE(accounts.put({"Anna", Role::judge, hash, false}).has_value());
    ASSERT_TRUE(accounts.put({"Gone", Role::judge, hash, true}).has_value());
    ASSERT_TRUE(accounts.put({"ByCode", Role::judge, "", false}).has_value());
    for (const auto* name : {"Anna", "Nobody", "Gone", "ByCode", ""}) {
        std::vector<std::string> hashes;
        compared = &hashes;
        const auto checked = check_account(accounts, name, "a wrong password");
        compared = nullptr;
        ASSERT_FALSE(checked.has_value()) << name;
        EXPECT_EQ(checked.error(), wrong_credentials()) << name;
        ASSERT_EQ(hashes.size(), 1u) << name << ": argon2id, as often as for everybody";
        EXPECT_EQ(work_of(hashes[0]), work_of(hash)) << name;
    }
    EXPECT_TRUE(work_of(hash).starts_with("$argon2id$")) << hash;
    std::filesystem::remove(file);
}

}  // namespace
}  // namespace bowball::net
