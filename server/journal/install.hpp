// A copy that becomes the journal: what a standby does when it takes a meet over.
#pragma once
#include <memory>
#include <string>

#include "core/result.hpp"

namespace bowball::journal {

/// Keeps a data folder's journal from every server until it goes.
class Reservation {
public:
    /// Fails with errc::io_failed where another server has it.
    [[nodiscard]] static Result<std::unique_ptr<Reservation>> take(const std::string& journal_file);
    virtual ~Reservation() = default;
    /// Puts the copy, closed by now, in the place of the journal under the name `epoch`. What was there before is kept beside it as
    /// journal-<its epoch>.sqlite. May be called again where it was cut off half-way. Fails with errc::io_failed, errc::already_exists or
    /// errc::corrupt.
    [[nodiscard]] virtual Result<void> install(const std::string& copy_file, const std::string& epoch) = 0;
};

/// A fresh name for a journal: twelve letters and digits at random.
[[nodiscard]] std::string fresh_epoch();
/// The name of the journal in a file; empty where there is no such file. Fails with errc::io_failed or errc::corrupt.
[[nodiscard]] Result<std::string> epoch_of(const std::string& file);

}  // namespace bowball::journal
