// Pages of the log are put together once for all who ask for the same, and only so many are kept.
#include "net/log_pages.hpp"

#include <gtest/gtest.h>

#include "core/limits.hpp"

namespace bowball::net {
namespace {

class Pages : public testing::Test {
protected:
    void add(std::uint64_t count) {
        for (; count > 0; --count) {
            const auto seq = ring.size() + 1;
            ring.push_back({Seq{seq}, Seq{seq - 1}, Packet::message("{\"seq\":" + std::to_string(seq) + ",\"p\":\"" + std::string(20, 'x') + "\"}")});
        }
    }
    const std::string epoch = "E";
    std::deque<Broadcast::Entry> ring;
    LogPages pages{epoch};
};

TEST_F(Pages, AreSharedWithWhoeverAsksForTheSameEntries) {
    add(3'000);
    const auto one = pages.find(ring, Seq{0}, true);
    EXPECT_TRUE(one.is_full);
    EXPECT_EQ(pages.find(ring, Seq{0}, true).json, one.json) << "one string, not two alike";
    EXPECT_EQ(pages.find(ring, Seq{0}, true).gzip, one.gzip);
    EXPECT_NE(pages.find(ring, Seq{1}, true).etag, one.etag);
    EXPECT_EQ(pages.find(ring, Seq{2'990}, false).gzip, nullptr);
    EXPECT_FALSE(pages.find(ring, Seq{2'990}, false).is_full);
    const auto tail = pages.find(ring, Seq{2'990}, false);
    add(1);
    EXPECT_NE(pages.find(ring, Seq{2'990}, false).etag, tail.etag);
}

TEST_F(Pages, SoManyAreKeptAndThoseThatAreAskedForStay) {
    add(3'000);
    const auto first = pages.find(ring, Seq{0}, false).json;
    for (std::uint64_t n = 1; n < 3 * limits::log_pages; ++n) {
        std::ignore = pages.find(ring, Seq{n}, false);
        EXPECT_EQ(pages.find(ring, Seq{0}, false).json, first) << "in the middle of a walk through the others";
    }
    const std::weak_ptr<const std::string> old = pages.find(ring, Seq{1}, false).json;
    for (std::uint64_t n = 100; n < 100 + limits::log_pages; ++n) std::ignore = pages.find(ring, Seq{n}, false);
    EXPECT_TRUE(old.expired());
}

TEST_F(Pages, NothingIsAnEmptyPage) {
    const auto nothing = pages.find(ring, Seq{7}, true);
    EXPECT_EQ(*nothing.json, "[]");
    EXPECT_TRUE(nothing.is_empty);
    EXPECT_EQ(nothing.gzip, nullptr);
}

}  // namespace
}  // namespace bowball::net
