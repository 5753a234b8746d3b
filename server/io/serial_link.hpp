// A serial line, raw, or a pseudo-terminal. Inside io only; others call make_link().
#pragma once
#include "io/link.hpp"

namespace bowball::io {

[[nodiscard]] std::unique_ptr<Link> make_serial_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener);

/// Processes that hold a file open, as "name (pid 123)"; empty if none can be seen. Reads /proc.
[[nodiscard]] std::string who_holds(const std::string& path);

}  // namespace bowball::io
