#include <CLI/CLI.hpp>

#include "app_commands.hpp"

namespace bowball {

void add_demo(CLI::App&, int&) {}

}  // namespace bowball
