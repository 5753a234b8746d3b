// Lines of a GPIO chip: edges as the kernel stamped them, and outputs. Inside io only; others call make_link().
#pragma once
#include "io/link.hpp"

namespace bowball::io {

/// on_bytes brings records of kernel::GpioEdge, write() takes records of kernel::GpioLevel.
[[nodiscard]] std::unique_ptr<Link> make_gpio_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener);

}  // namespace bowball::io
