// How a command of the program says that it failed.
#pragma once
#include <iostream>
#include <string_view>

#include "core/result.hpp"

namespace bowball {

/// The exit code.
inline int fail(std::string_view why) {
    std::cerr << "bowball: " << why << "\n";
    return 1;
}
inline int fail(const Error& error) { return fail(error.text); }

}  // namespace bowball
