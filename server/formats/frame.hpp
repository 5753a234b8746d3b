// Frames of the live feed, version 1: the envelope around a view, an event, an answer. See docs/protocol.md.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/ids.hpp"
#include "core/result.hpp"
#include "engine/command.hpp"
#include "views/views.hpp"

namespace bowball::formats {

/// The `data` object of a view frame.
[[nodiscard]] std::string encode_view(const views::View& view);

/// Times in frames are race time in microseconds.
struct ViewFrame {
    std::string_view topic;
    std::string_view epoch;
    Seq seq;
    std::int64_t sent_us = 0;
    std::optional<std::int64_t> edge_us;   ///< of the newest impulse that caused it
    std::string_view data;                 ///< as encode_view gives it
};
[[nodiscard]] std::string encode_frame(const ViewFrame& frame);

/// The same as it came from elsewhere. Owns its text.
struct ReceivedView {
    std::string topic;
    std::string epoch;
    Seq seq;
    std::int64_t sent_us = 0;
    std::optional<std::int64_t> edge_us;
    std::string data;
};
/// Fails with errc::bad_input or errc::too_large.
[[nodiscard]] Result<ReceivedView> decode_view_frame(std::string_view text);

/// One public entry; `prev` is the public entry before it.
struct EventFrame {
    std::string_view epoch;
    Seq seq;
    Seq prev;
    std::int64_t sent_us = 0;
    std::optional<std::int64_t> edge_us;   ///< of the impulse that it records
    std::string_view data;
};
[[nodiscard]] std::string encode_frame(const EventFrame& frame);

struct HelloFrame {
    std::string_view version;
    std::string_view epoch;
    Seq seq;
    std::int64_t heartbeat_ms = 0;
    std::int64_t sent_us = 0;
    int speed = 1;
    std::string_view role = "leading";              ///< "leading", "edge", "standby" or "superseded": what this server is to the meet
    std::span<const std::string> others = {};       ///< addresses of pages to try when this server is gone, or leads no more
};
[[nodiscard]] std::string encode_frame(const HelloFrame& frame);

/// `venue_age_us`: since the server heard of the venue; zero at the venue itself.
[[nodiscard]] std::string encode_heartbeat(std::int64_t sent_us, Seq head, std::int64_t venue_age_us);
/// `t0`: the client's own number, as JSON text.
[[nodiscard]] std::string encode_pong(std::string_view t0, std::int64_t received_us, std::int64_t sent_us);
/// History before `first` is no longer held, or the epoch is another: load the views anew.
[[nodiscard]] std::string encode_gap(std::string_view epoch, Seq first, std::string_view why);
[[nodiscard]] std::string encode_accepted(std::string_view id, const engine::Accepted& accepted);
[[nodiscard]] std::string encode_refused(std::string_view id, const Error& error);
/// `topic`: the one that was refused; empty: none.
[[nodiscard]] std::string encode_error(const Error& error, std::string_view topic = {});
/// `code`: what a WebSocket closes with, for those who have none.
[[nodiscard]] std::string encode_bye(std::uint16_t code, std::int64_t retry_ms, std::string_view why);

/// Everything a client may send but commands.
/// What a display says of the newest frame that it painted. Times on the venue's timeline as the display knows it, microseconds.
struct Painted {
    std::int64_t sent_us = 0;               ///< the frame's own: which one it was
    std::optional<std::int64_t> edge_us;    ///< the frame's own
    std::int64_t arrived_us = 0;
    std::int64_t painted_us = 0;
    std::int64_t error_us = 0;              ///< of the display's idea of the time, half-width
    std::int64_t delay_us = 0;              ///< that it was told to be behind
};

struct ClientMessage {
    std::string kind;                       ///< "subscribe", "unsubscribe", "ping", "painted", "command", ...
    std::vector<std::string> topics;
    std::string since;                      ///< "epoch:seq" or empty
    std::string t0 = "0";                   ///< JSON text of a number
    Painted painted;                        ///< of kind "painted"
};
/// Fails with errc::bad_input or errc::too_large.
[[nodiscard]] Result<ClientMessage> parse_client_message(std::string_view text);

}  // namespace bowball::formats
