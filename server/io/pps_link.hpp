// Pulses of a pulse-per-second source. Inside io only; others call make_link().
#pragma once
#include "io/link.hpp"

namespace bowball::io {

/// on_bytes brings records of kernel::PpsPulse.
[[nodiscard]] std::unique_ptr<Link> make_pps_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener);

}  // namespace bowball::io
