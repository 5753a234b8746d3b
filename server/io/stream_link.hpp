// What serial lines and TCP connections share: one read and one write in flight on a stream. Inside io only.
#pragma once
#include <termios.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <deque>
#include <memory>

#include "core/limits.hpp"
#include "io/link.hpp"

namespace bowball::io {

/// Pumps a stream until it fails. Lives as long as an operation on it is in flight; stop() cuts it off its listener.
template <class Stream>
class Pump : public std::enable_shared_from_this<Pump<Stream>> {
public:
    Pump(Stream stream, const Clock& clock, LinkListener& listener, std::string name)
        : stream_(std::move(stream)), clock_(clock), listener_(&listener), name_(std::move(name)) {}

    void start() {
        listener_->on_open(clock_.now());
        if (listener_ != nullptr) read();
    }

    void write(std::string bytes) {
        if (queued_ + bytes.size() > limits::device_file_bytes) return;  // a device that does not read: its own fault
        queued_ += bytes.size();
        outgoing_.push_back(std::move(bytes));
        if (outgoing_.size() == 1) send();
    }

    void stop() {
        listener_ = nullptr;
        hang_up();
    }

private:
    void read() {
        stream_.async_read_some(boost::asio::buffer(buffer_), [self = this->shared_from_this()](const boost::system::error_code& failed, std::size_t count) {
            const auto at = self->clock_.now();
            if (self->listener_ == nullptr) return;
            if (count > 0) self->listener_->on_bytes(std::as_bytes(std::span{self->buffer_.data(), count}), at);
            if (self->listener_ == nullptr) return;
            if (failed) return self->fail(failed);
            self->read();
        });
    }

    void send() {
        boost::asio::async_write(stream_, boost::asio::buffer(outgoing_.front()), [self = this->shared_from_this()](const boost::system::error_code& failed, std::size_t) {
            if (self->listener_ == nullptr) return;
            if (failed) return self->fail(failed);
            self->queued_ -= self->outgoing_.front().size();
            self->outgoing_.pop_front();
            if (!self->outgoing_.empty()) self->send();
        });
    }

    void fail(const boost::system::error_code& failed) {
        auto* listener = std::exchange(listener_, nullptr);
        hang_up();
        listener->on_closed(name_ + ": the connection ended (" + failed.message() + "). Check cable and power; it is opened again by itself.");
    }

    void hang_up() {
        // A serial line would otherwise wait for up to 30 s until a device has taken what is still to be sent.
        if (stream_.is_open()) ::tcflush(stream_.native_handle(), TCIOFLUSH);
        boost::system::error_code ignored;
        stream_.close(ignored);
    }

    Stream stream_;
    Clock clock_;
    LinkListener* listener_;
    std::string name_;
    std::array<char, 4096> buffer_{};
    std::deque<std::string> outgoing_;
    std::size_t queued_ = 0;
};

}  // namespace bowball::io
