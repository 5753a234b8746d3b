// libFuzzer's entry for one driver. What goes wrong is thrown, and caught by nobody: libFuzzer keeps the script.
#include <cstdint>

#include "fuzz/drive.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto& spec = bowball::fuzz::driver_of(FUZZED_DRIVER);
    bowball::fuzz::drive(spec, {reinterpret_cast<const char*>(data), size});
    return 0;
}
