// The threads of this folder. Inside the relay only.
#pragma once
#include <spdlog/logger.h>

#include "io/run_context.hpp"

namespace bowball::relay {

inline void run_context(boost::asio::io_context& context, spdlog::logger& log) {
    io::run_context(context, [&log](const std::exception& problem) { log.error("relay: it met what it did not expect, and goes on: {}", problem.what()); });
}

}  // namespace bowball::relay
