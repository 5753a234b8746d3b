// Readings of a PTP hardware clock. Inside io only; others call make_link().
#pragma once
#include "io/link.hpp"

namespace bowball::io {

/// on_bytes brings records of kernel::PtpReading, one a second.
[[nodiscard]] std::unique_ptr<Link> make_ptp_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener);

}  // namespace bowball::io
