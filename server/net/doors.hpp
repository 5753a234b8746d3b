// By which doors people come: for a page that leads officials to TLS, and for whoever puts the root on their devices.
#pragma once
#include <string>
#include <vector>

#include "net/http.hpp"

namespace bowball::net {

struct DoorsView {
    std::uint16_t port = 0;          ///< of plain HTTP
    std::uint16_t tls_port = 0;      ///< 0: no TLS
    bool officials_need_tls = false; ///< whoever is not at this very computer signs in over TLS only
    std::string root_sha256;         ///< of the venue's root at /root.crt; empty: there is none of ours
    std::vector<std::string> names;  ///< names and addresses of this computer
};

/// {"secure","port","tls_port","officials_need_tls","root_sha256","names"}; "names" is empty but for officials.
[[nodiscard]] HttpAnswer describe_doors(const DoorsView& doors, bool is_secure, bool is_official);

}  // namespace bowball::net
