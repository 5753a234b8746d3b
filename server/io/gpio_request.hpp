// What a gpio:// link asks the kernel for, as <linux/gpio.h> (uAPI v2) wants it. Pure. Inside io only.
#pragma once
#include <linux/gpio.h>

#include <span>
#include <string>

#include "core/kernel_record.hpp"
#include "core/result.hpp"
#include "io/link_spec.hpp"

namespace bowball::io {

static_assert(sizeof(gpio_v2_line_event) == sizeof(kernel::GpioEdge));
static_assert(offsetof(gpio_v2_line_event, id) == offsetof(kernel::GpioEdge, id) && offsetof(gpio_v2_line_event, line_seqno) == offsetof(kernel::GpioEdge, line_seqno));

/// The link's inputs with their edges, bias and clock.
[[nodiscard]] gpio_v2_line_request request_inputs(const LinkSpec& spec);
/// The link's outputs, all inactive.
[[nodiscard]] gpio_v2_line_request request_outputs(const LinkSpec& spec);
/// How the outputs of `request` shall stand, by records of kernel::GpioLevel. Fails with errc::bad_input if `bytes` are none, or
/// one of them is for a line that is no output here.
[[nodiscard]] Result<gpio_v2_line_values> levels_of(const gpio_v2_line_request& request, std::string_view bytes);

}  // namespace bowball::io
