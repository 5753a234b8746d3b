// One HTTP connection: reads requests, writes answers. A client that asks for a WebSocket leaves with its socket.
#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <string>

#include "net/places.hpp"
#include "net/routes.hpp"

namespace bowball::net {

/// A client that becomes a WebSocket.
struct Upgrade {
    boost::asio::ip::tcp::socket socket;
    std::unique_ptr<Places::Place> place;
    HttpRequest request;
    std::string key;             ///< Sec-WebSocket-Key
    std::string subprotocol;     ///< to be named in the answer; empty: none
    bool is_other_version = false;   ///< it speaks a version of the feed that this server does not
    std::string early;           ///< bytes that came together with the request
};
using OnUpgrade = std::function<void(Upgrade)>;

/// Serves the socket until its end.
void serve_http(boost::asio::ip::tcp::socket socket, std::unique_ptr<Places::Place> place, Routes& routes, OnUpgrade on_upgrade);

}  // namespace bowball::net
