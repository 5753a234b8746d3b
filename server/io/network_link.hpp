// TCP and UDP links. Inside io only; others call make_link().
#pragma once
#include "io/link.hpp"

namespace bowball::io {

[[nodiscard]] std::unique_ptr<Link> make_udp_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener);
[[nodiscard]] std::unique_ptr<Link> make_network_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener);

}  // namespace bowball::io
