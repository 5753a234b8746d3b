// How much memory is in use: counted by an operator new of our own, or by the address sanitizer.
#pragma once
#include <cstddef>

namespace bowball::fuzz {

/// Bytes that operator new gave out and that were not given back. One thread.
[[nodiscard]] std::size_t bytes_in_use();

/// The most that was in use since begin_peak(). The address sanitizer does not say: what is in use now.
void begin_peak();
[[nodiscard]] std::size_t peak();

}  // namespace bowball::fuzz
