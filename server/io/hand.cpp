#include "io/hand.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>

namespace bowball::io {

Hand::Hand() {
    auto ends = make_socket_pair();
    ear_ = std::move(ends.ear);
    thread_ = LooseThread::begin(std::move(ends.mouth));
}

Hand::~Hand() { thread_->leave(); }

Hand::Ticket Hand::give(std::function<void()> work) {
    thread_->give(std::move(work));
    return ++given_;
}

bool Hand::is_done(Ticket ticket, std::chrono::milliseconds wait) {
    using std::chrono::steady_clock;
    const auto until = steady_clock::now() + wait;
    while (done_ < ticket) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - steady_clock::now());
        if (!listen(std::max(left, std::chrono::milliseconds{0})) && left.count() <= 0) return false;
    }
    return true;
}

/// A signal may end it early. False: nothing was heard.
bool Hand::listen(std::chrono::milliseconds wait) {
    pollfd ear{ear_.get(), POLLIN, 0};
    if (::poll(&ear, 1, static_cast<int>(wait.count())) <= 0) return false;
    char bytes[64];
    const auto heard = ::recv(ear_.get(), bytes, sizeof bytes, MSG_DONTWAIT);
    if (heard > 0) done_ += static_cast<Ticket>(heard);
    return heard > 0;
}

}  // namespace bowball::io
