// Which methods a path takes, and what is said to the others (RFC 9110 sections 9.3.7, 15.5.6 and 15.6.2). Pure.
#pragma once
#include <string>

#include "net/http.hpp"

namespace bowball::net {

struct Methods {
    bool get = false;
    bool head = false;
    bool post = false;
    [[nodiscard]] bool take(const std::string& method) const { return (get && method == "GET") || (head && method == "HEAD") || (post && method == "POST"); }
};

/// Of a path that is not there all three: then each is told that.
[[nodiscard]] Methods methods_of(const std::string& path);
/// 405 with Allow, or 501 where nobody knows such a method.
[[nodiscard]] HttpAnswer refuse_method(const std::string& method, const Methods& methods);
/// The answer to OPTIONS. `is_for_everybody`: pages of any origin may read what is there, and are told so before they send
/// If-None-Match or Last-Event-ID.
[[nodiscard]] HttpAnswer answer_options(const Methods& methods, bool is_for_everybody);

}  // namespace bowball::net
