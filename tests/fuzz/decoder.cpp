#include "fuzz/decoder.hpp"

#include <algorithm>

#include "fuzz/memory.hpp"

namespace bowball::fuzz {
namespace {

/// A tree of JSON or TOML has some tens of bytes for each that it was read from; a window of zlib and a database's page are there anyway.
constexpr std::size_t memory_for_each_byte = 512;
constexpr std::size_t memory_anyway = 4 * 1024 * 1024;

}  // namespace

const Decoder& decoder_of(std::string_view name) {
    const auto all = all_decoders();
    const auto found = std::ranges::find(all, name, &NamedDecoder::name);
    if (found == all.end()) throw std::invalid_argument{"there is no decoder " + std::string{name}};
    return *found->decoder;
}

bool decode(const Decoder& decoder, std::string_view bytes) {
    bytes = bytes.substr(0, decoder.most_bytes);
    const auto before = bytes_in_use();
    begin_peak();
    const auto accepted = decoder.decode(bytes);
    const auto most = before + memory_anyway + memory_for_each_byte * bytes.size();
    demand(peak() <= most, std::to_string(bytes.size()) + " bytes took " + std::to_string(peak() - before) + " bytes of memory");
    return accepted;
}

}  // namespace bowball::fuzz
