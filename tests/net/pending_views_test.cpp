// What waits for one client: the newest of each topic, in the order in which they began to wait, however many they are.
#include "net/pending_views.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace bowball::net {
namespace pending_views_test {

Shared view(const std::string& topic, const std::string& text = "{}") { return Packet::for_all(text, {{}, topic, 0}); }
std::string topic_of(int number) { return "race/" + std::to_string(number) + "/board"; }

TEST(PendingViews, TheNewestOfATopicTakesThePlaceOfTheOlder) {
    PendingViews views;
    EXPECT_EQ(views.take(), nullptr);
    EXPECT_FALSE(views.put(view("meet", "1")));
    EXPECT_FALSE(views.put(view("health", "1")));
    EXPECT_TRUE(views.put(view("meet", "2")));
    EXPECT_EQ(views.size(), 2u);
    EXPECT_EQ(views.take()->json(), "2") << "and its turn stays where it was";
    EXPECT_FALSE(views.put(view("meet", "3"))) << "which is no longer waiting";
    EXPECT_EQ(views.take()->topic(), "health");
    EXPECT_EQ(views.take()->json(), "3");
    EXPECT_EQ(views.take(), nullptr);
}

// Against a plain list of pairs, which is slow and certain.
TEST(PendingViews, OfManyTopicsToo) {
    std::mt19937 random{7};
    PendingViews views;
    std::vector<std::pair<std::string, std::string>> expected;
    for (int step = 0; step < 50'000; ++step) {
        // Now more come, now more leave.
        const auto comes = random() % 100 < (step / 5'000 % 2 == 0 ? 80 : 20);
        if (comes) {
            const auto topic = topic_of(static_cast<int>(random() % 400));
            const auto text = std::to_string(step);
            const auto waiting = std::ranges::find(expected, topic, &std::pair<std::string, std::string>::first);
            ASSERT_EQ(views.put(view(topic, text)), waiting != expected.end()) << step;
            if (waiting != expected.end()) waiting->second = text;
            else expected.emplace_back(topic, text);
        } else if (const auto next = views.take(); expected.empty()) {
            ASSERT_EQ(next, nullptr);
        } else {
            ASSERT_EQ(next->topic(), expected.front().first) << step;
            ASSERT_EQ(next->json(), expected.front().second);
            expected.erase(expected.begin());
        }
        ASSERT_EQ(views.size(), expected.size());
    }
    views.clear();
    EXPECT_EQ(views.size(), 0u);
    EXPECT_FALSE(views.put(view("meet")));
}

}  // namespace pending_views_test
}  // namespace bowball::net
