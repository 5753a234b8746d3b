// What every client's socket is set to.
#pragma once
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <boost/asio/ip/tcp.hpp>

#include "core/limits.hpp"

namespace bowball::net {

/// Without Nagle's delay, which a frame would wait in; and ended by the kernel when the other end acknowledges nothing for
/// limits::acknowledge_within: who left without a word would else keep its place until TCP gives up, after a quarter of an hour. Later than
/// limits::write_stall, or the kernel would end a stalled client before the server can count it and say why.
inline void set_options_of_client(boost::asio::ip::tcp::socket& socket) {
    boost::system::error_code ignored;
    socket.set_option(boost::asio::ip::tcp::no_delay{true}, ignored);
    const auto patience_ms = static_cast<unsigned>(limits::acknowledge_within / 1ms);
    ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &patience_ms, sizeof patience_ms);
}

}  // namespace bowball::net
