#include "io/chance.hpp"

#include <random>

namespace bowball::io {

std::string draw_chance() {
    constexpr auto digits = "0123456789abcdef";
    std::random_device source;
    std::string text;
    for (int i = 0; i < 16; ++i) text += digits[source() % 16];
    return text;
}

}  // namespace bowball::io
