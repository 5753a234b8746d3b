#include "io/chance.hpp"

#include <random>

namespace bowball::io {

std::uint64_t draw_chance() {
    std::random_device source;
    return (std::uint64_t{source()} << 32 | source()) & ((std::uint64_t{1} << 53) - 1);
}

}  // namespace bowball::io
