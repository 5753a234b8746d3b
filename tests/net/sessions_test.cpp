// How long who has signed in stays so.
#include "net/sessions.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace bowball::net {
namespace sessions_test {

TEST(Sessions, OneEndsAfterSixteenHoursWhateverIsDoneInIt) {
    Sessions sessions;
    const HostTime opened{5000s};
    const auto token = sessions.open({{"Anna", Role::judge}, "a hash", "192.0.2.7", true}, opened);
    const auto key = Sessions::key_of(token);
    const auto last = opened + 16h - 1s;
    sessions.note_used(key, last);
    sessions.note_proved(key, last);
    ASSERT_TRUE(sessions.find(token, last).has_value());
    EXPECT_EQ(sessions.find(token, last)->name, "Anna");
    EXPECT_TRUE(sessions.holds(key, last));
    EXPECT_EQ(sessions.described("", last).size(), 1u);
    const auto over = opened + 16h + 1s;
    EXPECT_FALSE(sessions.find(token, over).has_value());
    EXPECT_FALSE(sessions.holds(key, over));
    EXPECT_TRUE(sessions.described("", over).empty());
}

TEST(Sessions, EachHasATokenOfItsOwn) {
    Sessions sessions;
    std::set<std::string> tokens;
    for (int n = 0; n < 100; ++n) tokens.insert(sessions.open({{"Anna", Role::judge}, "a hash", "192.0.2.7", true}, HostTime{}));
    EXPECT_EQ(tokens.size(), 100u);
    for (const auto& token : tokens) EXPECT_GE(token.size(), 32u) << "hexadecimal or base64: 128 bits and more";
}

TEST(Sessions, OneByACodeEndsThenToo) {
    Sessions sessions;
    const auto token = sessions.open({{"Anna", Role::admin}, "", "192.0.2.7", false}, HostTime{});
    EXPECT_TRUE(sessions.find(token, HostTime{} + 16h - 1s).has_value());
    EXPECT_FALSE(sessions.find(token, HostTime{} + 16h + 1s).has_value());
}

}  // namespace sessions_test
}  // namespace bowball::net
