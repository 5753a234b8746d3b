// Text as libraries of C want its bytes.
#pragma once
#include <string_view>

namespace bowball {

inline const unsigned char* octets_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace bowball
