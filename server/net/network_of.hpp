// Whom to count together: an IPv4 address, or the 64 bits of IPv6 that one household has all to itself. IPv4 that came as IPv6 is IPv4. Pure.
#pragma once
#include <boost/asio/ip/address.hpp>
#include <string>

namespace bowball::net {

/// "192.0.2.7", "2001:db8:0:1::/64"; a text that is no address stands for itself.
[[nodiscard]] std::string network_of(const boost::asio::ip::address& address);
[[nodiscard]] std::string network_of(const std::string& address);
/// This very computer: behind it may stand a proxy with everybody in it.
[[nodiscard]] bool is_loopback(const boost::asio::ip::address& address);
[[nodiscard]] bool is_loopback(const std::string& address);

}  // namespace bowball::net
