// Pages of the log are put together once for all who ask for the same, and only so many are kept.
#include "net/log_pages.hpp"

#include <gtest/gtest.h>

#include "core/limits.hpp"

namespace bowball::net {
namespace log_pages_test {

class Pages : public testing::Test {
protected:
    void add(std::uint64_t count) {
        for (; count > 0; --count) {
            const auto seq = ring.size() + 1;
            ring.push_back({Seq{seq}, Seq{seq - 1}, Packet::message("{\"seq\":" + std::to_string(seq) + ",\"p\":\"" + std::string(20, 'x') + "\"}")});
        }
    }
    LogPages::Page find(Seq since, bool compressed) { return pages.find(ring, since, compressed, now).value(); }

    TokenBucket::Instant now{std::chrono::hours{1}};
    const std::string epoch = "E";
    std::deque<Broadcast::Entry> ring;
    LogPages pages{epoch};
};

TEST_F(Pages, AreSharedWithWhoeverAsksForTheSameEntries) {
    add(3'000);
    const auto one = find(Seq{0}, true);
    EXPECT_TRUE(one.is_full);
    EXPECT_EQ(find(Seq{0}, true).json, one.json) << "one string, not two alike";
    EXPECT_EQ(find(Seq{0}, true).gzip, one.gzip);
    EXPECT_NE(find(Seq{1}, true).etag, one.etag);
    EXPECT_EQ(find(Seq{2'990}, false).gzip, nullptr);
    EXPECT_FALSE(find(Seq{2'990}, false).is_full);
    const auto tail = find(Seq{2'990}, false);
    add(1);
    EXPECT_NE(find(Seq{2'990}, false).etag, tail.etag);
}

TEST_F(Pages, SoManyAreKeptAndThoseThatAreAskedForStay) {
    add(3'000);
    const auto first = find(Seq{0}, false).json;
    for (std::uint64_t n = 1; n < 3 * limits::log_pages; ++n) {
        std::ignore = find(Seq{n}, false);
        EXPECT_EQ(find(Seq{0}, false).json, first) << "in the middle of a walk through the others";
    }
    const std::weak_ptr<const std::string> old = find(Seq{1}, false).json;
    for (std::uint64_t n = 100; n < 100 + limits::log_pages; ++n) std::ignore = find(Seq{n}, false);
    EXPECT_TRUE(old.expired());
}

// Somebody with many connections that read nothing, each with another page.
TEST_F(Pages, SoManyAreOnTheirWayAndNoMore) {
    add(3'000);
    std::vector<LogPages::Page> held;
    for (std::uint64_t n = 0; n < limits::log_pages_alive; ++n) held.push_back(find(Seq{n}, false));
    EXPECT_FALSE(pages.find(ring, Seq{2'000}, false, now)) << "another one";
    EXPECT_TRUE(pages.find(ring, Seq{limits::log_pages_alive - 1}, false, now)) << "one that is there";
    EXPECT_TRUE(pages.find(ring, Seq{3'000}, false, now)) << "nothing new is no page";
    held.clear();
    EXPECT_TRUE(pages.find(ring, Seq{2'000}, false, now));
}

TEST_F(Pages, SoManyAreCompressedInASecondAndTheOthersGoAsTheyAre) {
    add(3'000);
    for (std::uint64_t n = 0; n < limits::log_pages_packed; ++n) EXPECT_NE(find(Seq{n}, true).gzip, nullptr);
    EXPECT_EQ(find(Seq{2'000}, true).gzip, nullptr);
    EXPECT_NE(find(Seq{limits::log_pages_packed - 1}, true).gzip, nullptr) << "that was done before";
    now += std::chrono::seconds{1};
    EXPECT_NE(find(Seq{2'000}, true).gzip, nullptr);
}

TEST_F(Pages, NothingIsAnEmptyPage) {
    const auto nothing = find(Seq{7}, true);
    EXPECT_EQ(*nothing.json, "[]");
    EXPECT_TRUE(nothing.is_empty);
    EXPECT_EQ(nothing.gzip, nullptr);
}

}  // namespace log_pages_test
}  // namespace bowball::net
