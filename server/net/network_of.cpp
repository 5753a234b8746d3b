#include "net/network_of.hpp"

#include <algorithm>

namespace bowball::net {

using namespace boost::asio::ip;

namespace {

address plain(const address& one) { return one.is_v6() && one.to_v6().is_v4_mapped() ? address{make_address_v4(v4_mapped, one.to_v6())} : one; }

}  // namespace

std::string network_of(const address& one) {
    const auto own = plain(one);
    if (own.is_v4()) return own.to_string();
    auto bytes = own.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return address_v6{bytes}.to_string() + "/64";
}

std::string network_of(const std::string& text) {
    boost::system::error_code failed;
    const auto parsed = make_address(text, failed);
    return failed ? text : network_of(parsed);
}

bool is_loopback(const address& one) {
    const auto own = plain(one);
    return own == address_v4::loopback() || own == address_v6::loopback();
}

bool is_loopback(const std::string& text) {
    boost::system::error_code failed;
    const auto parsed = make_address(text, failed);
    return !failed && is_loopback(parsed);
}

}  // namespace bowball::net
