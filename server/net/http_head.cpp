#include "net/http_head.hpp"

#include <algorithm>

#include "io/clock.hpp"
#include "net/http_date.hpp"

namespace bowball::net {
namespace {

/// For people who look at it: programs read the number (RFC 9112 section 4).
const char* reason_of(unsigned status) {
    switch (status) {
        case 200: return "OK";
        case 204: return "No Content";
        case 206: return "Partial Content";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 409: return "Conflict";
        case 410: return "Gone";
        case 413: return "Content Too Large";
        case 416: return "Range Not Satisfiable";
        case 421: return "Misdirected Request";
        case 426: return "Upgrade Required";
        case 429: return "Too Many Requests";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        default: return "";
    }
}

}  // namespace

std::string date_line() { return "Date: " + http_date(std::chrono::floor<std::chrono::seconds>(std::chrono::sys_time<std::chrono::nanoseconds>{std::chrono::nanoseconds{io::Clock::wall_ns()}})) + "\r\n"; }

std::string head_of(const HttpAnswer& answer, bool keeps) {
    const auto has = [&answer](std::string_view name) { return std::ranges::any_of(answer.headers, [name](const auto& one) { return one.first == name; }); };
    auto head = "HTTP/1.1 " + std::to_string(answer.status) + " " + reason_of(answer.status) + "\r\n" + date_line();
    const auto length = answer.rest ? answer.rest->total : answer.bytes().size();
    if (may_have_body(answer.status)) head += "Content-Type: " + answer.content_type + "\r\nContent-Length: " + std::to_string(length) + "\r\n";
    head += "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n";
    // Without a word, caches may guess how long (RFC 9111 section 4.2.2), also of what was said to one person.
    if (!has("Cache-Control")) head += "Cache-Control: no-store\r\n";
    for (const auto& [name, value] : answer.headers) head += name + ": " + value + "\r\n";
    return head + "Connection: " + (keeps ? "keep-alive" : "close") + (has("Upgrade") ? ", upgrade" : "") + "\r\n\r\n";
}

}  // namespace bowball::net
