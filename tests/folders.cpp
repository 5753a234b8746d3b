#include "folders.hpp"

#include "folders_of_this_build.hpp"

namespace bowball {

std::string source_folder() { return BOWBALL_SOURCE; }
std::string tests_folder() { return source_folder() + "/tests"; }
std::string build_folder() { return BOWBALL_BUILD; }

}  // namespace bowball
