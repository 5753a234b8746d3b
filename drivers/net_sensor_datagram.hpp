// The datagrams of net_sensor to the byte: docs/net_sensor.md is the document, this is its only reading in C++. Header only.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/digest.hpp"
#include "core/time.hpp"

namespace bowball::capture::net_sensor {

enum class Kind : std::uint8_t {
    hello = 1,
    impulse = 2,
    status = 3,
    probe = 4,      ///< by the server
    answer = 5,
    ack = 6,        ///< by the server
    trace = 7,
    trace_request = 8,  ///< by the server
};

constexpr std::string_view magic = "BWSN";
constexpr std::uint8_t version = 1;
constexpr std::size_t header_bytes = 28;
constexpr std::size_t shortest = header_bytes + Seal{}.size();
/// Goes through every network in one piece (IPv6 carries 1,280 bytes anywhere).
constexpr std::size_t longest = 1200;

/// Whole numbers out of bytes, least significant first. The caller has seen to it that they are there.
template <class Number>
[[nodiscard]] Number number_at(std::string_view bytes, std::size_t at) {
    auto value = std::uint64_t{0};
    for (std::size_t i = sizeof(Number); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return static_cast<Number>(value);
}

template <class Number>
void append(std::string& bytes, Number value) {
    for (std::size_t i = 0; i < sizeof(Number); ++i) bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xFF);
}

struct Header {
    Kind kind{};
    std::uint32_t device = 0;
    std::uint64_t boot = 0;
    std::uint64_t counter = 0;
};

/// Of a whole datagram.
[[nodiscard]] inline Header header_of(std::string_view datagram) {
    return {static_cast<Kind>(datagram[5]), number_at<std::uint32_t>(datagram, 8), number_at<std::uint64_t>(datagram, 12), number_at<std::uint64_t>(datagram, 20)};
}

[[nodiscard]] inline std::string sealed(const Digest& key, const Header& header, std::string_view body) {
    std::string datagram{magic};
    append(datagram, version);
    append(datagram, static_cast<std::uint8_t>(header.kind));
    append(datagram, static_cast<std::uint16_t>(shortest + body.size()));
    append(datagram, header.device);
    append(datagram, header.boot);
    append(datagram, header.counter);
    datagram += body;
    for (const auto byte : keyed_digest(key, datagram)) datagram += static_cast<char>(byte);
    return datagram;
}

/// What the device says of its store, in every datagram of its own: numbers up to `acked` it knows to be recorded, and `oldest` is
/// the first that it still holds, or would make next.
struct Store {
    std::uint32_t acked = 0;
    std::uint32_t oldest = 1;
};

struct ImpulseBody {
    Store store;
    std::uint32_t number = 0;
    std::uint8_t attempt = 0;         ///< 0: sent for the first time
    std::uint8_t channel = 0;
    std::uint8_t edge = 0;            ///< 0 rising, 1 falling
    std::uint64_t ticks_ns = 0;       ///< since boot
    std::uint32_t uncertainty_ns = 0;
};

struct StatusBody {
    Store store;
    std::uint16_t battery_mv = 0;     ///< 0: has none, or does not know
    std::int8_t signal_dbm = 0;       ///< 0: does not know
    std::optional<std::int16_t> tenths_of_a_degree;
};

struct AnswerBody {
    Store store;
    std::uint64_t nonce = 0;
    std::uint64_t received_ns = 0;
    std::uint64_t sent_ns = 0;
};

/// A piece of a trace: everything of the whole, and some of its samples.
struct TraceBody {
    Store store;
    std::uint32_t number = 0;         ///< traces count for themselves, 1, 2, 3 in each boot
    std::uint16_t total = 0;          ///< samples of the whole
    std::uint16_t first = 0;          ///< the first sample of this piece
    std::uint8_t channel = 0;
    std::uint16_t count = 0;          ///< samples in this piece
    std::uint64_t ticks_ns = 0;       ///< of the whole's first sample, since boot
    std::uint32_t uncertainty_ns = 0;
    std::uint32_t interval_ns = 0;
    std::int64_t scale_micro = 0;
    std::string unit;                 ///< without the zeros that fill it up
    std::string_view samples;         ///< 16 bits each, in the datagram
};

[[nodiscard]] inline std::string_view body_of(std::string_view datagram) { return datagram.substr(header_bytes, datagram.size() - shortest); }

/// Every body of a device begins with it. Later versions of a body may be longer: what follows is left alone.
[[nodiscard]] inline std::optional<Store> parse_store(std::string_view body) {
    if (body.size() < 8) return std::nullopt;
    return Store{number_at<std::uint32_t>(body, 0), number_at<std::uint32_t>(body, 4)};
}

[[nodiscard]] inline std::optional<ImpulseBody> parse_impulse(std::string_view body) {
    if (body.size() < 28) return std::nullopt;
    return ImpulseBody{*parse_store(body),
                       number_at<std::uint32_t>(body, 8),
                       number_at<std::uint8_t>(body, 12),
                       number_at<std::uint8_t>(body, 13),
                       number_at<std::uint8_t>(body, 14),
                       number_at<std::uint64_t>(body, 16),
                       number_at<std::uint32_t>(body, 24)};
}

[[nodiscard]] inline std::optional<StatusBody> parse_status(std::string_view body) {
    if (body.size() < 16) return std::nullopt;
    StatusBody status{*parse_store(body), number_at<std::uint16_t>(body, 8), number_at<std::int8_t>(body, 10), {}};
    const auto degrees = number_at<std::int16_t>(body, 12);
    if (degrees != INT16_MIN) status.tenths_of_a_degree = degrees;
    return status;
}

/// Absent too where it does not hold the samples that it names.
[[nodiscard]] inline std::optional<TraceBody> parse_trace(std::string_view body) {
    constexpr std::size_t head = 52;
    constexpr std::size_t unit_at = 44;
    if (body.size() < head) return std::nullopt;
    TraceBody trace{*parse_store(body),
                    number_at<std::uint32_t>(body, 8),
                    number_at<std::uint16_t>(body, 12),
                    number_at<std::uint16_t>(body, 14),
                    number_at<std::uint8_t>(body, 16),
                    number_at<std::uint16_t>(body, 18),
                    number_at<std::uint64_t>(body, 20),
                    number_at<std::uint32_t>(body, 28),
                    number_at<std::uint32_t>(body, 32),
                    number_at<std::int64_t>(body, 36),
                    std::string{body.substr(unit_at, head - unit_at)},
                    body.substr(head)};
    trace.unit.resize(std::min(trace.unit.find('\0'), trace.unit.size()));
    if (trace.samples.size() < std::size_t{2} * trace.count) return std::nullopt;
    trace.samples = trace.samples.substr(0, std::size_t{2} * trace.count);
    return trace;
}

/// 8 nonce, 16 t0 as the probe bore it, 24 t1, 32 t2.
[[nodiscard]] inline std::optional<AnswerBody> parse_answer(std::string_view body) {
    if (body.size() < 40) return std::nullopt;
    return AnswerBody{*parse_store(body), number_at<std::uint64_t>(body, 8), number_at<std::uint64_t>(body, 24), number_at<std::uint64_t>(body, 32)};
}

}  // namespace bowball::capture::net_sensor
