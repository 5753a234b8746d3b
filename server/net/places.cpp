#include "net/places.hpp"

#include <boost/asio/dispatch.hpp>

#include "io/memory_reserve.hpp"
#include "net/network_of.hpp"

namespace bowball::net {
namespace {

/// Empty for this very computer: it is not counted.
std::string counted_as(const boost::asio::ip::address& address) { return is_loopback(address) ? std::string{} : network_of(address); }

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
    return io::is_memory_short() || taken_ > bounds_.most || (!whose.empty() && by_one_.at(whose) > bounds_.most_of_one);
}

}  // namespace bowball::net
