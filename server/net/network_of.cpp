#include "net/network_of.hpp"

#include <algorithm>

namespace bowball::net {

using namespace boost::asio::ip;

address plain_address(const address& one) {
    if (one.is_v6() && one.to_v6().is_v4_mapped()) return make_address_v4(v4_mapped, one.to_v6());
    return one;
}

std::string network_of(const std::string& text) {
    boost::system::error_code failed;
    const auto parsed = plain_address(make_address(text, failed));
    if (failed) return text;
    if (parsed.is_v4()) return parsed.to_string();
    auto bytes = parsed.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return address_v6{bytes}.to_string() + "/64";
}

bool is_loopback(const std::string& text) {
    boost::system::error_code failed;
    const auto parsed = plain_address(make_address(text, failed));
    return !failed && (parsed == address_v4::loopback() || parsed == address_v6::loopback());
}

}  // namespace bowball::net
