#include "net/websocket_frame.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <utility>

#include "core/text.hpp"

namespace bowball::net {
namespace {

constexpr std::uint16_t no_code = 1005;

bool is_control(Opcode opcode) { return static_cast<unsigned>(opcode) >= 8; }
bool is_known(unsigned opcode) { return opcode <= 2 || (opcode >= 8 && opcode <= 10); }

/// Codes that may stand in a close frame.
bool may_be_sent(std::uint16_t code) { return (code >= 1000 && code <= 1011 && code != 1004 && code != 1005 && code != 1006) || (code >= 3000 && code <= 4999); }

}  // namespace

std::string make_frame(Opcode opcode, std::string_view payload) {
    std::string frame;
    frame.reserve(payload.size() + 10);
    frame += static_cast<char>(0x80 | static_cast<unsigned>(opcode));
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
    if (failure_) return out;
    buffer_ += bytes;
    while (!failure_) {
        const auto header = read_header();
        if (!header || buffer_.size() < header->size + header->length) break;
        std::string payload = buffer_.substr(header->size, header->length);
        for (std::size_t i = 0; i < payload.size(); ++i) payload[i] = static_cast<char>(payload[i] ^ buffer_[header->size - 4 + i % 4]);
        buffer_.erase(0, header->size + header->length);
        take(*header, std::move(payload), out);
    }
    return out;
}

std::optional<FrameReader::Header> FrameReader::read_header() {
    if (buffer_.size() < 2) return std::nullopt;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(buffer_[at]); };
    const auto opcode = byte(0) & 0x0FU;
    const auto is_masked = (byte(1) & 0x80U) != 0;
    const auto reserved_bits = (byte(0) & 0x70U) != 0;
    if (reserved_bits || !is_known(opcode) || !is_masked) {
        fail(close_code::protocol_error);
        return std::nullopt;
    }
    Header header{(byte(0) & 0x80U) != 0, static_cast<Opcode>(opcode), byte(1) & 0x7FU, 6};
    if (is_control(header.opcode) && (!header.last || header.length > 125)) {
        fail(close_code::protocol_error);
        return std::nullopt;
    }
    const auto extra = header.length == 126 ? 2U : header.length == 127 ? 8U : 0U;
    if (buffer_.size() < 2 + extra) return std::nullopt;
    if (extra > 0) {
        header.length = 0;
        for (std::size_t i = 0; i < extra; ++i) header.length = header.length << 8 | byte(2 + i);
    }
    header.size += extra;
    if (header.length > most_bytes_ || message_.size() + header.length > most_bytes_) {
        fail(close_code::too_big);
        return std::nullopt;
    }
    if (buffer_.size() < header.size) return std::nullopt;
    return header;
}

void FrameReader::take(const Header& header, std::string payload, std::vector<ClientFrame>& out) {
    switch (header.opcode) {
        case Opcode::ping:
        case Opcode::pong: out.push_back({header.opcode, std::move(payload), 0}); return;
        case Opcode::close: return take_close(std::move(payload), out);
        case Opcode::binary: return fail(close_code::unsupported);
        case Opcode::text:
            if (in_message_) return fail(close_code::protocol_error);
            in_message_ = true;
            break;
        case Opcode::continuation:
            if (!in_message_) return fail(close_code::protocol_error);
            break;
    }
    message_ += payload;
    if (!header.last) return;
    in_message_ = false;
    if (!is_utf8(message_)) return fail(close_code::bad_text);
    out.push_back({Opcode::text, std::exchange(message_, {}), 0});
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
