// Nobody is told the same time as all the others, and the more there are the longer it takes.
#include "net/returns.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/limits.hpp"

namespace bowball::net {
namespace returns_test {

using Instant = Returns::Instant;

TEST(Returns, AreSpreadOverAsLongAsTheCrowdTakes) {
    const Returns returns{2'000};
    const Instant now{1h};
    EXPECT_EQ(returns.spread_ms(10, now), 5'000);
    EXPECT_EQ(returns.spread_ms(20'000, now), 10'000);
    EXPECT_EQ(returns.spread_ms(10'000'000, now), 59'500) << "a minute at most";
    std::set<std::int64_t> times;
    for (int i = 0; i < 1'000; ++i) times.insert(returns.wait_ms(20'000, now));
    EXPECT_GE(*times.begin(), 500);
    EXPECT_LE(*times.rbegin(), 10'500);
    EXPECT_GT(times.size(), 800u);
    // No second has much more than its share.
    for (std::int64_t second = 0; second < 10; ++second)
        EXPECT_LT(std::ranges::count_if(times, [&](std::int64_t ms) { return (ms - 500) / 1000 == second; }), 200) << second;
}

TEST(Returns, ThoseWhoWereTurnedAwayLatelyCountWithThem) {
    Returns returns{100};
    Instant now{1h};
    for (int i = 0; i < 2'000; ++i) returns.note_turned_away(now);
    EXPECT_EQ(returns.spread_ms(0, now), 20'000);
    EXPECT_EQ(returns.spread_ms(1'000, now), 30'000);
    now += 11s;
    returns.note_turned_away(now);
    EXPECT_EQ(returns.spread_ms(0, now), 20'000) << "they are still on their way";
    now += 11s;
    returns.note_turned_away(now);
    now += 11s;
    EXPECT_EQ(returns.spread_ms(0, now), 5'000);
    EXPECT_EQ(returns.spread_ms(0, now + 1h), 5'000);
}

TEST(Returns, SecondsAreWholeAndAtLeastOne) {
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(random_seconds(0s), 1u);
        EXPECT_EQ(random_seconds(-5s), 1u);
        EXPECT_LE(random_seconds(2500ms), 3u);
    }
}

}  // namespace returns_test
}  // namespace bowball::net
