// What waits for the hub: the newest of each view, and when it is said again.
#include "relay/shelf.hpp"

#include <gmock/gmock.h>

#include "core/time.hpp"

namespace bowball::relay {
namespace shelf_test {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class OnTheShelf : public testing::Test {
protected:
    void put(const std::string& topic, const std::string& bytes) { shelf.put({topic, std::make_shared<const std::string>(bytes)}); }
    /// Takes, and says what was taken as "topic=bytes".
    std::vector<std::string> take(std::size_t again = 100) {
        taken = shelf.take(again);
        std::vector<std::string> said;
        for (const auto& frame : taken) said.push_back(frame.topic + "=" + *frame.bytes);
        return said;
    }
    void sent(std::chrono::seconds at) { shelf.note_sent(taken, Shelf::Instant{at}); }

    Shelf shelf;
    std::vector<Shelf::Frame> taken;
};

TEST_F(OnTheShelf, TheNewestOfAViewIsAllThatWaits) {
    for (int i = 0; i < 1000; ++i) put("board", std::to_string(i));
    put("meet", "m");
    EXPECT_EQ(shelf.size(), 2U);
    EXPECT_THAT(take(), UnorderedElementsAre("board=999", "meet=m"));
    EXPECT_THAT(take(), IsEmpty());
}

TEST_F(OnTheShelf, WhatDidNotLeaveIsDueUnlessSomethingNewerIs) {
    put("board", "1");
    put("meet", "m");
    take();
    put("board", "2");
    shelf.give_back(taken);
    EXPECT_THAT(take(), UnorderedElementsAre("board=2", "meet=m"));
}

TEST_F(OnTheShelf, AFrameIsSaidThreeTimesInAll) {
    put("board", "1");
    take();
    sent(0s);
    shelf.look(Shelf::Instant{1s});
    EXPECT_THAT(take(), IsEmpty());
    shelf.look(Shelf::Instant{2s});
    EXPECT_THAT(take(), ElementsAre("board=1"));
    sent(2s);
    shelf.look(Shelf::Instant{11s});
    EXPECT_THAT(take(), IsEmpty());
    shelf.look(Shelf::Instant{12s});
    EXPECT_THAT(take(), ElementsAre("board=1"));
    sent(12s);
    shelf.look(Shelf::Instant{1000s});
    EXPECT_THAT(take(), IsEmpty());
}

TEST_F(OnTheShelf, NewFramesAreNotHeldUpByOldOnes) {
    for (int i = 0; i < 10; ++i) put("old" + std::to_string(i), "o");
    take();
    sent(0s);
    shelf.say_all_again();
    put("board", "new");
    const auto first = take(3);
    ASSERT_EQ(first.size(), 4U);
    EXPECT_EQ(first.front(), "board=new");
    EXPECT_EQ(take().size(), 7U);
}

}  // namespace shelf_test
}  // namespace bowball::relay
