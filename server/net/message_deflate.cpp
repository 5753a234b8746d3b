#include "net/message_deflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <optional>
#include <ranges>
#include <set>

#include "core/assert.hpp"
#include "core/text.hpp"

namespace bowball::net {
namespace {

/// zlib's "15 bits of window, and nothing around it".
constexpr int bare_window = -15;
constexpr int usual_memory = 8;
/// What a flush ends with; it stays away from the wire (RFC 7692 section 7.2.1).
constexpr std::string_view end_of_flush{"\0\0\xFF\xFF", 4};

Bytef* zlib_bytes(std::string_view bytes) { return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); }

/// Its tables take a quarter of a megabyte: one for each thread that compresses, begun anew for each message.
class Deflater {
public:
    // The fastest level: of the views of the golden races (3 KB) it leaves 23 % of the bytes, the usual one 20 %.
    Deflater() { ASSERT(::deflateInit2(&stream_, Z_BEST_SPEED, Z_DEFLATED, bare_window, usual_memory, Z_DEFAULT_STRATEGY) == Z_OK); }
    ~Deflater() { ::deflateEnd(&stream_); }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    std::string deflate(std::string_view bytes) {
        ASSERT(::deflateReset(&stream_) == Z_OK);
        std::string out(::deflateBound(&stream_, static_cast<uLong>(bytes.size())) + 16, '\0');
        stream_.next_in = zlib_bytes(bytes);
        stream_.avail_in = static_cast<uInt>(bytes.size());
        stream_.next_out = zlib_bytes(out);
        stream_.avail_out = static_cast<uInt>(out.size());
        ASSERT(::deflate(&stream_, Z_SYNC_FLUSH) == Z_OK && stream_.avail_in == 0);
        out.resize(stream_.total_out - end_of_flush.size());
        return out;
    }

private:
    z_stream stream_{};
};

class Inflater {
public:
    Inflater() { ASSERT(::inflateInit2(&stream_, bare_window) == Z_OK); }
    ~Inflater() { ::inflateEnd(&stream_); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    /// Appends to `out` until it has `most_bytes`. Returns what zlib says of the last step.
    int inflate(std::string_view bytes, std::string& out, std::size_t most_bytes) {
        stream_.next_in = zlib_bytes(bytes);
        stream_.avail_in = static_cast<uInt>(bytes.size());
        for (;;) {
            char piece[4096];
            stream_.next_out = reinterpret_cast<Bytef*>(piece);
            stream_.avail_out = static_cast<uInt>(std::min(sizeof piece, most_bytes - out.size()));
            if (stream_.avail_out == 0) return Z_OK;
            const auto room = stream_.avail_out;
            const auto done = ::inflate(&stream_, Z_SYNC_FLUSH);
            out.append(piece, room - stream_.avail_out);
            if (done != Z_OK || stream_.avail_out > 0) return done;
        }
    }

private:
    z_stream stream_{};
};

std::string_view unquoted(std::string_view value) {
    const auto is_quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
    return is_quoted ? value.substr(1, value.size() - 2) : value;
}

/// A parameter as the standard has it, and one that we can keep to.
bool is_good(std::string_view name, std::optional<std::string_view> value) {
    if (name == "server_no_context_takeover" || name == "client_no_context_takeover") return !value;
    const auto is_ours = name == "server_max_window_bits";
    if (!is_ours && name != "client_max_window_bits") return false;
    if (!value) return !is_ours;
    const auto bits = parse_number(*value);
    return bits && *bits >= 8 && *bits <= 15 && value->front() != '0' && (!is_ours || *bits == 15);
}

/// "permessage-deflate; client_max_window_bits=10"
bool takes(std::string_view offer) {
    const auto parts = split(offer, ';');
    if (to_lower(trim(parts.front())) != "permessage-deflate") return false;
    std::set<std::string> seen;
    return std::ranges::all_of(parts | std::views::drop(1), [&](std::string_view part) {
        const auto equals = part.find('=');
        const auto name = to_lower(trim(part.substr(0, equals)));
        const auto value = equals == std::string_view::npos ? std::nullopt : std::optional{unquoted(trim(part.substr(equals + 1)))};
        return seen.insert(name).second && is_good(name, value);
    });
}

}  // namespace

// Not by Beast's ext_list: that of 1.81 gives an offer at the end of the line the parameters of the one before it.
bool takes_offer_of_deflate(std::string_view extensions) {
    return std::ranges::any_of(split(extensions, ','), takes);
}

std::string deflate_message(std::string_view bytes) {
    thread_local Deflater deflater;
    return deflater.deflate(bytes);
}

Result<std::string> inflate_message(std::string_view payload, std::size_t most_bytes) {
    Inflater inflater;
    std::string out;
    for (const auto piece : {payload, end_of_flush}) {
        const auto done = inflater.inflate(piece, out, most_bytes + 1);
        if (out.size() > most_bytes) return Error{errc::too_large, "The message is too large."};
        if (done == Z_STREAM_END) return out;
        if (done != Z_OK && done != Z_BUF_ERROR) return Error{errc::bad_input, "The message is not compressed as it says."};
    }
    return out;
}

}  // namespace bowball::net
