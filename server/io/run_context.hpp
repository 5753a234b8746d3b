// A thread of the server that carries out what is posted to a context. What nobody expected, a system without memory say, ends the one thing
// that met it; an exception that leaves a thread would end the server.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <exception>
#include <new>
#include <thread>

namespace bowball::io {

/// Until the context has nothing more to do. `met` is told of each exception; what it throws itself, for want of memory say, is let go.
template <class Met>
void run_context(boost::asio::io_context& context, Met met) {
    for (;;) {
        try {
            context.run();
            return;
        } catch (const std::exception& problem) {
            try {
                met(problem);
            } catch (const std::exception&) {
            }
        }
    }
}

/// What a thread that may wait has to say to another one, also where the system gives no memory at the moment: up to a second, then it is lost.
template <class Then>
void post_patiently(boost::asio::io_context& context, const Then& then) {
    constexpr auto pause = std::chrono::milliseconds{10};
    for (int left = 100; left > 0; --left) {
        try {
            return boost::asio::post(context, then);
        } catch (const std::bad_alloc&) {
            std::this_thread::sleep_for(pause);
        }
    }
}

}  // namespace bowball::io
