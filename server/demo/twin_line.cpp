#include "demo/twin_line.hpp"

#include <fcntl.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

#include <boost/asio/buffer.hpp>

namespace bowball::demo {

Result<std::unique_ptr<TwinLine>> TwinLine::make(boost::asio::io_context& context) {
    auto device_end = -1;
    auto server_end = -1;
    char path[128] = {};
    if (::openpty(&device_end, &server_end, path, nullptr, nullptr) != 0)
        return Error{errc::io_failed, "No pseudo-terminal can be made. The simulated devices need /dev/ptmx."};
    termios raw{};
    ::tcgetattr(server_end, &raw);
    ::cfmakeraw(&raw);
    ::tcsetattr(server_end, TCSANOW, &raw);
    ::fcntl(device_end, F_SETFD, FD_CLOEXEC);
    ::fcntl(server_end, F_SETFD, FD_CLOEXEC);
    return std::unique_ptr<TwinLine>{new TwinLine{context, device_end, server_end, path}};
}

TwinLine::TwinLine(boost::asio::io_context& context, int device_end, int server_end, std::string path)
    : device_end_(context, device_end), server_end_(context, server_end), path_(std::move(path)) {
    device_end_.non_blocking(true);
}

void TwinLine::listen(std::function<void(std::string_view)> on_line) {
    on_line_ = std::move(on_line);
    read();
}

void TwinLine::read() {
    device_end_.async_read_some(boost::asio::buffer(buffer_), [this](const boost::system::error_code& failed, std::size_t count) {
        if (failed) return;
        for (std::size_t i = 0; i < count; ++i) {
            if (buffer_[i] != '\n') {
                line_ += buffer_[i];
                continue;
            }
            on_line_(line_);
            line_.clear();
        }
        read();
    });
}

void TwinLine::write(std::string_view bytes) {
    boost::system::error_code full;
    device_end_.write_some(boost::asio::buffer(bytes), full);  // nobody reads: a wire does not wait either
}

void TwinLine::close() {
    boost::system::error_code ignored;
    device_end_.close(ignored);
    server_end_.close(ignored);
}

}  // namespace bowball::demo
