// What reads bytes of strangers, as a fuzzer sees it. One file in decoders/ for each: its name is the decoder's, and it defines
// `extern const Decoder <name>_decoder`. The table of all is generated from the file names.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/violation.hpp"

namespace bowball::fuzz {

struct Decoder {
    /// Reads the bytes. True: something of them was accepted. Throws Violation where an invariant does not hold; any other exception
    /// is one that the decoder's header does not name.
    bool (*decode)(std::string_view bytes);
    /// Files of the project to begin with, beside corpus/<name>: "config/*.toml". Of a file *.lines or *.jsonl each line is one.
    std::vector<std::string> patterns = {};
    /// Made by code: what is sealed, packed or in binary.
    std::vector<std::string> (*seeds)() = nullptr;
    std::size_t most_bytes = 16 * 1024;   ///< longer inputs are cut
    unsigned mutations = 10'000;          ///< in ./check: fewer for one that takes long
};

struct NamedDecoder {
    std::string_view name;
    const Decoder* decoder;
};

/// By name. Generated.
[[nodiscard]] std::span<const NamedDecoder> all_decoders();
/// Throws std::invalid_argument if there is none.
[[nodiscard]] const Decoder& decoder_of(std::string_view name);

/// Decodes, and looks at the memory that it took. Throws Violation.
bool decode(const Decoder& decoder, std::string_view bytes);

}  // namespace bowball::fuzz
