// libFuzzer's entry for one decoder. What goes wrong is thrown, and caught by nobody: libFuzzer keeps the bytes.
#include <cstdint>

#include "fuzz/decoder.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto& decoder = bowball::fuzz::decoder_of(FUZZED_DECODER);
    bowball::fuzz::decode(decoder, {reinterpret_cast<const char*>(data), size});
    return 0;
}
