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

std::unique_ptr<Places::Place> Places::take(const boost::asio::ip::address& address, const boost::asio::any_io_executor& home) { return take(counted_as(address), home); }

std::unique_ptr<Places::Place> Places::take_by_token(const std::string& token, const boost::asio::any_io_executor& home) { return take("token " + token, home); }

std::unique_ptr<Places::Place> Places::take(std::string whose, const boost::asio::any_io_executor& home) {
    const auto found = by_one_.find(whose);
    const auto here = whose.empty() || found == by_one_.end() ? 0 : found->second;
    if (taken_ >= bounds_.most + bounds_.kept_for_officials || here >= bounds_.most_of_one + bounds_.kept_for_officials) return nullptr;
    ++taken_;
    ++by_one_[whose];
    return std::make_unique<Place>(*this, std::move(whose), home);
}

Places::Place::~Place() {
    boost::asio::dispatch(home_, [&places = places_, whose = std::move(whose_)] { places.leave(whose); });
}

void Places::leave(const std::string& whose) {
    --taken_;
    const auto found = by_one_.find(whose);
    if (--found->second == 0) by_one_.erase(found);
}

bool Places::is_crowded(const std::string& whose) const {
    return taken_ > bounds_.most || (!whose.empty() && by_one_.at(whose) > bounds_.most_of_one);
}

}  // namespace bowball::net
