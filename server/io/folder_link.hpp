// A folder into which another program writes files. Inside io only; others call make_link().
#pragma once
#include "io/link.hpp"

namespace bowball::io {

[[nodiscard]] std::unique_ptr<Link> make_folder_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener);

/// True if the name fits the pattern; '*' stands for any characters, case does not matter.
[[nodiscard]] bool fits(std::string_view name, std::string_view pattern);

}  // namespace bowball::io
