// A thread that does one piece of work after another for somebody who does not want to wait for it for ever: a disk may hang. A thread that
// hangs when its owner ends is left behind, with all that its work holds.
#pragma once
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <future>
#include <memory>
#include <thread>
#include <type_traits>

namespace bowball::io {

class Hand {
public:
    Hand() : jobs_(std::make_shared<Jobs>()), thread_([jobs = jobs_] { jobs->context.run(); }) {}
    ~Hand() {
        const auto is_idle = give([] {}).wait_for(goodbye) == std::future_status::ready;
        jobs_->open.reset();
        if (is_idle) thread_.join();
        else thread_.detach();
    }
    Hand(const Hand&) = delete;
    Hand& operator=(const Hand&) = delete;

    /// Returns at once. `work` owns, by shared pointers and copies, all that it touches; what it returns or throws is in the future.
    template <class Work>
    [[nodiscard]] std::future<std::invoke_result_t<Work>> give(Work work) {
        auto task = std::make_shared<std::packaged_task<std::invoke_result_t<Work>()>>(std::move(work));
        auto result = task->get_future();
        boost::asio::post(jobs_->context, [task] { (*task)(); });
        return result;
    }

private:
    /// What a healthy disk does in it is done.
    static constexpr std::chrono::milliseconds goodbye{2000};

    struct Jobs {
        boost::asio::io_context context{1};
        boost::asio::executor_work_guard<boost::asio::io_context::executor_type> open{context.get_executor()};
    };
    std::shared_ptr<Jobs> jobs_;
    std::thread thread_;
};

}  // namespace bowball::io
