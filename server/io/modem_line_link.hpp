// Modem lines of a serial port as inputs. Inside io only; others call make_link().
#pragma once
#include "io/link.hpp"

namespace bowball::io {

/// on_bytes brings records of kernel::ModemEdge.
[[nodiscard]] std::unique_ptr<Link> make_modem_line_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener);

}  // namespace bowball::io
