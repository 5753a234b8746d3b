// What a table says of a result: unofficial, official, revised 2.
#pragma once
#include <string>

#include "views/shown.hpp"

namespace bowball::feeds {

inline std::string status_words(const views::RaceHeader& header) { return header.status == "revised" ? "revised " + std::to_string(header.revision) : header.status; }

}  // namespace bowball::feeds
