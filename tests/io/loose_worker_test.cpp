#include <gtest/gtest.h>
#include <unistd.h>

#include <future>
#include <thread>

#include "io/loose_worker.hpp"

namespace bowball::io {
namespace loose_worker_test {

TEST(LooseWorker, WhatFollowsComesInOrderOnTheLoop) {
    boost::asio::io_context loop;
    LooseWorker worker{loop};
    std::vector<int> order;
    const auto here = std::this_thread::get_id();
    for (int i = 0; i < 5; ++i) {
        const auto where = std::make_shared<std::thread::id>();
        worker.ask([where] { *where = std::this_thread::get_id(); }, [&, i, where] {
            order.push_back(i);
            EXPECT_NE(*where, here);
            EXPECT_EQ(std::this_thread::get_id(), here);
        });
    }
    loop.run_for(std::chrono::seconds{60});
    EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
}

TEST(LooseWorker, ItsEndWaitsForNothingThatHangs) {
    int hose[2];
    ASSERT_EQ(::pipe(hose), 0);
    auto has_begun = std::make_shared<std::promise<void>>();
    auto has_ended = std::make_shared<std::promise<void>>();
    boost::asio::io_context loop;
    auto worker = std::make_unique<LooseWorker>(loop);
    worker->ask([has_begun, has_ended, hose] {
        has_begun->set_value();
        char byte = 0;
        std::ignore = ::read(hose[0], &byte, 1);  // as a share whose server is gone
        has_ended->set_value();
    }, [] { ADD_FAILURE() << "nothing follows after the end"; });
    worker->ask([] { ADD_FAILURE() << "what waited is not begun"; }, [] {});
    has_begun->get_future().wait();
    worker.reset();  // would hang here for ever
    std::ignore = ::write(hose[1], "x", 1);
    has_ended->get_future().wait();
    loop.run();
    ::close(hose[0]);
    ::close(hose[1]);
}

}  // namespace loose_worker_test
}  // namespace bowball::io
