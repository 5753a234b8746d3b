// A thread for work that may hang for ever: a file on a share whose server is gone. Whoever ends does not wait for it.
//
// The thread shares nothing with the loop but a socket pair, over which it says that a piece of work is done, and what the work
// itself carries. What is to follow stays with the loop, in order, so that nothing of the loop's is touched or destroyed on the
// thread. A thread that hangs when its owner ends is left to itself, and ends with its call, or with the process.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <deque>
#include <functional>
#include <memory>

namespace bowball::io {

class LooseWorker {
public:
    explicit LooseWorker(boost::asio::io_context& context);
    /// Nothing follows any more.
    ~LooseWorker();
    LooseWorker(const LooseWorker&) = delete;
    LooseWorker& operator=(const LooseWorker&) = delete;

    /// Does `work` on the thread, one after another, then calls `follow` on the loop. `work` owns, by shared pointers and copies, all
    /// that it touches; nothing of it may belong to the loop.
    void ask(std::function<void()> work, std::function<void()> follow);

private:
    struct Thread;
    void listen();

    std::shared_ptr<Thread> thread_;
    boost::asio::local::stream_protocol::socket ear_;   ///< a byte for each piece of work that is done
    char byte_ = 0;
    std::deque<std::function<void()>> following_;       ///< of the work that is not done yet
    std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace bowball::io
