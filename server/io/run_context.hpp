// A thread of the server that carries out what is posted to a context. What nobody expected, a system without memory say, ends the one thing
// that met it; an exception that leaves a thread would end the server.
#pragma once
#include <boost/asio/io_context.hpp>
#include <exception>

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

}  // namespace bowball::io
