#include "io/loose_worker.hpp"

#include <pthread.h>
#include <sys/socket.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <system_error>
#include <thread>

#include "io/descriptor.hpp"

namespace bowball::io {

struct LooseWorker::Thread {
    explicit Thread(int end) : mouth(end) {}
    boost::asio::io_context jobs{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> open{jobs.get_executor()};
    Descriptor mouth;
};

LooseWorker::LooseWorker(boost::asio::io_context& context) : ear_(context) {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) throw std::system_error{errno, std::system_category(), "socketpair"};
    ear_.assign(boost::asio::local::stream_protocol{}, ends[0]);
    thread_ = std::make_shared<Thread>(ends[1]);
    std::thread{[thread = thread_] {
        // Not at the real-time priority of who asks: to digest a picture is less urgent than everything else.
        const sched_param usual{};
        ::pthread_setschedparam(::pthread_self(), SCHED_OTHER, &usual);
        thread->jobs.run();
    }}.detach();
}

LooseWorker::~LooseWorker() {
    thread_->open.reset();
    thread_->jobs.stop();
}

void LooseWorker::ask(std::function<void()> work, std::function<void()> follow) {
    following_.push_back(std::move(follow));
    boost::asio::post(thread_->jobs, [thread = thread_.get(), work = std::move(work)] {
        try {
            work();
        } catch (const std::exception&) {
            // No memory, say: what was to be done is not there, and whoever asked sees that. The server goes on.
        }
        const char done = 1;
        ::send(thread->mouth.get(), &done, 1, MSG_NOSIGNAL);
    });
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
