// The stream of a meet, written into a journal file.
#pragma once
#include <functional>
#include <string>

#include "journal/rows.hpp"
#include "nats/streams.hpp"
#include "relay/names.hpp"

namespace bowball::relay {

struct Pulled {
    std::string epoch;
    std::uint64_t fresh = 0;       ///< entries that were not in the file before
    std::uint64_t redacted = 0;    ///< of these, known by their hash alone
    journal::Head head;
};

/// The journal that the venue wrote last, by its newest beat. Fails with errc::not_found.
[[nodiscard]] Result<std::string> newest_epoch(nats::Streams& streams, const Names& names);

/// Writes what the stream has by now, or what has come since the file was written. `epoch`: empty for the newest. `progress` hears how
/// far it is. Fails with errc::not_found, errc::io_failed, or errc::corrupt where the chain of hashes does not hold: what is in the
/// file then does.
[[nodiscard]] Result<Pulled> pull(const nats::Terms& hub, const Names& names, std::string epoch, const std::string& file, const std::function<void(Seq)>& progress);

}  // namespace bowball::relay
