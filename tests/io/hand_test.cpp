#include "io/hand.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <future>
#include <thread>

namespace bowball::io {
namespace hand_test {

using std::chrono::milliseconds;

TEST(Hand, DoesOneAfterAnotherOnAThreadOfItsOwn) {
    Hand hand;
    const auto order = std::make_shared<std::vector<int>>();
    const auto where = std::make_shared<std::thread::id>();
    Hand::Ticket last = 0;
    for (int i = 0; i < 200; ++i) last = hand.give([=] { order->push_back(i), *where = std::this_thread::get_id(); });
    ASSERT_TRUE(hand.is_done(last, milliseconds{60'000}));
    EXPECT_NE(*where, std::this_thread::get_id());
    ASSERT_EQ(order->size(), 200u);
    EXPECT_TRUE(std::ranges::is_sorted(*order));
    EXPECT_TRUE(hand.is_done(1)) << "what was before it is done, too";
}

TEST(Hand, WhatThrowsIsDoneAndTheNextIsDone) {
    Hand hand;
    const auto reached = std::make_shared<bool>(false);
    std::ignore = hand.give([] { throw std::bad_alloc{}; });
    ASSERT_TRUE(hand.is_done(hand.give([reached] { *reached = true; }), milliseconds{60'000}));
    EXPECT_TRUE(*reached);
}

TEST(Hand, NobodyWaitsForWhatHangsLongerThanHeSays) {
    int hose[2];
    ASSERT_EQ(::pipe(hose), 0);
    const auto has_ended = std::make_shared<std::promise<void>>();
    const auto was_begun = std::make_shared<bool>(false);
    {
        Hand hand;
        const auto hangs = hand.give([has_ended, hose] {
            char byte = 0;
            std::ignore = ::read(hose[0], &byte, 1);
            has_ended->set_value();
        });
        EXPECT_FALSE(hand.is_done(hangs));
        EXPECT_FALSE(hand.is_done(hangs, milliseconds{20}));
        EXPECT_FALSE(hand.is_done(hand.give([was_begun] { *was_begun = true; }), milliseconds{20}));
    }   // would hang here for ever
    std::ignore = ::write(hose[1], "x", 1);
    has_ended->get_future().wait();
    EXPECT_FALSE(*was_begun) << "what waits when its owner goes is not begun";
    ::close(hose[0]);
    ::close(hose[1]);
}

}  // namespace hand_test
}  // namespace bowball::io
