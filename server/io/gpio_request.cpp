#include "io/gpio_request.hpp"

#include <algorithm>
#include <cstring>

namespace bowball::io {
namespace {

constexpr char consumer[] = "bowball";

gpio_v2_line_request request_lines(const std::vector<std::uint32_t>& lines, std::uint64_t flags) {
    gpio_v2_line_request request{};
    std::ranges::copy(lines, request.offsets);
    request.num_lines = static_cast<std::uint32_t>(lines.size());
    std::memcpy(request.consumer, consumer, sizeof consumer);
    request.config.flags = flags;
    return request;
}

/// Lines of `request` that active_low names: their low voltage is active.
void turn_over(gpio_v2_line_request& request, const LinkSpec& spec) {
    gpio_v2_line_config_attribute attribute{};
    attribute.attr.id = GPIO_V2_LINE_ATTR_ID_FLAGS;
    attribute.attr.flags = request.config.flags | GPIO_V2_LINE_FLAG_ACTIVE_LOW;
    const auto turned = spec.lines("active_low");
    for (std::uint32_t i = 0; i < request.num_lines; ++i) {
        if (std::ranges::find(turned, request.offsets[i]) != turned.end()) attribute.mask |= std::uint64_t{1} << i;
    }
    if (attribute.mask != 0) request.config.attrs[request.config.num_attrs++] = attribute;
}

std::uint64_t input_flags(const LinkSpec& spec) {
    std::uint64_t flags = GPIO_V2_LINE_FLAG_INPUT;
    const auto edge = spec.option("edge", "both");
    if (edge != "falling") flags |= GPIO_V2_LINE_FLAG_EDGE_RISING;
    if (edge != "rising") flags |= GPIO_V2_LINE_FLAG_EDGE_FALLING;
    const auto bias = spec.option("bias", "");
    if (bias == "pull-up") flags |= GPIO_V2_LINE_FLAG_BIAS_PULL_UP;
    if (bias == "pull-down") flags |= GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN;
    if (bias == "none") flags |= GPIO_V2_LINE_FLAG_BIAS_DISABLED;
    if (spec.option("clock", "monotonic") == "hte") flags |= GPIO_V2_LINE_FLAG_EVENT_CLOCK_HTE;
    return flags;
}

}  // namespace

gpio_v2_line_request request_inputs(const LinkSpec& spec) {
    auto request = request_lines(spec.lines("in"), input_flags(spec));
    // The largest that the kernel grants: it drops the oldest events of a full buffer.
    request.event_buffer_size = static_cast<std::uint32_t>(spec.number("buffer", 1024));
    turn_over(request, spec);
    if (const auto debounce = spec.number("debounce_us", 0); debounce > 0) {
        gpio_v2_line_config_attribute attribute{};
        attribute.attr.id = GPIO_V2_LINE_ATTR_ID_DEBOUNCE;
        attribute.attr.debounce_period_us = static_cast<std::uint32_t>(debounce);
        attribute.mask = request.num_lines == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << request.num_lines) - 1;
        request.config.attrs[request.config.num_attrs++] = attribute;
    }
    return request;
}

gpio_v2_line_request request_outputs(const LinkSpec& spec) {
    auto request = request_lines(spec.lines("out"), GPIO_V2_LINE_FLAG_OUTPUT);
    turn_over(request, spec);
    return request;
}

Result<gpio_v2_line_values> levels_of(const gpio_v2_line_request& request, std::string_view bytes) {
    gpio_v2_line_values values{};
    const auto count = bytes.size() / sizeof(kernel::GpioLevel);
    if (count == 0 || bytes.size() % sizeof(kernel::GpioLevel) != 0) return Error{errc::bad_input, "these bytes are no levels of GPIO lines."};
    for (std::size_t i = 0; i < count; ++i) {
        kernel::GpioLevel level;
        std::memcpy(&level, bytes.data() + i * sizeof level, sizeof level);
        const auto lines = std::span{request.offsets, request.num_lines};
        const auto found = std::ranges::find(lines, level.offset);
        if (found == lines.end()) return Error{errc::bad_input, "line " + std::to_string(level.offset) + " is no output of the link. Add it to out=."};
        const auto bit = std::uint64_t{1} << (found - lines.begin());
        values.mask |= bit;
        values.bits = level.active != 0 ? values.bits | bit : values.bits & ~bit;
    }
    return values;
}

}  // namespace bowball::io
