// UDP: each datagram in one call, with the kernel's stamp of its arrival, and answers to where it came from.
#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/post.hpp>
#include <cstring>

#include "io/network_link.hpp"
#include "io/packet_stamps.hpp"

namespace bowball::io {
namespace {

using boost::asio::ip::udp;

/// Read in one go before other devices get their turn.
constexpr int most_at_once = 64;

/// The kernel's stamp of a message, wall clock; absent where it made none.
std::optional<Duration> stamp_of(msghdr& message) {
    for (auto* part = CMSG_FIRSTHDR(&message); part != nullptr; part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SO_TIMESTAMPNS_NEW) continue;
        std::int64_t time[2];  // seconds and nanoseconds, 64 bits each on every machine (struct __kernel_timespec)
        std::memcpy(time, CMSG_DATA(part), sizeof time);
        return std::chrono::seconds{time[0]} + Duration{time[1]};
    }
    return std::nullopt;
}

class UdpLink final : public Link {
public:
    UdpLink(LinkSpec spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener)
        : spec_(std::move(spec)), context_(context), clock_(clock), listener_(listener), socket_(context), stamps_(Clock::both()) {}
    ~UdpLink() override { close(); }

    void open() override {
        is_taking_ = false;
        boost::system::error_code failed;
        const auto address = boost::asio::ip::make_address(spec_.host, failed);
        const udp::endpoint here{address, spec_.port};
        if (!failed) socket_.open(here.protocol(), failed);
        if (!failed) socket_.bind(here, failed);
        if (!failed) socket_.non_blocking(true, failed);
        if (!failed) ask_for_stamps();
        boost::asio::post(context_, [this, failed, alive = std::weak_ptr{alive_}] {
            if (alive.expired()) return;
            if (failed) return fail("cannot be bound: " + failed.message() + ". Write the address of this computer in numbers, and look for another program on the port.");
            listener_.on_open(clock_.now());
            receive();
        });
    }

    /// While a datagram is being taken, to its sender, who is the peer from then on. Else to the peer: a stranger who only
    /// sends something, and gets no answer, does not become it. Before anyone was answered, to who was heard last.
    void write(std::string bytes) override {
        boost::system::error_code ignored;
        if (is_taking_) answered_ = sender_;
        const auto& peer = answered_ ? answered_ : sender_;
        if (peer) socket_.send_to(boost::asio::buffer(bytes), *peer, 0, ignored);
    }

    void close() override {
        alive_ = std::make_shared<int>();
        boost::system::error_code ignored;
        socket_.close(ignored);
    }

private:
    /// In vain on a kernel before 5.1: then the time after the read has to do.
    void ask_for_stamps() {
        stamps_ = PacketStamps{Clock::both()};
        const int on = 1;
        ::setsockopt(socket_.native_handle(), SOL_SOCKET, SO_TIMESTAMPNS_NEW, &on, sizeof on);
    }

    void receive() {
        socket_.async_wait(udp::socket::wait_read, [this, alive = std::weak_ptr{alive_}](const boost::system::error_code& failed) {
            if (alive.expired()) return;
            auto error = failed;
            for (int i = 0; i < most_at_once && !error; ++i) {
                error = receive_one();
                if (alive.expired()) return;
            }
            if (error && error != boost::asio::error::would_block) return fail("can no longer be received: " + error.message() + ". It is tried again by itself.");
            receive();
        });
    }

    boost::system::error_code receive_one() {
        udp::endpoint sender;
        iovec piece{buffer_.data(), buffer_.size()};
        alignas(cmsghdr) std::array<char, 256> control{};
        msghdr message{};
        message.msg_name = sender.data();
        message.msg_namelen = static_cast<socklen_t>(sender.capacity());
        message.msg_iov = &piece;
        message.msg_iovlen = 1;
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        const auto count = ::recvmsg(socket_.native_handle(), &message, 0);
        const auto problem = errno;
        // Refused is only what the peer said to something that was sent to it.
        if (count < 0) return problem == ECONNREFUSED || problem == EINTR ? boost::system::error_code{} : boost::system::error_code{problem, boost::system::system_category()};
        const auto at = clock_.speed() == 1 ? stamps_.arrival(stamp_of(message), Clock::both()) : clock_.now();
        sender.resize(message.msg_namelen);
        sender_ = sender;
        is_taking_ = true;
        const auto alive = std::weak_ptr{alive_};
        if (count > 0) listener_.on_datagram(std::as_bytes(std::span{buffer_.data(), static_cast<std::size_t>(count)}), at);
        if (!alive.expired()) is_taking_ = false;
        return {};
    }

    void fail(const std::string& why) {
        boost::system::error_code ignored;
        socket_.close(ignored);
        sender_.reset();
        answered_.reset();
        listener_.on_closed(spec_.text + " " + why);
    }

    LinkSpec spec_;
    boost::asio::io_context& context_;
    Clock clock_;
    LinkListener& listener_;
    udp::socket socket_;
    PacketStamps stamps_;
    std::optional<udp::endpoint> sender_;     ///< of the newest datagram
    std::optional<udp::endpoint> answered_;   ///< the sender of the newest one that was answered
    bool is_taking_ = false;
    std::array<char, 65536> buffer_{};
    std::shared_ptr<int> alive_ = std::make_shared<int>();
};

}  // namespace

std::unique_ptr<Link> make_udp_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener) {
    return std::make_unique<UdpLink>(spec, context, clock, listener);
}

}  // namespace bowball::io
