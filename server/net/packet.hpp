// One message of the feed, put together once: its bytes go to every client, whatever transport it came by, and on whichever net
// thread. Pure.
//
// They stand in one string, so that each transport sends a piece of it and nobody makes a copy:
//
//     [header of a WebSocket frame][JSON][end of a server-sent event]
//      '---------- WebSocket ----------'
//                                  '- HTTP -'
//                                  '- events, after "data: " ---------'
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace bowball::net {

class Packet;
/// What many clients share.
using Shared = std::shared_ptr<const Packet>;

class Packet {
public:
    /// A message to one client, or a short one.
    [[nodiscard]] static Shared message(std::string_view json);
    struct About {
        std::string_view id = {};       ///< what a client of server-sent events resumes from, "epoch:seq"; empty: it does not count
        std::string topic = {};         ///< of a view
        std::int64_t sent_us = 0;       ///< as the message itself says
    };
    /// A message that many get.
    [[nodiscard]] static Shared for_all(std::string_view json, About about);
    /// Bytes that are no message, on either transport: a handshake, a pong, a close, the head of an answer.
    [[nodiscard]] static Shared bare(std::string bytes);

    [[nodiscard]] std::string_view websocket() const { return std::string_view{bytes_}.substr(0, json_end_); }
    /// The same for clients that take it compressed; as it is where that gains nothing. Made when it is asked for first: those who
    /// are served before never wait for it. A packet that several threads share was asked before they got it.
    [[nodiscard]] std::string_view deflated_websocket() const;
    [[nodiscard]] std::string_view json() const { return websocket().substr(json_begin_); }
    /// To stand after "data: ".
    [[nodiscard]] std::string_view event() const { return std::string_view{bytes_}.substr(json_begin_); }
    /// When it was put together, on the venue's timeline; 0: it does not say.
    [[nodiscard]] std::int64_t sent_us() const { return sent_us_; }
    /// Of a view: the newest of a topic takes the place of one that waits. Empty: it is none.
    [[nodiscard]] const std::string& topic() const { return topic_; }
    [[nodiscard]] bool is_bare() const { return is_bare_; }

private:
    Packet() = default;
    [[nodiscard]] static std::shared_ptr<Packet> make(std::string_view json, std::string_view id);
    std::string bytes_;
    std::string topic_;
    std::int64_t sent_us_ = 0;
    std::size_t json_begin_ = 0;
    std::size_t json_end_ = 0;
    bool is_bare_ = false;
    bool is_for_all_ = false;
    mutable std::optional<std::string> deflated_;   ///< a whole frame, once it was asked for; empty: it gained nothing
};

}  // namespace bowball::net
