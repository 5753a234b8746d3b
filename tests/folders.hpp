// Where the tests find their files. Compiled once: a path in every object would be another object in every checkout, and no
// compiler cache would help.
#pragma once
#include <string>

namespace bowball {

[[nodiscard]] std::string source_folder();
[[nodiscard]] std::string tests_folder();
/// Of the build, to write in.
[[nodiscard]] std::string build_folder();

}  // namespace bowball
