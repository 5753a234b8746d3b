// A thread for work that may hang for ever: a file on a share whose server is gone. Whoever ends does not wait for it.
//
// What is to follow stays with the loop, in order, so that nothing of the loop's is touched or destroyed on the thread (see LooseThread).
// Who has no loop that runs, or may not go on before the work is done, takes a Hand.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <deque>
#include <functional>
#include <memory>

#include "io/loose_thread.hpp"

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
    void listen();

    std::shared_ptr<LooseThread> thread_;
    boost::asio::local::stream_protocol::socket ear_;   ///< a byte for each piece of work that is done
    char byte_ = 0;
    bool is_listening_ = false;
    std::deque<std::function<void()>> following_;       ///< of the work that is not done yet
    std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace bowball::io
