#include "net/gzip.hpp"

#include <zlib.h>

#include "core/assert.hpp"
#include "core/text.hpp"

namespace bowball::net {
namespace {

/// zlib's "15 bits of window, and a gzip header around it".
constexpr int gzip_window = 15 + 16;
constexpr int usual_memory = 8;

}  // namespace

std::string gzip(std::string_view bytes) {
    z_stream stream{};
    ASSERT(::deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, usual_memory, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(::deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const auto done = ::deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    ::deflateEnd(&stream);
    ASSERT(done == Z_STREAM_END);  // deflateBound is enough by its contract
    return out;
}

bool takes_gzip(std::string_view accept_encoding) {
    for (const auto part : split(accept_encoding, ',')) {
        const auto semicolon = part.find(';');
        const auto coding = to_lower(trim(part.substr(0, semicolon)));
        if (coding != "gzip" && coding != "x-gzip" && coding != "*") continue;
        if (semicolon == std::string_view::npos) return true;
        const auto weight = trim(part.substr(semicolon + 1));
        return weight.find_first_not_of("q=0. ") != std::string_view::npos;
    }
    return false;
}

}  // namespace bowball::net
