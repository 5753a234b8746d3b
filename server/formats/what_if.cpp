#include "formats/what_if.hpp"

namespace bowball::formats {

std::string encode_what_if(const views::WhatIfAnswer& answer) {
    JsonWriter out;
    WriteArchive{out, microseconds}.put(answer);
    return out.take();
}

}  // namespace bowball::formats
