#include "io/overdue.hpp"

#include "io/run_context.hpp"

namespace bowball::io {

Overdue::Overdue(std::chrono::milliseconds after, std::function<void()> what) : what_(std::move(what)) {
    timer_.expires_after(after);
    timer_.async_wait([this](const boost::system::error_code& failed) {
        if (!failed) what_();
    });
    thread_ = std::thread{[this] { run_context(context_, [](const std::exception&) {}); }};
}

Overdue::~Overdue() {
    context_.stop();
    thread_.join();
}

}  // namespace bowball::io
