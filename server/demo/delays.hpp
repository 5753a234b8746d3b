// Things that happen later, on the regatta's one thread: in its own time, which may run faster, or by a person's watch.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>

#include "io/clock.hpp"

namespace bowball::demo {

class Delays {
public:
    Delays(boost::asio::io_context& context, const io::Clock& clock) : context_(context), clock_(clock) {}

    /// After so much of the regatta's time.
    void after(Duration span, std::function<void()> action) { wait(clock_.real(span), std::move(action)); }
    /// After so much of the time of those who watch, however fast the regatta goes.
    void after_real(Duration span, std::function<void()> action) { wait(span, std::move(action)); }

private:
    void wait(std::chrono::nanoseconds real, std::function<void()> action) {
        auto timer = std::make_shared<boost::asio::steady_timer>(context_, real);
        timer->async_wait([timer, action = std::move(action)](const boost::system::error_code& cancelled) {
            if (!cancelled) action();
        });
    }

    boost::asio::io_context& context_;
    const io::Clock& clock_;
};

}  // namespace bowball::demo
