#include "net/plain_file_name.hpp"

#include <algorithm>
#include <cctype>

namespace bowball::net {

std::string plain_file_name(std::string name) {
    std::ranges::replace_if(name, [](unsigned char letter) { return letter >= 0x80 || (std::isalnum(letter) == 0 && letter != '-' && letter != '_' && letter != '.'); }, '_');
    return name;
}

}  // namespace bowball::net
