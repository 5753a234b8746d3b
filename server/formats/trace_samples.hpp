// The samples of a trace as JSON. See docs/protocol.md.
#pragma once
#include <string>

#include "views/trace_samples.hpp"

namespace bowball::formats {

[[nodiscard]] std::string encode_trace_samples(const views::TraceSamples& trace);

}  // namespace bowball::formats
