// One screen, overlay, official or script on a WebSocket: reads its messages and carries out what they ask for.
#pragma once
#include "net/feed_client.hpp"
#include "net/websocket_frame.hpp"

namespace bowball::net {

class WebsocketClient final : public FeedClient {
public:
    /// `deflates`: compressed messages were agreed upon.
    WebsocketClient(std::unique_ptr<Wire> wire, std::unique_ptr<Places::Place> place, ClientContext& context, Visitor visitor, bool deflates = false);

    /// Greets and begins to read. `handshake`: the first bytes to go out. `early`: bytes that came together with the request.
    void start(std::string handshake, std::string early);
    /// Answers the handshake only to say why there is no place: a page can read the code of a close, not of an answer.
    void turn_away(std::string handshake, Cut why, std::uint16_t code, std::string_view reason);

private:
    Shared goodbye(std::uint16_t code, std::string_view reason) override;
    void look() override;
    void read();
    void take(std::string_view bytes);
    void take_frame(ClientFrame frame);
    void take_message(const std::string& text);
    void take_command(const std::string& text);
    [[nodiscard]] bool within_rate();

    FrameReader reader_;
    bool said_something_ = false;
    std::chrono::steady_clock::time_point opened_ = std::chrono::steady_clock::now();
    std::size_t tokens_;
    std::chrono::steady_clock::time_point tokens_at_;
};

}  // namespace bowball::net
