#include "net/throttle.hpp"

#include <gtest/gtest.h>

namespace bowball::net {
namespace throttle_test {

constexpr HostTime start{1000s};

TEST(Throttle, FiveTriesAreFreeThenEachWaitsTwiceAsLong) {
    Throttle throttle{10};
    for (int i = 0; i < 5; ++i) throttle.note_wrong("a", start);
    EXPECT_FALSE(throttle.is_blocked("a", start));
    throttle.note_wrong("a", start);
    EXPECT_TRUE(throttle.is_blocked("a", start + 1s));
    EXPECT_FALSE(throttle.is_blocked("a", start + 2s));
    for (int i = 0; i < 30; ++i) throttle.note_wrong("a", start);
    EXPECT_TRUE(throttle.is_blocked("a", start + 59s));
    EXPECT_FALSE(throttle.is_blocked("a", start + 60s));
    EXPECT_FALSE(throttle.is_blocked("b", start));
    throttle.note_right("a");
    EXPECT_FALSE(throttle.is_blocked("a", start));
}

// Ten thousand others once wiped every block, and the entry in hand with them: a use after free.
TEST(Throttle, IsBoundedAndOthersDoNotLiftABlock) {
    Throttle throttle{100};
    for (int i = 0; i < 20; ++i) throttle.note_wrong("guesser", start);
    for (int i = 0; i < 1000; ++i) throttle.note_wrong(std::to_string(i), start);
    EXPECT_EQ(throttle.size(), 100u);
    EXPECT_TRUE(throttle.is_blocked("guesser", start + 30s));
    throttle.note_wrong("late", start + 3h);
    EXPECT_EQ(throttle.size(), 1u) << "what is old is forgotten first";
}

}  // namespace throttle_test
}  // namespace bowball::net
