#include "net/places.hpp"

#include <boost/asio/dispatch.hpp>

#include "net/network_of.hpp"

namespace bowball::net {
namespace {

/// Whom to count together: an IPv4 address, or the 64 bits of IPv6 that one household has all to itself. Empty for this
/// very computer, for behind it may stand a proxy with everybody in it.
std::string counted_as(const boost::asio::ip::address& address) {
    using namespace boost::asio::ip;
    const auto plain = plain_address(address);
    if (plain == address_v4::loopback() || plain == address_v6::loopback()) return {};
    if (plain.is_v4()) return plain.to_string();
    auto bytes = plain.to_v6().to_bytes();
    return {bytes.begin(), bytes.begin() + 8};
}

}  // namespace

std::unique_ptr<Places::Place> Places::take(const boost::asio::ip::address& address, const boost::asio::any_io_executor& home) {
    auto key = counted_as(address);
    const auto found = by_address_.find(key);
    const auto here = key.empty() || found == by_address_.end() ? 0 : found->second;
    if (taken_ >= bounds_.most + bounds_.kept_for_officials || here >= bounds_.most_per_address + bounds_.kept_for_officials) return nullptr;
    ++taken_;
    ++by_address_[key];
    return std::make_unique<Place>(*this, std::move(key), home);
}

Places::Place::~Place() {
    boost::asio::dispatch(home_, [&places = places_, address = std::move(address_)] { places.leave(address); });
}

void Places::leave(const std::string& address) {
    --taken_;
    const auto found = by_address_.find(address);
    if (--found->second == 0) by_address_.erase(found);
}

bool Places::is_crowded(const std::string& address) const {
    return taken_ > bounds_.most || (!address.empty() && by_address_.at(address) > bounds_.most_per_address);
}

}  // namespace bowball::net
