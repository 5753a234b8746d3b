// The journal's file as officials may read it, beside whoever writes it.
#pragma once
#include <string>

#include "net/journal_rows.hpp"

namespace bowball {

/// Reads the file over a connection of its own, opened for each question: nobody asks often, and none is kept by a thread that hangs.
[[nodiscard]] net::JournalSource journal_source(std::string file);

}  // namespace bowball
