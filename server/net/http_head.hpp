// The head of an answer as bytes: status, what every answer says of itself, and its own headers.
#pragma once
#include <string>

#include "net/http.hpp"

namespace bowball::net {

/// `keeps`: the connection stays for another request. An answer that says nothing of caches is kept by none.
[[nodiscard]] std::string head_of(const HttpAnswer& answer, bool keeps);
/// "Date: ...\r\n", now (RFC 9110 section 6.6.1): for those that are not written by head_of.
[[nodiscard]] std::string date_line();
/// Whether a status has a body at all (RFC 9110 sections 15.3.5 and 15.4.5).
[[nodiscard]] constexpr bool may_have_body(unsigned status) { return status != 204 && status != 304; }

}  // namespace bowball::net
