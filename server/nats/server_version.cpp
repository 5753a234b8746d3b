// The library knows the server's version and does not tell it. The server says it to everybody as its first line: INFO {...}.
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>

#include "nats/connection.hpp"

namespace bowball::nats {
namespace {

namespace asio = boost::asio;

constexpr std::size_t longest_info = 64 * 1024;
constexpr auto patience = std::chrono::seconds{2};

/// "nats://host:4222" in two parts.
std::pair<std::string, std::string> host_and_port(const std::string& url) {
    const auto scheme = url.find("://");
    auto rest = scheme == std::string::npos ? url : url.substr(scheme + 3);
    rest = rest.substr(0, rest.find('/'));
    const auto colon = rest.rfind(':');
    if (colon == std::string::npos || rest.ends_with(']')) return {rest, "4222"};
    auto host = rest.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    return {host, rest.substr(colon + 1)};
}

std::string version_in(const std::string& info) {
    constexpr std::string_view key = "\"version\":\"";
    const auto at = info.find(key);
    if (at == std::string::npos) return {};
    const auto begin = at + key.size();
    return info.substr(begin, info.find('"', begin) - begin);
}

}  // namespace

Result<std::string> server_version(const std::string& url) {
    asio::io_context context{1};
    asio::ip::tcp::resolver resolver{context};
    asio::ip::tcp::socket socket{context};
    const auto [host, port] = host_and_port(url);
    boost::system::error_code failed;
    const auto there = resolver.resolve(host, port, failed);
    std::string info;
    if (!failed) {
        failed = asio::error::timed_out;
        asio::async_connect(socket, there, [&](const boost::system::error_code& refused, const asio::ip::tcp::endpoint&) {
            failed = refused;
            if (!refused) asio::async_read_until(socket, asio::dynamic_buffer(info, longest_info), "\r\n", [&](const boost::system::error_code& ended, std::size_t) { failed = ended; });
        });
        context.run_for(patience);
    }
    const auto version = version_in(info);
    if (version.empty()) return Error{errc::io_failed, "The server at " + url + " does not say which version it is" + (failed ? ": " + failed.message() : std::string{}) + "."};
    return version;
}

}  // namespace bowball::nats
