// The frames of RFC 6455: server frames made once and shared by every client, client frames read strictly. Pure.
//
// Ours, and not a library's, because what Bowball is good at is the way out: a frame's bytes are the same for all clients,
// for server frames are unmasked, so they are put together once and written straight to the sockets.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/utf8_checker.hpp"

namespace bowball::net {

enum class Opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// Close codes of RFC 6455 section 7.4.1 and of the live feed.
namespace close_code {
inline constexpr std::uint16_t normal = 1000;
inline constexpr std::uint16_t protocol_error = 1002;
inline constexpr std::uint16_t unsupported = 1003;
inline constexpr std::uint16_t bad_text = 1007;
inline constexpr std::uint16_t too_big = 1009;
inline constexpr std::uint16_t feed_protocol = 4000;
inline constexpr std::uint16_t sign_in = 4001;         ///< the session ended: sign in again
inline constexpr std::uint16_t forbidden = 4003;       ///< the account has another role now
inline constexpr std::uint16_t too_slow = 4008;
inline constexpr std::uint16_t replaced = 4009;        ///< the same client came anew
inline constexpr std::uint16_t other_version = 4010;   ///< the client speaks another version of the feed
inline constexpr std::uint16_t overloaded = 4013;
inline constexpr std::uint16_t restart = 4020;
}  // namespace close_code

/// A whole unmasked frame. `is_deflated`: its payload is what deflate_message made.
[[nodiscard]] std::string make_frame(Opcode opcode, std::string_view payload, bool is_deflated = false);
[[nodiscard]] std::string make_close_frame(std::uint16_t code, std::string_view reason);

/// What a client sent.
struct ClientFrame {
    Opcode opcode{};                ///< text, ping, pong or close; fragments are put together
    std::string payload;
    std::uint16_t code = 0;         ///< of a close; 1005 if it gave none
};

/// Reads a client's bytes, cut anywhere. What is wrong is seen with the first byte that makes it so. After a failure it reads
/// no more.
class FrameReader {
public:
    /// `takes_deflated`: compressed messages were agreed upon (message_deflate.hpp). `most_bytes` bounds them decompressed.
    explicit FrameReader(std::size_t most_bytes, bool takes_deflated = false) : most_bytes_(most_bytes), takes_deflated_(takes_deflated) {}

    /// The whole messages and control frames that these bytes complete.
    [[nodiscard]] std::vector<ClientFrame> feed(std::string_view bytes);
    /// The close code for a client that broke the protocol.
    [[nodiscard]] std::optional<std::uint16_t> failure() const { return failure_; }

private:
    struct Header {
        bool is_last = false;
        Opcode opcode{};
        std::uint64_t length = 0;
        std::array<char, 4> mask{};
        [[nodiscard]] bool is_control() const { return static_cast<unsigned>(opcode) >= 8; }
    };
    [[nodiscard]] bool read_header(std::string_view& bytes);
    [[nodiscard]] std::size_t header_size() const;
    void check_first_two();
    void take_header();
    [[nodiscard]] bool read_payload(std::string_view& bytes);
    void end_frame(std::vector<ClientFrame>& out);
    void end_message(std::vector<ClientFrame>& out);
    void take_close(std::string payload, std::vector<ClientFrame>& out);
    void fail(std::uint16_t code) { failure_ = code; }
    [[nodiscard]] unsigned head_byte(std::size_t at) const { return static_cast<unsigned char>(head_[at]); }

    std::size_t most_bytes_;
    bool takes_deflated_;
    std::string head_;                 ///< of the frame that comes, while it is not whole
    std::optional<Header> frame_;      ///< whose payload comes
    std::uint64_t taken_ = 0;          ///< of that payload
    std::string control_;
    std::string message_;
    Utf8Checker text_;
    bool in_message_ = false;
    std::size_t fragments_ = 0;        ///< of the message so far
    bool is_deflated_ = false;         ///< the message
    std::optional<std::uint16_t> failure_;
};

/// Sec-WebSocket-Accept for a client's key (RFC 6455 section 4.2.2).
[[nodiscard]] std::string accept_key(std::string_view client_key);

}  // namespace bowball::net
