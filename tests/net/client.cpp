#include "net/client.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace bowball::net {

RawSocket::RawSocket(std::uint16_t port, From from) : descriptor_(::socket(AF_INET, SOCK_STREAM, 0)) {
    timeval patience{20, 0};
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(from.address);
    if (from.address != INADDR_LOOPBACK) ::bind(descriptor_, reinterpret_cast<sockaddr*>(&here), sizeof here);
    if (from.receive_buffer > 0) ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &from.receive_buffer, sizeof from.receive_buffer);
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in there{};
    there.sin_family = AF_INET;
    there.sin_port = htons(port);
    there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected = ::connect(descriptor_, reinterpret_cast<sockaddr*>(&there), sizeof there) == 0;
}

RawSocket::~RawSocket() { ::close(descriptor_); }

void RawSocket::send(std::string_view bytes) const { std::ignore = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }

bool RawSocket::fill(std::size_t count) {
    while (buffer.size() < count) {
        char piece[65536];
        const auto got = ::recv(descriptor_, piece, sizeof piece, 0);
        // With a time-out set, recv is not begun anew by itself: a child that the server asked something ends, say.
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        buffer.append(piece, static_cast<std::size_t>(got));
    }
    return true;
}

HttpReply http(std::uint16_t port, const std::string& method, const std::string& path, const std::string& body, const std::string& more) {
    RawSocket socket{port};
    socket.send(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\nConnection: close\r\n" + more + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    while (socket.fill(socket.buffer.size() + 1)) {
    }
    HttpReply reply;
    const auto end = socket.buffer.find("\r\n\r\n");
    if (socket.buffer.size() < 12 || end == std::string::npos) return reply;
    reply.status = std::stoi(socket.buffer.substr(9, 3));
    reply.head = socket.buffer.substr(0, end);
    reply.body = socket.buffer.substr(end + 4);
    return reply;
}

std::string ticket_of(std::uint16_t port, const std::string& cookie) {
    const auto reply = http(port, "POST", "/api/v1/tickets", "{}", cookie);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return nlohmann::json::parse(reply.body, nullptr, false).value("ticket", "");
}

Client::Client(std::uint16_t port, const std::string& headers, const std::string& subprotocol, From from, const std::string& target) : socket_(port, from) {
    socket_.send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                 "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: " + subprotocol + "\r\n" + headers + "\r\n");
    auto end = std::string::npos;
    while ((end = socket_.buffer.find("\r\n\r\n")) == std::string::npos && socket_.fill(socket_.buffer.size() + 1)) {
    }
    upgraded = socket_.buffer.starts_with("HTTP/1.1 101");
    head = socket_.buffer.substr(0, end);
    if (end != std::string::npos) socket_.buffer.erase(0, end + 4);
}

void Client::send(const nlohmann::json& message) { socket_.send(client_frame(0x81, message.dump())); }

std::string Client::receive_raw() {
    if (!socket_.fill(2)) return {};
    opcode = socket_.buffer[0] & 0x0F;
    auto length = static_cast<std::size_t>(socket_.buffer[1] & 0x7F);
    auto header = std::size_t{2};
    const auto extra = length == 126 ? 2U : length == 127 ? 8U : 0U;
    if (!socket_.fill(header + extra)) return {};
    if (extra > 0) length = 0;
    for (std::size_t i = 0; i < extra; ++i) length = length << 8 | static_cast<unsigned char>(socket_.buffer[header + i]);
    header += extra;
    if (!socket_.fill(header + length)) return {};
    last_frame = socket_.buffer.substr(0, header + length);
    auto payload = socket_.buffer.substr(header, length);
    socket_.buffer.erase(0, header + length);
    return payload;
}

nlohmann::json Client::receive(std::string_view kind) {
    for (int i = 0; i < 10'000; ++i) {
        const auto payload = receive_raw();
        if (payload.empty()) break;
        if (opcode != 1) continue;
        auto message = nlohmann::json::parse(payload);
        if (message["kind"] == kind) return message;
    }
    ADD_FAILURE() << "the connection ended before a message of kind " << kind;
    return {};
}

int Client::close_code() {
    for (;;) {
        const auto payload = receive_raw();
        if (opcode == 8 && payload.size() >= 2) return static_cast<unsigned char>(payload[0]) << 8 | static_cast<unsigned char>(payload[1]);
        if (payload.empty() && opcode != 8) return 0;
        if (payload.empty()) return 1005;
    }
}

OfficialClient::OfficialClient(std::uint16_t port, const std::string& cookie, const std::string& more) : Client(port, cookie + more, "bowball.v1", {}, "/live?ticket=" + ticket_of(port, cookie)) {}

}  // namespace bowball::net
