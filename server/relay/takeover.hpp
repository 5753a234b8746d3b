// The entry with which a standby takes a meet over: a start of a server, as the journal knows them, whose order id names both journals. Appended
// by compare to the stream of the first server, it is the fence: that server's next append fails, it finds this entry, and gives up. Pure.
#pragma once
#include <optional>
#include <string>

#include "engine/event.hpp"
#include "journal/rows.hpp"

namespace bowball::relay {

struct Takeover {
    std::string from;      ///< epoch that ends with the entry
    std::string to;        ///< epoch that goes on from it
    Actor actor;           ///< name "" where the standby decided by itself
    std::string reason;    ///< and where its pages are, if it says so
    friend bool operator==(const Takeover&, const Takeover&) = default;
};

/// The id of the order.
[[nodiscard]] std::string takeover_id(const std::string& from, const std::string& to);
/// Nothing of any other entry.
[[nodiscard]] std::optional<Takeover> takeover_of(const engine::Entry& entry);
/// The same of a row.
[[nodiscard]] std::optional<Takeover> takeover_of(const journal::Row& row);
/// The row of an entry that follows `head`.
[[nodiscard]] journal::Row row_after(const journal::Head& head, const engine::Entry& entry);
/// What a server says whose meet was taken over: to officials, with every order that it refuses.
[[nodiscard]] std::string describe(const Takeover& takeover, Seq seq);

}  // namespace bowball::relay
