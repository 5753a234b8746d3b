#include "net/host_names.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

namespace bowball::net {
namespace {

bool is_in_figures(const std::string& name) {
    boost::system::error_code failed;
    const auto has_brackets = name.starts_with('[') && name.ends_with(']');
    std::ignore = boost::asio::ip::make_address(has_brackets ? name.substr(1, name.size() - 2) : name, failed);
    return !failed;
}

}  // namespace

std::string name_in(std::string_view host) {
    const auto end_of_brackets = host.starts_with('[') ? host.find(']') : std::string_view::npos;
    const auto colon = host.find(':', end_of_brackets == std::string_view::npos ? 0 : end_of_brackets);
    std::string name{host.substr(0, colon)};
    if (name.ends_with('.')) name.pop_back();
    std::ranges::transform(name, name.begin(), [](char one) { return one >= 'A' && one <= 'Z' ? static_cast<char>(one - 'A' + 'a') : one; });
    return name;
}

HostNames::HostNames(std::vector<std::string> names, bool is_checked) : names_(std::move(names)), is_checked_(is_checked) {
    names_.emplace_back("localhost");
    std::ranges::transform(names_, names_.begin(), [](const std::string& one) { return name_in(one); });
}

bool HostNames::knows(std::string_view host) const {
    if (!is_checked_ || host.empty()) return true;
    const auto name = name_in(host);
    return is_in_figures(name) || std::ranges::find(names_, name) != names_.end();
}

}  // namespace bowball::net
