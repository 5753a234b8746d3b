// One HTTP connection: reads requests, writes answers. Who asks for a WebSocket or for events leaves with the wire.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "net/guest.hpp"
#include "net/routes.hpp"

namespace bowball::net {

struct WebsocketUpgrade {
    std::string key;             ///< Sec-WebSocket-Key
    std::string subprotocol;     ///< to be named in the answer; empty: none
    bool is_other_version = false;   ///< it speaks a version of the feed that this server does not
    bool takes_deflated = false;     ///< it offers compressed messages on terms that we take
    std::string early;           ///< bytes that came together with the request
};
struct Doors {
    std::function<void(Guest, WebsocketUpgrade)> to_websocket;
    std::function<void(Guest)> to_events;
};

/// Serves the wire until its end.
void serve_http(std::unique_ptr<Wire> wire, std::unique_ptr<Places::Place> place, Routes& routes, const Doors& doors);

}  // namespace bowball::net
