// A small WebSocket and HTTP client for tests: blocking sockets with a generous time-out, no library under test inside.
#pragma once
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <nlohmann/json.hpp>
#include <string>

#include "net/client_frame.hpp"

namespace bowball::net {

/// Where a client comes from.
struct From {
    std::uint32_t address = INADDR_LOOPBACK;
    int receive_buffer = 0;   ///< bytes; 0: as the system likes
};

class RawSocket {
public:
    explicit RawSocket(std::uint16_t port, From from = {});
    ~RawSocket();
    RawSocket(const RawSocket&) = delete;
    RawSocket& operator=(const RawSocket&) = delete;

    void send(std::string_view bytes) const;
    /// At least `count` more bytes in the buffer, or false at the end.
    bool fill(std::size_t count);
    [[nodiscard]] int descriptor() const { return descriptor_; }

    std::string buffer;
    bool connected = false;

private:
    int descriptor_;
};

struct HttpReply {
    int status = 0;
    std::string head;
    std::string body;
};

/// One request on a connection of its own.
HttpReply http(std::uint16_t port, const std::string& method, const std::string& path, const std::string& body = "", const std::string& more = "");

/// A new ticket for the session of this cookie header.
std::string ticket_of(std::uint16_t port, const std::string& cookie);

class Client {
public:
    explicit Client(std::uint16_t port, const std::string& headers = "", const std::string& subprotocol = "bowball.v1", From from = {}, const std::string& target = "/live");

    void send_raw(std::string_view bytes) { socket_.send(bytes); }
    void send(const nlohmann::json& message);

    /// The next frame's payload; sets `opcode`. Empty at the end of the connection.
    std::string receive_raw();
    /// The next message of a kind; others are passed over.
    nlohmann::json receive(std::string_view kind);
    /// The code of the close that ends the connection; 0 if it just ended.
    int close_code();

    bool upgraded = false;
    std::string head;            ///< of the answer to the handshake
    int opcode = 0;
    std::string last_frame;

private:
    RawSocket socket_;
};

/// On a WebSocket with a ticket of its own, as the page of an official is.
class OfficialClient : public Client {
public:
    OfficialClient(std::uint16_t port, const std::string& cookie, const std::string& more = "");
};

}  // namespace bowball::net
