// What a messenger shows of a link to the results page: title and summary as Open Graph meta, from the public views. Pure.
#pragma once
#include <string>
#include <string_view>

#include "net/air.hpp"

namespace bowball::net {

/// Lines for the head of the results page that this query asks for: "race=12", "crew=103", "event=M1x", else of the meet. Everything
/// that somebody entered is escaped and cut. Empty while nothing is known, or of what the query names.
[[nodiscard]] std::string link_preview(const Air& air, std::string_view query);

}  // namespace bowball::net
