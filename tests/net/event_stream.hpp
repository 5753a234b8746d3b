// A client of server-sent events for tests: reads the stream as the standard says, and no library.
#pragma once
#include <optional>

#include "client.hpp"

namespace bowball::net {

class EventStream {
public:
    EventStream(std::uint16_t port, const std::string& query, const std::string& headers = "", From from = {}) : socket_(port, from) {
        socket_.send("GET /api/v1/events?" + query + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n" + headers + "\r\n");
        auto end = std::string::npos;
        while ((end = socket_.buffer.find("\r\n\r\n")) == std::string::npos && socket_.fill(socket_.buffer.size() + 1)) {
        }
        if (end == std::string::npos) return;
        head = socket_.buffer.substr(0, end);
        status = std::stoi(head.substr(9, 3));
        socket_.buffer.erase(0, end + 4);
    }

    /// The data of the next event; empty at the end. Sets `id` where the event has one, and `retry_ms`.
    std::string receive_raw() {
        std::string data;
        for (;;) {
            const auto line = next_line();
            if (!line) return {};
            if (line->empty() && !data.empty()) {
                last_event = data;
                return data;
            }
            if (line->starts_with("data: ")) data = line->substr(6);
            if (line->starts_with("id: ")) id = line->substr(4);
            if (line->starts_with("retry: ")) retry_ms = std::stoi(line->substr(7));
        }
    }
    /// The next message of a kind; others are passed over.
    nlohmann::json receive(std::string_view kind) {
        for (int i = 0; i < 100'000; ++i) {
            const auto payload = receive_raw();
            if (payload.empty()) break;
            auto message = nlohmann::json::parse(payload);
            if (message["kind"] == kind) return message;
        }
        ADD_FAILURE() << "the stream ended before a message of kind " << kind;
        return {};
    }
    /// True when the server has ended it.
    bool has_ended() {
        for (int i = 0; i < 100'000; ++i) {
            if (receive_raw().empty()) return true;
        }
        return false;
    }
    void send(std::string_view bytes) const { socket_.send(bytes); }

    int status = 0;
    std::string head;
    std::string id;
    int retry_ms = 0;
    std::string last_event;

private:
    std::optional<std::string> next_line() {
        auto end = std::string::npos;
        while ((end = socket_.buffer.find('\n')) == std::string::npos) {
            if (!socket_.fill(socket_.buffer.size() + 1)) return std::nullopt;
        }
        auto line = socket_.buffer.substr(0, end);
        socket_.buffer.erase(0, end + 1);
        return line;
    }
    RawSocket socket_;
};

/// With a ticket of its own.
class OfficialEvents : public EventStream {
public:
    OfficialEvents(std::uint16_t port, const std::string& query, const std::string& cookie) : EventStream(port, query + "&ticket=" + ticket_of(port, cookie), cookie) {}
};

}  // namespace bowball::net
