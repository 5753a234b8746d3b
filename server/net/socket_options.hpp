// What every client's socket is set to.
#pragma once
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <boost/asio/ip/tcp.hpp>

#include "core/limits.hpp"

namespace bowball::net {

/// Without Nagle's delay, which a frame would wait in; and ended by the kernel when the other end acknowledges nothing for
/// `acknowledge_within`: who left without a word would else keep its place until TCP gives up, after a quarter of an hour. Later than
/// limits::write_stall, or the kernel would end a stalled client before the server can count it and say why. What cannot leave yet waits
/// here, where a newer view takes an older one's place, and not in the kernel: that would keep megabytes of old ones for a slow line.
inline void set_options_of_client(boost::asio::ip::tcp::socket& socket, Duration acknowledge_within) {
    boost::system::error_code ignored;
    socket.set_option(boost::asio::ip::tcp::no_delay{true}, ignored);
    const auto patience_ms = static_cast<unsigned>(acknowledge_within / 1ms);
    ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &patience_ms, sizeof patience_ms);
    const auto unsent_bytes = static_cast<unsigned>(limits::unsent_in_kernel_bytes);
    ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent_bytes, sizeof unsent_bytes);
}

}  // namespace bowball::net
