// What is left when entries could not be written: a marker beside the journal, and the entries themselves in a file of
// their own. The journal's disk may be the trouble, so both fall back on the folder for temporary files. Each life marks its own epoch: whoever takes
// away what the life before marked leaves that. Inside the journal only.
#pragma once
#include <span>
#include <string>

#include "core/result.hpp"
#include "engine/event.hpp"

namespace bowball::journal {

class Unrecorded {
public:
    Unrecorded(const std::string& journal_file, const std::string& epoch);

    /// Servers before this one marked without an epoch: such a mark becomes this epoch's.
    void take_over_older_mark() const;
    [[nodiscard]] bool is_marked() const;
    void mark() const;
    void unmark() const;
    /// Returns the path of the file. Fails with errc::io_failed if there is no room anywhere.
    [[nodiscard]] Result<std::string> spill(std::span<const engine::Entry> entries) const;
    /// The same, and does not touch the journal's own disk.
    [[nodiscard]] Result<std::string> spill_elsewhere(std::span<const engine::Entry> entries) const;

private:
    std::string beside_;      ///< path of the journal
    std::string mark_beside_; ///< of this epoch
    std::string elsewhere_;   ///< the same in the folder for temporary files, named by the epoch
};

}  // namespace bowball::journal
