// The clients of one net thread that are looked at about once a second: who takes nothing, does not leave after the goodbye, or never
// said what it wants. One timer for all: with one each, ten thousand screens wake the thread ten thousand times a second. All of it on that thread.
#pragma once
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <vector>

namespace bowball::net {

class FeedClient;

class Watch {
public:
    explicit Watch(boost::asio::io_context& context);
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    /// Until it has gone. It is held by what it waits for, and not here.
    void add(std::weak_ptr<FeedClient> client);
    /// Lets all go.
    void end();

private:
    void wait();
    void look();

    std::vector<std::weak_ptr<FeedClient>> clients_;
    std::size_t next_ = 0;   ///< whose turn it is
    bool is_waiting_ = false;
    boost::asio::steady_timer timer_;
};

}  // namespace bowball::net
