// Files of a watched folder as a link. Inside io only; others call make_link().
#pragma once
#include "io/link.hpp"

namespace bowball::io {

[[nodiscard]] std::unique_ptr<Link> make_folder_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener);

}  // namespace bowball::io
