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
    if (following_.size() == 1) listen();
}

void LooseWorker::listen() {
    ear_.async_read_some(boost::asio::buffer(&byte_, 1), [this, alive = std::weak_ptr{alive_}](const boost::system::error_code& failed, std::size_t) {
        if (failed || alive.expired()) return;
        const auto follow = std::move(following_.front());
        following_.pop_front();
        if (!following_.empty()) listen();
        follow();
    });
}

}  // namespace bowball::io
