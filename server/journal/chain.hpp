// Names a journal. Inside the journal only.
#pragma once
#include <string>

namespace bowball::journal {

/// A fresh name: twelve letters and digits at random. Two journals never share one in practice (60 bits).
[[nodiscard]] std::string make_epoch();

}  // namespace bowball::journal
