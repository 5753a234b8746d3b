// What goes with every case for whoever opens it: instructions, and a verifier that is none of ours to trust. Made by CMake of docs/verify.
#pragma once
#include <string_view>

namespace bowball::cases {

/// docs/verify/case.md
[[nodiscard]] std::string_view case_instructions();
/// docs/verify/verify.py
[[nodiscard]] std::string_view case_verifier();

}  // namespace bowball::cases
