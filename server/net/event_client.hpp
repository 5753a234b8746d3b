// One client on server-sent events: the same topics in the same bytes, for whatever can read HTTP and no more. It says all
// it wants in its request; what it sends afterwards is not read, only that it is still there.
#pragma once

#include "net/feed_client.hpp"

namespace bowball::net {

/// What the request asked for.
struct EventRequest {
    std::vector<std::string> topics;
    std::string since;      ///< the last event seen, "epoch:seq"; empty: from now on
};

class EventClient final : public FeedClient {
public:
    EventClient(std::unique_ptr<Wire> wire, std::unique_ptr<Places::Place> place, ClientContext& context, Visitor visitor);

    /// `head`: of the answer. `retry_ms`: how long a browser waits before it comes back, another for each client.
    void start(std::string head, const EventRequest& request, std::int64_t retry_ms);
    /// Says when to come back: a browser that is refused with a status never does.
    void turn_away(std::string head, std::int64_t retry_ms, std::string_view reason);

private:
    Shared goodbye(std::uint16_t code, std::string_view reason) override;
    void read();

    std::size_t unread_bytes_ = 0;
};

}  // namespace bowball::net
