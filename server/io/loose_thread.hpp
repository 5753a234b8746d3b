// The thread behind work that may hang for ever. Nobody joins it: one that hangs when its owner leaves ends with its call, or with the process.
// It shares nothing with its owner but a socket pair, over which a byte says that a piece of work is done. Inside io only.
#pragma once
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>

#include "io/descriptor.hpp"

namespace bowball::io {

/// Two ends of one line: what is said into one comes out at the other.
struct SocketPair {
    Descriptor ear;
    Descriptor mouth;
};
/// Fails with std::system_error.
[[nodiscard]] SocketPair make_socket_pair();

class LooseThread {
public:
    /// Sends a byte into `mouth` for each piece of work that is done. Fails with std::system_error where no thread can be had.
    [[nodiscard]] static std::shared_ptr<LooseThread> begin(Descriptor mouth);

    /// One after another. What `work` throws is let go: whoever asked sees that what was to be done is not there.
    void give(std::function<void()> work);
    /// The owner goes: what waits is not begun.
    void leave();

private:
    explicit LooseThread(Descriptor mouth) : mouth_(std::move(mouth)) {}

    boost::asio::io_context jobs_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> open_{jobs_.get_executor()};
    Descriptor mouth_;
};

}  // namespace bowball::io
