// Under which names this server answers. A page of a stranger whose name was made to point here (DNS rebinding) is a page of no venue of ours.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace bowball::net {

class HostNames {
public:
    /// `names`: what the venue calls this server, beside localhost. Without any (`is_checked` false) every name is answered.
    HostNames(std::vector<std::string> names, bool is_checked);

    /// Whether a Host header names this server: one of the names, or an address in figures. Those need no list, for no page of a stranger's name
    /// has one as its origin. Absent, by a client of HTTP/1.0, it is no browser's.
    [[nodiscard]] bool knows(std::string_view host) const;

private:
    std::vector<std::string> names_;   ///< small letters
    bool is_checked_;
};

/// Without its port, in small letters, without the last point: "Venue.local.:8080" is "venue.local".
[[nodiscard]] std::string name_in(std::string_view host);

}  // namespace bowball::net
