// Keeps who is signed in over a restart of the server: a judge in the rain does not type his password because a process died.
//
// Of this boot of the computer alone, whose steady clock the sessions grow old by. Kept are hashes of tokens, in a file that only its owner
// may read. What began or ended in the last second before the server did is not in it.
#pragma once
#include <spdlog/logger.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/loose_worker.hpp"
#include "net/sessions.hpp"
#include "net/trouble.hpp"

namespace bowball::net {

class SessionKeeper {
public:
    /// `file`: sessions.json of the data folder; empty: nothing is kept. `boot`: as io::boot_id tells it.
    SessionKeeper(std::string file, std::string boot, std::shared_ptr<spdlog::logger> log) : file_(std::move(file)), boot_(std::move(boot)), log_(std::move(log)) {}

    /// Puts what was kept to those that are there. A file that cannot be read is said, and everybody signs in.
    void restore(Sessions& sessions, HostTime now);
    /// Once a second: has the file written by `files`, whose disk may hang, where something changed.
    void keep(const Sessions& sessions, HostTime now, io::LooseWorker& files);

private:
    [[nodiscard]] bool is_off() const { return file_.empty() || boot_ == "unknown"; }
    void note(const Result<void>& written, std::uint64_t changes, HostTime at);

    std::string file_;
    std::string boot_;
    std::shared_ptr<spdlog::logger> log_;
    std::optional<std::vector<KeptSession>> kept_;   ///< what the file has; absent: not known
    std::uint64_t kept_changes_ = 0;
    HostTime kept_at_{};
    bool is_writing_ = false;
    Trouble trouble_;
};

}  // namespace bowball::net
