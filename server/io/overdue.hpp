// Says that something takes too long, on a thread of its own, while whoever does it can say nothing: a disk may hang.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <thread>

namespace bowball::io {

class Overdue {
public:
    /// Calls `what` once after so long, unless this has ended before. It must not throw.
    Overdue(std::chrono::milliseconds after, std::function<void()> what);
    ~Overdue();
    Overdue(const Overdue&) = delete;
    Overdue& operator=(const Overdue&) = delete;

private:
    std::function<void()> what_;
    boost::asio::io_context context_{1};
    boost::asio::steady_timer timer_{context_};
    std::thread thread_;
};

}  // namespace bowball::io
