// The instant of an answer as HTTP writes it. Pure.
#pragma once
#include <chrono>
#include <string>

namespace bowball::net {

/// IMF-fixdate (RFC 9110 section 5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT".
[[nodiscard]] std::string http_date(std::chrono::sys_seconds at);

}  // namespace bowball::net
