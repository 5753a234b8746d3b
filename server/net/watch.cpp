#include "net/watch.hpp"

#include <boost/asio/io_context.hpp>

#include "net/feed_client.hpp"

namespace bowball::net {
namespace {

/// All have had their turn after so many steps, which is a second. Each is short: what is new has its turn between two.
constexpr std::size_t steps = 10;
constexpr auto step = std::chrono::milliseconds{100};

}  // namespace

Watch::Watch(boost::asio::io_context& context) : timer_(context) {}

void Watch::add(std::weak_ptr<FeedClient> client) {
    clients_.push_back(std::move(client));
    if (!is_waiting_) wait();
}

void Watch::end() {
    timer_.cancel();
    clients_.clear();
    next_ = 0;
}

void Watch::wait() {
    is_waiting_ = true;
    timer_.expires_after(step);
    timer_.async_wait([this](const boost::system::error_code& cancelled) {
        is_waiting_ = false;
        if (cancelled || clients_.empty()) return;
        wait();
        look();
    });
}

void Watch::look() {
    const auto now = std::chrono::steady_clock::now();
    for (auto left = (clients_.size() + steps - 1) / steps; left > 0 && !clients_.empty(); --left) {
        if (next_ >= clients_.size()) next_ = 0;
        // On first: whatever becomes of this one, the next turn is another's.
        const auto at = next_++;
        const auto client = clients_[at].lock();
        if (client && !client->is_finished()) client->check(now);
        if (client && !client->is_finished()) continue;
        clients_[at] = std::move(clients_.back());
        clients_.pop_back();
        next_ = at;
    }
}

}  // namespace bowball::net
