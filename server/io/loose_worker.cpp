#include "io/loose_worker.hpp"

#include <boost/asio/buffer.hpp>

namespace bowball::io {

LooseWorker::LooseWorker(boost::asio::io_context& context) : ear_(context) {
    auto ends = make_socket_pair();
    ear_.assign(boost::asio::local::stream_protocol{}, ends.ear.release());
    thread_ = LooseThread::begin(std::move(ends.mouth));
}

LooseWorker::~LooseWorker() { thread_->leave(); }

void LooseWorker::ask(std::function<void()> work, std::function<void()> follow) {
    following_.push_back(std::move(follow));
    try {
        thread_->give(std::move(work));
    } catch (const std::exception&) {
        following_.pop_back();   // no byte will come for it
        throw;
    }
    listen();
}

/// Where this throws, for want of memory, the next piece of work has it listen again.
void LooseWorker::listen() {
    if (is_listening_ || following_.empty()) return;
    ear_.async_read_some(boost::asio::buffer(&byte_, 1), [this, alive = std::weak_ptr{alive_}](const boost::system::error_code& failed, std::size_t) {
        if (failed || alive.expired()) return;
        is_listening_ = false;
        const auto follow = std::move(following_.front());
        following_.pop_front();
        listen();   // takes the memory that it had before
        follow();
    });
    is_listening_ = true;
}

}  // namespace bowball::io
