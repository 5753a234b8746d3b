// A thread of this folder must not end the server: what it met is said, and it goes on. Inside the relay only.
#pragma once
#include <boost/asio/io_context.hpp>
#include <exception>
#include <spdlog/logger.h>

namespace bowball::relay {

inline void run_context(boost::asio::io_context& context, spdlog::logger& log) {
    for (;;) {
        try {
            context.run();
            return;
        } catch (const std::exception& problem) {
            log.error("relay: it met what it did not expect, and goes on: {}", problem.what());
        }
    }
}

}  // namespace bowball::relay
