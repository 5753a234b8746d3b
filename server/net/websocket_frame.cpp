#include "net/websocket_frame.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/limits.hpp"
#include "core/text.hpp"
#include "net/message_deflate.hpp"

namespace bowball::net {
namespace {

constexpr std::uint16_t no_code = 1005;

constexpr unsigned reserved_1 = 0x40;   ///< the message is compressed (RFC 7692 section 6)

bool is_known(unsigned opcode) { return opcode <= 2 || (opcode >= 8 && opcode <= 10); }

/// Codes that may stand in a close frame.
bool may_be_sent(std::uint16_t code) { return (code >= 1000 && code <= 1011 && code != 1004 && code != 1005 && code != 1006) || (code >= 3000 && code <= 4999); }

}  // namespace

std::string make_frame(Opcode opcode, std::string_view payload, bool is_deflated) {
    std::string frame;
    frame.reserve(payload.size() + 10);
    frame += static_cast<char>(0x80 | (is_deflated ? reserved_1 : 0) | static_cast<unsigned>(opcode));
    const auto length = payload.size();
    if (length < 126) {
        frame += static_cast<char>(length);
    } else if (length < 65536) {
        frame += static_cast<char>(126);
        frame += static_cast<char>(length >> 8);
        frame += static_cast<char>(length & 0xFF);
    } else {
        frame += static_cast<char>(127);
        for (int shift = 56; shift >= 0; shift -= 8) frame += static_cast<char>((static_cast<std::uint64_t>(length) >> shift) & 0xFF);
    }
    frame += payload;
    return frame;
}

std::string make_close_frame(std::uint16_t code, std::string_view reason) {
    std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
    payload += reason.substr(0, 120);
    return make_frame(Opcode::close, payload);
}

std::vector<ClientFrame> FrameReader::feed(std::string_view bytes) {
    std::vector<ClientFrame> out;
    while (!failure_ && (frame_ || read_header(bytes)) && read_payload(bytes)) end_frame(out);
    return out;
}

/// Bytes of the header, as far as its first two tell.
std::size_t FrameReader::header_size() const {
    if (head_.size() < 2) return 2;
    const auto length = head_byte(1) & 0x7FU;
    return length == 126 ? 8 : length == 127 ? 14 : 6;
}

/// False while it is not whole, and where it is wrong.
bool FrameReader::read_header(std::string_view& bytes) {
    while (head_.size() < header_size()) {
        if (bytes.empty()) return false;
        head_ += bytes.front();
        bytes.remove_prefix(1);
        if (head_.size() == 2) check_first_two();
        if (failure_) return false;
    }
    take_header();
    return !failure_;
}

void FrameReader::check_first_two() {
    const auto is_last = (head_byte(0) & 0x80U) != 0;
    const auto reserved = head_byte(0) & 0x70U;
    const auto opcode = head_byte(0) & 0x0FU;
    const auto is_masked = (head_byte(1) & 0x80U) != 0;
    const auto begins_message = opcode == 1 || opcode == 2;
    const auto may_be_reserved = takes_deflated_ && begins_message ? reserved_1 : 0U;
    if (!is_known(opcode) || !is_masked || (reserved & ~may_be_reserved) != 0) return fail(close_code::protocol_error);
    if (opcode >= 8) {
        if (!is_last || (head_byte(1) & 0x7FU) > 125) fail(close_code::protocol_error);
        return;
    }
    if (begins_message == in_message_) return fail(close_code::protocol_error);
    if (opcode == 2) return fail(close_code::unsupported);
    if (begins_message) is_deflated_ = reserved != 0;
}

void FrameReader::take_header() {
    Header header{(head_byte(0) & 0x80U) != 0, static_cast<Opcode>(head_byte(0) & 0x0FU), head_byte(1) & 0x7FU, {}};
    const auto size = head_.size();
    if (size > 6) {
        header.length = 0;
        for (std::size_t at = 2; at < size - 4; ++at) header.length = header.length << 8 | head_byte(at);
        // The shortest form is to be used (RFC 6455 section 5.2).
        if (header.length < (size == 8 ? 126U : 65536U)) return fail(close_code::protocol_error);
    }
    if (!header.is_control() && header.length > most_bytes_ - message_.size()) return fail(close_code::too_big);
    if (!header.is_control() && ++fragments_ > limits::inbound_fragments) return fail(close_code::too_big);
    std::copy(head_.end() - 4, head_.end(), header.mask.begin());
    head_.clear();
    frame_ = header;
    taken_ = 0;
    in_message_ = in_message_ || !header.is_control();
}

/// False while it is not whole, and where it is wrong.
bool FrameReader::read_payload(std::string_view& bytes) {
    auto& into = frame_->is_control() ? control_ : message_;
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), frame_->length - taken_));
    const auto before = into.size();
    for (std::size_t i = 0; i < count; ++i) into += static_cast<char>(bytes[i] ^ frame_->mask[(taken_ + i) % 4]);
    bytes.remove_prefix(count);
    taken_ += count;
    if (!frame_->is_control() && !is_deflated_ && !text_.take(std::string_view{into}.substr(before))) {
        fail(close_code::bad_text);
        return false;
    }
    return taken_ == frame_->length;
}

void FrameReader::end_frame(std::vector<ClientFrame>& out) {
    const auto frame = *std::exchange(frame_, std::nullopt);
    if (frame.opcode == Opcode::close) return take_close(std::exchange(control_, {}), out);
    if (frame.is_control()) return out.push_back({frame.opcode, std::exchange(control_, {}), 0});
    if (frame.is_last) end_message(out);
}

void FrameReader::end_message(std::vector<ClientFrame>& out) {
    in_message_ = false;
    fragments_ = 0;
    auto text = std::exchange(message_, {});
    if (is_deflated_) {
        auto inflated = inflate_message(text, most_bytes_);
        if (!inflated) return fail(inflated.error().code == errc::too_large ? close_code::too_big : close_code::bad_text);
        text = std::move(*inflated);
        std::ignore = text_.take(text);
    }
    if (!std::exchange(text_, {}).is_whole()) return fail(close_code::bad_text);
    out.push_back({Opcode::text, std::move(text), 0});
}

void FrameReader::take_close(std::string payload, std::vector<ClientFrame>& out) {
    if (payload.size() == 1) return fail(close_code::protocol_error);
    auto code = no_code;
    if (payload.size() >= 2) {
        code = static_cast<std::uint16_t>(static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]));
        if (!may_be_sent(code)) return fail(close_code::protocol_error);
        if (!is_utf8(std::string_view{payload}.substr(2))) return fail(close_code::bad_text);
    }
    out.push_back({Opcode::close, std::move(payload), code});
}

std::string accept_key(std::string_view client_key) {
    const auto text = std::string{client_key} + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    unsigned char digest[SHA_DIGEST_LENGTH];
    ::SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
    std::string key(28, '\0');
    std::string with_end(29, '\0');
    ::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(with_end.data()), digest, SHA_DIGEST_LENGTH);
    key.assign(with_end, 0, 28);
    return key;
}

}  // namespace bowball::net
