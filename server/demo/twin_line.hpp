// The device's end of a pseudo-terminal: what a simulated box writes here, the server reads as from a serial line.
#pragma once
#include <array>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <functional>
#include <memory>
#include <string>

#include "core/result.hpp"

namespace bowball::demo {

class TwinLine {
public:
    /// Makes the pseudo-terminal. Fails with errc::io_failed.
    [[nodiscard]] static Result<std::unique_ptr<TwinLine>> make(boost::asio::io_context& context);

    /// What the server opens: "/dev/pts/5".
    [[nodiscard]] const std::string& path() const { return path_; }
    /// Calls back with every line that the server sends, without its line feed.
    void listen(std::function<void(std::string_view)> on_line);
    void write(std::string_view bytes);
    void close();

private:
    TwinLine(boost::asio::io_context& context, int device_end, int server_end, std::string path);
    void read();

    boost::asio::posix::stream_descriptor device_end_;
    boost::asio::posix::stream_descriptor server_end_;   ///< held open, so that the line lives while the server reopens it
    std::string path_;
    std::string line_;
    std::array<char, 1024> buffer_{};
    std::function<void(std::string_view)> on_line_;
};

}  // namespace bowball::demo
